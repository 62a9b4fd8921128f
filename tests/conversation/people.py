"""Owns people who talk to the assistant in tests, and what they read."""

import asyncio
import itertools
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.bell import Bell
from bot.channels.base import Capabilities, FileHandle
from bot.filing_cabinet import FilingCabinet, Limits
from bot.inbox import Inbox
from bot.pipeline import Pipeline
from bot.transactions import Transactions
from bot.work import Work
from bot.worlds import Worlds
from forms import xlsform
from handlers import codec, publishing
from handlers.messages import (
    Contact,
    Content,
    Incoming,
    Location,
    Photo,
    Reply,
    Stored,
    Tap,
    Text,
    Unreadable,
    Unusable,
)
from handlers.policy import Policy
from storage import invitations, messages, people, places
from storage.database import Database
from storage.inbox import Raw
from storage.models import Job, JobState, Role
from vietnamese.text import clean

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
CHANNEL = "test"


class FakeChannel:
    """Reads payloads that are an Incoming as JSON."""

    capabilities = Capabilities(pushes=True, buttons=True, edits=True, contact_button=True)

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def read(self, payload: str) -> list[Incoming]:
        body = json.loads(payload)
        if body.get("poison"):
            raise RuntimeError("poison")
        content = _content(body)
        return [Incoming(CHANNEL, body["address"], content, body["ref"], edited=body["edited"])]

    def file_of(self, payload: str) -> FileHandle | None:
        body = json.loads(payload)
        if body["kind"] != "photo":
            return None
        return FileHandle(body["file"], None, "name" not in body, body.get("name", ""))

    def membership(self, payload: str) -> tuple[str, bool] | None:
        return None

    async def fetch(self, handle: FileHandle, limit: int) -> bytes | Unusable:
        content = self.files[handle.handle]
        return content if len(content) <= limit else Unusable.TOO_LARGE


def _content(body: dict[str, Any]) -> Content:
    match body["kind"]:
        case "text":
            return Text(clean(body["text"]))
        case "tap":
            return Tap(body["message"], body["index"])
        case "contact":
            return Contact(body["phone"], body["own"])
        case "photo":
            return Photo("", "", 0)
        case "location":
            return Location(*body["at"])
        case _:
            return Unreadable(Unusable(body["why"]))


class Clock:
    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now
        self.tick = timedelta(seconds=1)  # between one look at it and the next

    def __call__(self) -> datetime:
        self.now += self.tick
        return self.now

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Office:
    """The assistant at work: a database and a pipeline, restarted at will."""

    database: Database
    folder: Path
    clock: Clock = field(default_factory=Clock)
    policy: Policy = field(default_factory=lambda: Policy(public_url="https://soxanh.example"))
    seed: int = 889

    def __post_init__(self) -> None:
        self.channel = FakeChannel()
        self.chance = Random(self.seed)
        self._numbers = itertools.count(1)
        self.known: dict[str, Officer] = {}
        self.start()

    def start(self) -> None:
        """A new process on the same database: nothing is remembered but what was kept."""
        self.transactions = Transactions(self.database)
        self.worlds = Worlds(ZONE, self.policy, clock=self.clock, chance=self.chance)
        self.inbox = Inbox(self.transactions, self.clock)
        cabinet = FilingCabinet(self.folder, Limits.of(self.policy))
        self.work = Work(
            self.transactions, self.worlds, cabinet, "test", Bell(), lambda _channel: None
        )
        self.pipeline = Pipeline(
            transactions=self.transactions,
            translators={CHANNEL: self.channel},
            worlds=self.worlds,
            cabinet=cabinet,
            holder="test",
            bell=Bell(),
            sends=lambda _channel: False,
            hand_over=lambda _channel, _claimed: None,
            notify=lambda _channel: None,
            notify_jobs=lambda: None,
        )

    def invite(self, unit: str = "03445", role: Role = Role.REPORTER) -> str:
        with self.database.transaction() as session:
            body = places.find_body(session, unit, self.clock.now.date())
            assert body is not None
            code = invitations.new_code(self.chance)
            invitations.add(session, code, body.id, role, self.clock(), days=14)
        return code

    async def works(self) -> None:
        """Until no job waits."""
        working = asyncio.create_task(self.work.run())
        while await self.transactions.read(_is_waiting):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    def publish(self, source: str) -> None:
        """A form of a test, written as XLSForm in Markdown."""
        with self.database.transaction() as session:
            publishing.publish(session, xlsform.from_markdown(source), source, self.clock())

    def person(self, address: str) -> "Officer":
        return Officer(self, address)

    async def officer(
        self, address: str = "officer", unit: str = "03445", role: Role = Role.REPORTER
    ) -> "Officer":
        """Somebody who joined already."""
        someone = self.person(address)
        await someone.says(f"/start {self.invite(unit, role)}")
        await someone.taps("Tôi đồng ý")
        await someone.says("Lò Văn An")
        await someone.taps("Công chức Phòng Kinh tế")
        await someone.says("0912345678")
        return someone

    async def someone(self, address: str, unit: str, role: Role) -> "Officer":
        """Whoever has this account: joined before, or joining now."""
        if address not in self.known:
            self.known[address] = await self.officer(address, unit, role)
        return self.known[address]

    def next_number(self) -> int:
        return next(self._numbers)


