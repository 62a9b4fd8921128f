"""A channel that keeps what it is given, and people with accounts on it; time can be set."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.channels.base import Capabilities, Outcome, Part, Ready, Sent
from bot.delivery import Delivery, Pace, Post
from bot.transactions import Transactions
from handlers import codec
from handlers.messages import Reply
from storage import messages, notices, people
from storage.database import Database
from storage.messages import Outgoing
from storage.models import Account, NoticeKind
from storage.models import Delivery as Row

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
QUICK = Pace(poll_seconds=0.02)


class Outbox:
    """Sends at once, or, once `hold` was called, when it is let go."""

    def __init__(self, most: int | None = None) -> None:
        self.capabilities = Capabilities(
            pushes=True, buttons=True, edits=False, contact_button=False, messages_per_month=most
        )
        self.sent: list[str] = []
        self.begun: list[str] = []
        self.ends: dict[str, Outcome] = {}  # how sending to an address ends
        self._open = asyncio.Event()
        self._open.set()

    def hold(self) -> None:
        self._open.clear()

    def let_go(self) -> None:
        self._open.set()

    async def start(self) -> Ready:
        return Ready("outbox")

    async def stop(self) -> None:
        pass

    async def send(self, address: str, part: Part) -> Outcome:
        said = f"{address}: {''.join(span.text for span in part.spans)}"
        self.begun.append(said)
        await self._open.wait()
        if address in self.ends:
            return self.ends[address]
        self.sent.append(said)
        return Sent(str(len(self.sent)))

    async def edit(self, address: str, external_id: str, part: Part) -> Outcome | None:
        return None


@dataclass
class Street:
    """Where people live: each has an account of the same address on every channel named."""

    database: Database
    folder: Path
    now: datetime = NOW
    accounts: dict[str, Account] = field(default_factory=dict)  # by "channel:address"

    def __post_init__(self) -> None:
        self.transactions = Transactions(self.database)

    async def moves_in(self, name: str, *channels: str) -> None:
        def come(session: Session) -> list[Account]:
            person = people.add(session, name, "", None, self.now)
            made = [people.account(session, channel, name, self.now) for channel in channels]
            for one in made:
                people.claim_account(session, one, person.id)
            return made

        for one in await self.transactions.write(come):
            self.accounts[f"{one.channel}:{name}"] = one

    async def remind(self, who: str, text: str = "nhắc") -> int | None:
        day, until = self.now.astimezone(ZONE).date(), self.now + timedelta(hours=9)
        return await self.transactions.write(
            lambda session: notices.write(
                session, self.accounts[who], NoticeKind.REMINDER, day,
                codec.reply_to_json(Reply(text)), self.now, expires_at=until,
            )
        )  # fmt: skip

    async def withdraw(self, notice_id: int | None) -> bool:
        return await self.transactions.write(notices.withdraw, notice_id or 0, self.now)

    async def say(self, who: str, *replies: Reply) -> None:
        outgoing = [Outgoing(codec.reply_to_json(one), one.lane.value) for one in replies]
        await self.transactions.write(messages.say, self.accounts[who], outgoing, self.now)

    async def rows(self) -> list[Row]:
        def look(session: Session) -> list[Row]:
            return list(session.exec(select(Row).order_by(col(Row.id))))

        return await self.transactions.write(look)

    def delivery(self, outbox: Outbox, holder: str, channel: str, pace: Pace) -> Delivery:
        post = Post(channel, "1", holder, ZONE)
        return Delivery(
            self.transactions, outbox, post, self.folder, lambda text: text, lambda: self.now, pace
        )

    @asynccontextmanager
    async def delivering(
        self,
        outbox: Outbox,
        *,
        holder: str = "a",
        channel: str = "telegram",
        pace: Pace = QUICK,
    ) -> AsyncIterator[Delivery]:
        delivery = self.delivery(outbox, holder, channel, pace)
        running = asyncio.create_task(delivery.run())
        try:
            yield delivery
        finally:
            outbox.let_go()
            delivery.stop()
            await running

    async def until(self, *states: str) -> list[Row]:
        """Until the deliveries, in order, are in these states."""
        return await self.until_so(lambda rows: [one.state for one in rows] == list(states))

    async def until_so(self, is_so: Callable[[list[Row]], bool]) -> list[Row]:
        async with asyncio.timeout(10):
            while not is_so(rows := await self.rows()):  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.01)
        return rows


async def until_long(found: list[str], count: int) -> None:
    async with asyncio.timeout(10):
        while len(found) < count:  # noqa: ASYNC110 - nothing tells tests of it
            await asyncio.sleep(0.01)
