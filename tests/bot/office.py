"""A database with accounts, and deliveries that send from it to a double of Telegram."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy import insert
from sqlmodel import Session, col, select

from bot.channels.telegram.sender import TelegramSender
from bot.claims import LEASE
from bot.delivery import Delivery, Pace, Post
from bot.transactions import Transactions
from handlers import codec
from handlers.messages import Reply
from storage import deliveries, messages
from storage.database import Database
from storage.messages import Outgoing
from storage.models import Account, DeliveryState
from storage.models import Delivery as Row
from tests.telegram_double import Double, Person

QUICK = Pace(poll_seconds=0.05, lease_seconds=3.0)


async def closed(bot: Bot) -> None:
    """aiogram's own close() waits a quarter of a second for TLS that is not there."""
    if isinstance(bot.session, AiohttpSession):
        await (await bot.session.create_session()).close()


@dataclass
class Office:
    """Time runs as ever, but can be set forward."""

    database: Database
    transactions: Transactions
    double: Double
    data_dir: Path
    ahead: timedelta = timedelta()
    accounts: dict[int, Account] = field(default_factory=dict)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def officer(self, name: str = "Lan") -> Person:
        person = await self.double.person(name, known=True)
        values = {"channel": "telegram", "address": str(person.id), "created_at": self.now()}

        def create(session: Session) -> Account:
            statement = insert(Account).returning(col(Account.id))
            row = session.exec(statement, params=[values | {"state": "active"}]).one()
            return session.get_one(Account, row.id)

        self.accounts[person.id] = await self.transactions.write(create)
        return person

    async def say(self, person: Person, *replies: Reply) -> list[int]:
        """As the scheduler does: written, and nobody's yet. The ids of the messages."""
        outgoing = [Outgoing(codec.reply_to_json(one), one.lane.value) for one in replies]
        said = await self.transactions.write(
            messages.say, self.accounts[person.id], outgoing, self.now()
        )
        return [one.message_id for one in said]

    async def answer(self, delivery: Delivery, person: Person, *replies: Reply) -> None:
        """As the pipeline does: written under the delivery's lease, and handed over."""
        account = self.accounts[person.id]
        outgoing = [Outgoing(codec.reply_to_json(one), one.lane.value) for one in replies]
        now = self.now()

        def write(session: Session) -> list[messages.Said]:
            return messages.say(
                session,
                account,
                outgoing,
                now,
                leased_by=delivery.post.holder,
                leased_until=now + LEASE,
            )

        said = await self.transactions.write(write)
        delivery.hand_over(
            [
                deliveries.Claimed(
                    one.delivery_id or 0, one.message_id, account.id, account.address, body.body, 1
                )
                for one, body in zip(said, outgoing, strict=True)
            ]
        )

    async def rows(self) -> list[Row]:
        def look(session: Session) -> list[Row]:
            return list(session.exec(select(Row).order_by(col(Row.id))))

        return await self.transactions.write(look)

    async def until_finished(self, seconds: float = 10.0) -> list[Row]:
        """Until nothing is pending any more."""
        async with asyncio.timeout(seconds):
            while True:
                rows = await self.rows()
                if all(one.state != DeliveryState.PENDING for one in rows):
                    return rows
                await asyncio.sleep(0.02)

    def delivery(
        self, holder: str = "a", rate: float = 0, pace: Pace = QUICK, token: str = ""
    ) -> Delivery:
        return Delivery(
            self.transactions,
            TelegramSender(token or self.double.token, self.double.base_url, rate),
            Post("telegram", "123456", holder),
            self.data_dir,
            gettext=lambda text: text,
            clock=self.now,
            pace=pace,
            chance=Random(7),
        )

    @asynccontextmanager
    async def delivering(
        self, holder: str = "a", rate: float = 0, pace: Pace = QUICK
    ) -> AsyncIterator[Delivery]:
        delivery = self.delivery(holder, rate, pace)
        running = asyncio.create_task(delivery.run())
        try:
            yield delivery
        finally:
            delivery.stop()
            await running

    async def until(self, came: Callable[[], bool], seconds: float = 10.0) -> None:
        async with asyncio.timeout(seconds):
            while not came():  # noqa: ASYNC110 - nothing tells tests of it
                await asyncio.sleep(0.01)

    async def until_sending(self, *ones: Delivery) -> Delivery:
        """The one of them that sends."""
        await self.until(lambda: any(one.is_sending for one in ones))
        return next(one for one in ones if one.is_sending)