@dataclass
class Officer:
    """A person on one account."""

    office: Office
    address: str
    heard: list[tuple[int, Reply]] = field(default_factory=list)
    last_ref: str = ""

    async def says(self, text: str) -> str:
        """What the assistant answers, as one text."""
        return await self._sends({"kind": "text", "text": text})

    async def edits(self, ref: str, text: str) -> str:
        return await self._sends({"kind": "text", "text": text}, ref=ref, edited=True)

    async def taps(self, label: str, *, on: int | None = None) -> str:
        """The newest button of that label, or the one of an older message."""
        for message_id, reply in reversed(self.heard):
            for index, choice in enumerate(reply.choices):
                if choice.label == label and on in (None, message_id):
                    return await self.taps_raw(message_id, index)
        raise AssertionError(f"no button {label!r} in:\n{self.screen}")

    async def taps_raw(self, message_id: int, index: int) -> str:
        return await self._sends({"kind": "tap", "message": message_id, "index": index})

    async def shares(self, phone: str, *, own: bool = True) -> str:
        return await self._sends({"kind": "contact", "phone": phone, "own": own})

    async def sends_photo(self, content: bytes) -> str:
        handle = f"file-{self.office.next_number()}"
        self.office.channel.files[handle] = content
        return await self._sends({"kind": "photo", "file": handle})

    async def sends_document(self, content: bytes, name: str) -> str:
        handle = f"file-{self.office.next_number()}"
        self.office.channel.files[handle] = content
        return await self._sends({"kind": "photo", "file": handle, "name": name})

    async def shares_place(self, latitude: float, longitude: float) -> str:
        return await self._sends({"kind": "location", "at": [latitude, longitude]})

    async def sends_unreadable(self, why: Unusable) -> str:
        return await self._sends({"kind": "unreadable", "why": why.value})

    async def sends_poison(self) -> str:
        return await self._sends({"kind": "text", "text": "", "poison": True})

    async def _sends(self, body: dict[str, Any], ref: str = "", *, edited: bool = False) -> str:
        number = self.office.next_number()
        self.last_ref = ref or f"m{number}"
        payload = body | {"address": self.address, "ref": self.last_ref, "edited": edited}
        raw = Raw(f"u{number}", self.address, json.dumps(payload))
        await self.office.inbox.store(CHANNEL, [raw])
        while await self.office.pipeline.serve(CHANNEL, self.address):
            pass
        return await self.hears()

    async def hears(self) -> str:
        """What has come since the last look."""
        last = self.heard[-1][0] if self.heard else 0
        fresh = await self.office.transactions.read(_replies, self.address, last)
        self.heard += fresh
        return "\n\n".join(screen_of(reply) for _, reply in fresh)

    @property
    def screen(self) -> str:
        return screen_of(self.heard[-1][1]) if self.heard else ""

    @property
    def buttons(self) -> list[str]:
        return [choice.label for choice in self.heard[-1][1].choices]


def screen_of(reply: Reply) -> str:
    """A message as a person reads it, buttons in brackets."""
    answers = [c for c in reply.choices if c.kind == "answer"]
    lines = [reply.lead, reply.place, reply.text, reply.hint]
    lines += [
        f"[{'✓ ' if choice.chosen else ''}{number}. {choice.label}]"
        for number, choice in enumerate(answers, 1)
    ]
    navigation = " ".join(f"[{c.label}]" for c in reply.choices if c.kind == "nav")
    files = [
        f"<{one.name or one.media_type}>" for one in reply.attachments if isinstance(one, Stored)
    ]
    return "\n".join(filter(None, [*lines, navigation, *files]))


def _is_waiting(session: Session) -> bool:
    return session.exec(select(Job).where(col(Job.state) == JobState.WAITING)).first() is not None


def _replies(session: Session, address: str, last: int) -> list[tuple[int, Reply]]:
    account = people.find_account(session, CHANNEL, address)
    if account is None:
        return []
    return [
        (line.id, codec.reply_from_json(line.body))
        for line in messages.after(session, account, last)
        if line.direction == "out"
    ]
