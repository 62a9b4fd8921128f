"""Owns a season of rounds: the office with its timetable, its post, and a clock that runs."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from handlers import answering, settling, timing
from handlers.messages import World
from scheduler import Timetable
from storage import blocking, extensions, form_versions, people, places, rounds
from storage.database import Database
from storage.drafts import Open
from storage.models import Delivery, DeliveryState, Person, Report, ReportState
from storage.rounds import Plan
from tests.conversation.people import ZONE, Clock, Office, Officer

WORKING = ((7, 31), (9, 0), (11, 29), (13, 31), (15, 0), (16, 59))
AROUND = ((6, 0), (7, 31), (13, 31), (20, 0))


async def _nothing() -> None:
    """There is no disk here."""


def timetable(office: Office, holder: str = "one") -> Timetable:
    def world(language: str | None = None) -> Any:
        return office.worlds.world(language)

    return Timetable(
        write=office.transactions.write_surely,
        read=office.transactions.read,
        world=world,
        world_of=world,
        holder=holder,
        zone=ZONE,
        notify=lambda _channel: None,
        sweep=_nothing,
    )


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@dataclass
class Season:
    """What comes to whom as the days go by. `delivers`: whether the post arrives at once."""

    database: Database
    folder: Path
    begins: datetime
    delivers: bool = True
    people: list[Officer] = field(default_factory=list)
    letters: list[tuple[datetime, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.office = Office(self.database, self.folder, clock=Clock(self.begins))
        self.office.clock.tick = timedelta(0)
        self.timetable = timetable(self.office)
        self._numbers = itertools.count(1)

    async def joins(self, address: str, **whom: Any) -> Officer:
        person = await self.office.officer(address, **whom)
        self.people.append(person)
        return person

    async def look(self) -> None:
        """One look at the rounds, and the post."""
        await self.timetable.look()
        if self.delivers:
            await self.post()
        for person in self.people:
            if said := await person.hears():
                self.letters.append((self.office.clock.now, person.address, said))

    async def post(self) -> None:
        """Everything that waits arrives."""
        await self.office.transactions.write(_deliver_all, self.office.clock.now)

    async def until(
        self, end: datetime, times: Sequence[tuple[int, int]] = WORKING
    ) -> list[tuple[datetime, str, str]]:
        """Let the days go by, looking at these times; what has come meanwhile."""
        before = len(self.letters)
        day = self.office.clock.now.astimezone(ZONE).date()
        while day <= end.date():
            for hour, minute in sorted(times):
                at = local(day.year, day.month, day.day, hour, minute)
                if self.office.clock.now < at <= end:
                    self.office.clock.now = at
                    await self.look()
            day += timedelta(days=1)
        self.office.clock.now = max(end, self.office.clock.now)
        return self.letters[before:]

    async def report(self, unit: str, form_id: str, *, day: date | None = None) -> str:
        """A unit sends a report: its code. Without a day it is about the period."""
        write = self.office.transactions.write
        world = self.office.worlds.world()
        code: str = await write(_report, unit, form_id, day, world, next(self._numbers))
        return code

    async def sets(self, code: str, state: ReportState) -> None:
        """Somebody above returns a report, or confirms it; or it is sent again."""
        world = self.office.worlds.world()
        await self.office.transactions.write(_set_state, code, state, world)

    async def extends(self, due_on: date, unit: str | None = None) -> None:
        """The round that is due first, for all or for one unit."""
        now = self.office.clock.now
        await self.office.transactions.write(_extend, unit, due_on, now)

    async def opens(self, plan: Plan) -> None:
        """A round out of turn; it is told of elsewhere."""
        await self.office.transactions.write(rounds.add, plan, self.office.clock.now)

    async def blocks(self, address: str) -> None:
        """Somebody shuts the assistant out."""
        await self.office.transactions.write(_block, address, self.office.clock.now)

    def note(self, what: str) -> None:
        """Something that happened, between the messages."""
        self.letters.append((self.office.clock.now, "", what))

    def diary(self) -> str:
        """All of it, as a person who does not program reads it."""
        blocks = []
        for at, address, said in self.letters:
            when = at.astimezone(ZONE)
            if not address:
                blocks.append(f"# {when:%d/%m/%Y %H:%M}: {said}")
                continue
            blocks.append(f"⏰ {when:%d/%m/%Y %H:%M} → {address}\n" + _indented(said))
        return "\n\n".join(blocks) + "\n"


def _indented(said: str) -> str:
    first, *rest = said.splitlines()
    return "\n".join([f"🤖 {first}", *(f"   {line}".rstrip() for line in rest)])


def _report(
    session: Session, unit: str, form_id: str, day: date | None, world: World, number: int
) -> str:
    """As `sending.send` does it, without the questions."""
    body = places.find_body(session, unit, world.today)
    someone = session.exec(select(Person.id).order_by(col(Person.id))).first()
    version = form_versions.latest(session, form_id)
    assert body is not None
    assert someone is not None
    assert version is not None
    draft = Open(0, someone, body.id, version.id, None, {}, None, world.now)
    report = Report(
        code=f"CODE{number}",
        person_id=someone,
        body_id=body.id,
        form_id=form_id,
        event_date=day or world.today,
        round_id=None if day else answering.round_of(session, draft, world),
        submitted_at=world.now,
        created_at=world.now,
    )
    session.add(report)
    session.flush()
    settling.reported(session, body.id, timing.moment(session, world))
    return report.code


def _set_state(session: Session, code: str, state: ReportState, world: World) -> None:
    report = session.exec(select(Report).where(col(Report.code) == code)).one()
    report.state = state.value
    session.flush()
    settling.reported(session, report.body_id, timing.moment(session, world))


def _extend(session: Session, unit: str | None, due_on: date, now: datetime) -> None:
    one = rounds.running(session)[0]
    body = places.find_body(session, unit, due_on) if unit else None
    someone = session.exec(select(Person.id).order_by(col(Person.id))).first()
    assert someone is not None
    extensions.extend(session, one.id, body.id if body else None, due_on, "Mưa lũ", someone, now)


def _block(session: Session, address: str, now: datetime) -> None:
    account = people.find_account(session, "test", address)
    assert account is not None
    blocking.block(session, account.id, "blocked by the person", now)


def _deliver_all(session: Session, now: datetime) -> None:
    session.exec(
        update(Delivery)
        .where(
            col(Delivery.state) == DeliveryState.PENDING,
            col(Delivery.due_at) <= now,
            or_(col(Delivery.expires_at).is_(None), col(Delivery.expires_at) > now),
        )
        .values(state=DeliveryState.SENT, finished_at=now, begun=True)
    )
