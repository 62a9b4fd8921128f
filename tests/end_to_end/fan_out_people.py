"""Owns the many people of a fan-out: communes of their own, put straight into the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage import rounds, workdays
from storage.models import (
    Account,
    AdminUnit,
    Assignment,
    Body,
    BodyKind,
    Level,
    Person,
    Report,
    Requirement,
    Role,
    RoundKind,
)
from storage.moments import Moment
from storage.rounds import Asked, Plan
from vietnamese.workdays import parse_hours

HOURS = "0:00-23:59"
FORM = "outreach"
DAYS_LEFT = 7
EACH = 5  # people in a commune
_FIRST_ADDRESS = 700_000_000
_LONG_AGO = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Listener:
    """One person with a chat, and the communes they answer for."""

    person_id: int
    address: int
    bodies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """Everybody, and the round of which they are to be reminded today."""

    round_id: int
    step: str
    zone: str
    names: Mapping[int, str]  # of the communes, by body
    listeners: tuple[Listener, ...]
    reported: frozenset[int]  # bodies that had reported before anybody was reminded


def moment(session: Session, zone: str) -> Moment:
    hours = parse_hours(HOURS)
    return Moment(datetime.now(UTC), ZoneInfo(zone), workdays.load(session, hours))


def noon_zone() -> str:
    """Where it is about noon now: no day ends while a test runs. (Etc's signs point west.)"""
    east = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-east:+d}"


def settle(session: Session, listeners: int) -> Town:
    """So many people to be reminded; besides them every sixth commune has reported already.

    Every tenth person answers for the next commune too.
    """
    zone = noon_zone()
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(zone)).date()
    workdays.put(session, today, True, "")
    bodies = _communes(session, -(-listeners // EACH) * 6 // 5, today)
    people = _people(session, bodies, today, now)
    due_on = today + timedelta(days=DAYS_LEFT)
    round_id = _round(session, today, due_on, now)
    reported = bodies[::6]
    first = {one.bodies[0]: one.person_id for one in reversed(people)}
    for body in reported:
        report(session, body.id, first[body.id], today, now)
    return Town(
        round_id=round_id,
        step=f"{due_on}-{DAYS_LEFT}",
        zone=zone,
        names={body.id: body.name for body in bodies},
        listeners=tuple(people),
        reported=frozenset(body.id for body in reported),
    )


def report(session: Session, body_id: int, person_id: int, day: date, now: datetime) -> None:
    code = f"T{body_id:07d}"
    one = Report(
        code=code, person_id=person_id, body_id=body_id, form_id=FORM, event_date=day,
        submitted_at=now, created_at=now,
    )  # fmt: skip
    session.add(one)
    session.flush()


def _communes(session: Session, count: int, today: date) -> list[Body]:
    since = today - _LONG_AGO
    names = [(f"9{number:04d}", f"Thử {number:04d}") for number in range(count)]
    session.add_all(
        AdminUnit(code=code, valid_from=since, name=name, kind="Xã", level=Level.COMMUNE)
        for code, name in names
    )
    session.flush()
    bodies = [
        Body(
            key=f"{code}@{since}", kind=BodyKind.COMMUNE, name=f"Xã {name}", unit_code=code,
            unit_valid_from=since, valid_from=since,
        )
        for code, name in names
    ]  # fmt: skip
    session.add_all(bodies)
    session.flush()
    return bodies


def _people(session: Session, bodies: list[Body], today: date, now: datetime) -> list[Listener]:
    count = len(bodies) * EACH
    people = [Person(full_name=f"Lò Văn {n}", position="", created_at=now) for n in range(count)]
    session.add_all(people)
    session.flush()
    found = []
    for number, person in enumerate(people):
        place = number // EACH
        mine = bodies[place : place + 2] if number % 10 == 0 else bodies[place : place + 1]
        address = _FIRST_ADDRESS + number
        found.append(Listener(person.id, address, tuple(body.id for body in mine)))
    session.add_all(
        Account(
            channel="telegram", address=str(one.address), person_id=one.person_id, created_at=now
        )
        for one in found
    )
    session.add_all(
        Assignment(
            person_id=one.person_id, body_id=body_id, role=Role.REPORTER,
            valid_from=today - _LONG_AGO,
        )
        for one in found
        for body_id in one.bodies
    )  # fmt: skip
    session.flush()
    return found


def _round(session: Session, today: date, due_on: date, now: datetime) -> int:
    plan = Plan(
        key="fan-out",
        title="Đợt thử",
        kind=RoundKind.AD_HOC,
        scope={"kinds": [BodyKind.COMMUNE.value], "areas": [], "bodies": []},
        as_of=today - timedelta(days=30),
        window=(today - timedelta(days=30), due_on),
        cut_off=due_on,
        due_on=due_on,
        forms=(Asked(FORM, Requirement.AT_LEAST_ONE),),
        ladder=(DAYS_LEFT,),
    )
    made = rounds.add(session, plan, now)
    assert made is not None
    return made.id
