"""Owns a whole web chat for a test: database, people, fake conversation, server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, SQLModel

from bot import demo, web
from bot.bell import Bell
from bot.channels.webchat.access import Access
from bot.channels.webchat.pages import Pages
from bot.channels.webchat.parts import Parts
from bot.transactions import Transactions
from handlers import codec
from handlers.messages import Reply
from storage import messages, people, web_access
from storage.database import Database
from storage.messages import Outgoing
from storage.models import AdminUnit, Body, BodyKind
from tests.web import words
from tests.web.fake_conversation import FakeInbox

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SECRET = b"0123456789abcdef0123456789abcdef"


@dataclass
class Clock:
    """The time of day, or a day that a test sets."""

    offset: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset


async def ready() -> tuple[bool, dict[str, str]]:
    return True, {"database": "ok"}


@dataclass
class Stage:
    data_dir: Path
    demo: bool = True
    answers: bool = True
    public_url: str = ""
    webhook: web.Webhook | None = None
    ready: web.Ready = ready
    clock: Clock = field(default_factory=Clock)
    bell: Bell = field(default_factory=Bell)

    def __post_init__(self) -> None:
        self.database = Database(f"sqlite:///{self.data_dir / 'test.sqlite3'}")
        SQLModel.metadata.create_all(self.database.engine)
        self.transactions = Transactions(self.database)
        self.inbox = FakeInbox(
            self.transactions, self.bell, self.data_dir, self.clock, answers=self.answers
        )
        with self.database.transaction() as session:
            _bodies(session)
            demo.prepare(session, self.clock(), self.clock().astimezone(ZONE).date())

    def site(self) -> web.Site:
        access = Access(self.transactions, SECRET, self.public_url, demo=self.demo, now=self.clock)
        parts = Parts(
            transactions=self.transactions,
            inbox=self.inbox,
            bell=self.bell,
            access=access,
            pages=Pages(words.translations(), "vi", ZONE),
            data_dir=self.data_dir,
            now=self.clock,
            demo=self.demo,
        )
        return web.Site(parts, self.ready, self.webhook)

    def person(self, name: str = "Giàng A Páo", address: str = "pao") -> tuple[int, int]:
        """A real person with a web account: (account id, person id)."""
        with self.database.transaction() as session:
            account = people.account(session, "web", address, self.clock())
            person = people.add(session, name, "Công chức", None, self.clock())
            people.claim_account(session, account, person.id)
            return account.id, person.id

    def session(self, account_id: int) -> str:
        """The cookie of a browser that was let into an account."""
        token = f"session-{account_id}-{'x' * 32}"
        with self.database.transaction() as session:
            web_access.open_session(session, account_id, token, self.clock())
        return token

    def link(self, account_id: int) -> str:
        token = f"link{account_id}{'y' * 36}"
        with self.database.transaction() as session:
            web_access.make_link(session, account_id, token, self.clock())
        return token

    def says(self, address: str, text: str, **more: Any) -> int:
        """A message of ours to an account, as another process would write it: no bell rings."""
        with self.database.transaction() as session:
            account = people.account(session, "web", address, self.clock())
            body = codec.reply_to_json(Reply(text, **more))
            return messages.say(session, account, [Outgoing(body)], self.clock())[0].message_id

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator[str]:
        """A real server; its address. May be started again on the same port."""
        server = web.Server(self.site())
        try:
            yield f"http://127.0.0.1:{await server.start('127.0.0.1', port)}/"
        finally:
            await server.stop()

    def close(self) -> None:
        self.transactions.close()


def _bodies(session: Session) -> None:
    day = date(2025, 7, 1)
    session.add(
        AdminUnit(code="03445", valid_from=day, name="Mường Tè", kind="xã", level="commune")
    )
    session.flush()
    commune = Body(
        key="03445@2025-07-01",
        kind=BodyKind.COMMUNE,
        name="Xã Mường Tè",
        unit_code="03445",
        unit_valid_from=day,
        valid_from=day,
    )
    area = Body(key="area-107", kind=BodyKind.AREA, name="Địa bàn Mường Tè", valid_from=day)
    department = Body(
        key="so-cong-thuong", kind=BodyKind.DEPARTMENT, name="Sở Công Thương", valid_from=day
    )
    session.add_all([commune, area, department])
    session.flush()
