"""Owns putting the facts of storage/seeds into the database, again and again without harm.

A fact is found again by its key and brought up to date; units and bodies are never deleted, for
reports refer to them. Where an old unit went is wholly the seed's. An area's members are too, until
somebody assigns a commune by hand: such a commune's rows are then left alone. So is a day of the
calendar that an administrator put.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from storage import workdays
from storage.models import (
    AdminUnit,
    AreaMember,
    Body,
    BodySuccession,
    CalendarDay,
    UnitAlias,
    UnitLineage,
)
from storage.place_index import places_changed
from storage.seed_facts import BY_SEED, FOLDER, Row, read

_LOCK = 1670  # any number nobody else takes: two processes seed one after the other


def seed(session: Session, folder: Path = FOLDER) -> None:
    """Bring the facts up to date. Does nothing, quickly, when they are."""
    facts = read(folder)
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    changed = [
        _put(session, AdminUnit, ("code", "valid_from"), facts.units),
        _put_lineage(session, facts.lineage),
        _put(session, UnitAlias, ("code", "valid_from", "alias"), facts.aliases),
        _put(session, Body, ("key",), facts.bodies),
    ]
    ids = dict(session.exec(select(Body.key, Body.id)).all())
    changed += [
        _put_members(session, [_with_ids(row, ids) for row in facts.members]),
        _put(
            session,
            BodySuccession,
            ("old_id", "new_id"),
            [_with_ids(row, ids) for row in facts.successions],
        ),
    ]
    if any(changed):
        places_changed(session)
    _put_calendar(session, workdays.facts(folder))


def _with_ids(row: Row, ids: Mapping[str, int | None]) -> Row:
    return {
        name.replace("_key", "_id"): ids[value] if name.endswith("_key") else value
        for name, value in row.items()
    }


def _put_lineage(session: Session, rows: list[Row]) -> bool:
    old = ("old_code", "old_valid_from")
    kept = list(session.exec(select(UnitLineage)))
    return _put_whole(session, UnitLineage, (*old, "new_code", "new_valid_from"), old, rows, kept)


def _put_members(session: Session, rows: list[Row]) -> bool:
    kept = list(session.exec(select(AreaMember)))
    by_hand = {row.member_id for row in kept if not row.reason.startswith(BY_SEED)}
    return _put_whole(
        session,
        AreaMember,
        ("area_id", "member_id", "valid_from"),
        ("member_id",),
        [row for row in rows if row["member_id"] not in by_hand],
        kept,
    )


def _put_calendar(session: Session, rows: list[Row]) -> None:
    kept = list(session.exec(select(CalendarDay)))
    by_hand = {one.day for one in kept if one.by_hand}
    own = [one for one in kept if not one.by_hand]
    rows = [row for row in rows if row["day"] not in by_hand]
    _put_whole(session, CalendarDay, ("day",), (), rows, own)


def _put_whole(
    session: Session,
    model: type[SQLModel],
    key: tuple[str, ...],
    owner: tuple[str, ...],
    rows: list[Row],
    kept: Iterable[SQLModel],
) -> bool:
    """Put rows, and take away what else their owners (old unit, member) have."""
    wanted: dict[tuple[Any, ...], set[tuple[Any, ...]]] = defaultdict(set)
    for row in rows:
        wanted[_values(row, owner)].add(_values(row, key))
    wrong = [
        one
        for one in kept
        if (mine := wanted.get(_values(vars(one), owner))) and _values(vars(one), key) not in mine
    ]
    for one in wrong:
        session.delete(one)
    session.flush()
    return _put(session, model, key, rows) or bool(wrong)


def _put(session: Session, model: type[SQLModel], key: tuple[str, ...], rows: list[Row]) -> bool:
    kept = {_values(vars(one), key): one for one in session.exec(select(model))}
    changed = False
    for row in rows:
        one = kept.get(_values(row, key))
        if one is None:
            session.add(model(**row))
            changed = True
            continue
        for name, value in row.items():
            if getattr(one, name) != value:
                setattr(one, name, value)
                changed = True
    session.flush()
    return changed


def _values(row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)
