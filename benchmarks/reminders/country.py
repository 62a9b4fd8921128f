"""Owns a made-up country: communes with their officers and registries, and a round half answered.

Rows are written in bulk and straight into the tables: a country through the conversation would take
a day. The province's own 38 communes come first, the others are made beside them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, text
from sqlmodel import Session, SQLModel

from benchmarks.reminders import country_reports as reports
from handlers import publishing
from storage import migrate, places, rounds, seeding, workdays
from storage.database import Database
from storage.models import (
    Account,
    AdminUnit,
    Assignment,
    Body,
    BodyKind,
    Person,
    Requirement,
    Role,
    Round,
    RoundKind,
)
from storage.rounds import Asked, Plan

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PERSONS = 3  # who report for one commune
NUMBER = 700_000_001  # the first address; the others follow
FIRST = 1_000_000  # the first id of what is made up: far above the seed's
BEGAN = date(2025, 7, 1)
FORMS = (
    Asked("period_report", Requirement.ONCE),
    Asked("outreach", Requirement.AT_LEAST_ONE),
    Asked("packaging", Requirement.PER_ESTABLISHMENT, "establishment", ("shop", "market")),
)


@dataclass(frozen=True, slots=True)
class Country:
    """`is_done` tells by its number whether a commune has reported everything."""

    communes: int
    today: date
    is_done: Callable[[int], bool]

    @property
    def due_on(self) -> date:
        return self.today + timedelta(days=7)

    def at(self, clock: time) -> datetime:
        return datetime.combine(self.today, clock, ZONE)


def make(database: Database, country: Country) -> None:
    """Everything but the round."""
    migrate.upgrade(database)
    with database.transaction() as session:
        seeding.seed(session)
        publishing.publish_library(session, country.at(time(0)))
        workdays.put(session, country.today, working=True, note="")
        bodies = _communes(session, country)
        _officers(session, bodies, country)
        reports.write(session, bodies, country.is_done, country.today, FIRST)
    with database.transaction() as session:
        _settle(session)


def begin(session: Session, country: Country) -> Round:
    """The round: its one step before the due day falls on today."""
    plan = Plan(
        key="benchmark",
        title="Báo cáo năm",
        kind=RoundKind.PERIODIC,
        scope={"kinds": [BodyKind.COMMUNE.value]},
        as_of=country.today - timedelta(days=330),
        window=(country.today - timedelta(days=330), country.today + timedelta(days=3)),
        cut_off=country.today + timedelta(days=3),
        due_on=country.due_on,
        forms=FORMS,
        ladder=(7,),
        overdue_every=0,
    )
    made = rounds.add(session, plan, country.at(time(0)))
    if made is None:
        raise RuntimeError("there is a round already")
    return made


def fill(session: Session, model: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    if values := list(rows):
        session.connection().execute(insert(model), values)


def _communes(session: Session, country: Country) -> list[Body]:
    made = range(country.communes - len(places.bodies_at(session, BodyKind.COMMUNE, country.today)))
    codes = [f"{50_000 + at}" for at in made]
    fill(
        session,
        AdminUnit,
        (
            {"code": code, "valid_from": BEGAN, "name": f"Thử {code}", "kind": "Xã",
             "level": "commune", "parent_code": "12"}
            for code in codes
        ),
    )  # fmt: skip
    fill(
        session,
        Body,
        (
            {"id": FIRST + at, "key": f"{code}@{BEGAN}", "kind": BodyKind.COMMUNE.value,
             "name": f"Xã Thử {code}", "unit_code": code, "unit_valid_from": BEGAN,
             "valid_from": BEGAN}
            for at, code in enumerate(codes)
        ),
    )  # fmt: skip
    found = places.bodies_at(session, BodyKind.COMMUNE, country.today)
    return sorted(found, key=lambda body: body.id)  # the province's first


def _officers(session: Session, bodies: list[Body], country: Country) -> None:
    now = country.at(time(0)) - timedelta(days=300)
    numbers = range(PERSONS * len(bodies))
    fill(
        session,
        Person,
        (
            {"id": FIRST + at, "full_name": f"Cán bộ {at}", "position": "Công chức xã",
             "created_at": now}
            for at in numbers
        ),
    )  # fmt: skip
    fill(
        session,
        Account,
        (
            {"channel": "telegram", "address": str(NUMBER + at), "person_id": FIRST + at,
             "created_at": now}
            for at in numbers
        ),
    )  # fmt: skip
    fill(
        session,
        Assignment,
        (
            {"person_id": FIRST + at, "body_id": bodies[at // PERSONS].id,
             "role": Role.REPORTER.value, "valid_from": now.date()}
            for at in numbers
        ),
    )  # fmt: skip


def _settle(session: Session) -> None:
    """Ids go on behind those that were made up; the planner knows what there is."""
    if session.get_bind().dialect.name == "sqlite":
        return
    for table in ("bodies", "people", "reports", "revisions", "establishments"):
        sequence = f"pg_get_serial_sequence('{table}', 'id')"
        session.connection().execute(text(f"SELECT setval({sequence}, max(id)) FROM {table}"))
    session.connection().execute(text("ANALYZE"))
