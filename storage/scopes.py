"""Owns who is expected in a round: by kind, area or name, on the units in force by their dates.

Until the cut-off the set follows the calendar: a unit that begins is expected, one that ends is
not, and what it went into is. From the cut-off on it stays as it was that day.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from storage import people, places
from storage.models import AreaMember, Assignment, Body, BodyKind, BodySuccession, Role, Round

_MOST_REFORMS = 10  # a chain of successors longer than this is a circle


def expected(session: Session, one: Round, today: date) -> list[Body]:
    """The bodies of which reports are expected, by name."""
    day = max(one.as_of, min(today, one.cut_off))
    found = {body.id: body for body in _of_kinds(session, one.scope, day)}
    for body in in_force(session, one.scope.get("bodies", ()), day):
        found.setdefault(body.id, body)
    return places.by_name(found.values())


def is_expected(session: Session, one: Round, body_id: int, today: date) -> bool:
    return any(body.id == body_id for body in expected(session, one, today))


def in_force(session: Session, body_ids: Iterable[int], day: date) -> list[Body]:
    """Bodies by id; for those that ended before `day`, what their duties passed to."""
    bodies = list(session.exec(select(Body).where(col(Body.id).in_(list(body_ids)))))
    for _ in range(_MOST_REFORMS):
        ended = [body for body in bodies if body.valid_to is not None and body.valid_to < day]
        if not ended:
            break
        kept = [body for body in bodies if body not in ended]
        bodies = kept + [after for body in ended for after in _successors(session, body)]
    return [body for body in bodies if body.valid_from <= day]


def _of_kinds(session: Session, scope: Mapping[str, Any], day: date) -> list[Body]:
    found: list[Body] = []
    areas = scope.get("areas", [])
    for kind in scope.get("kinds", ()):
        match BodyKind(kind):
            case BodyKind.COMMUNE if areas:
                found += _members(session, areas, day)
            case BodyKind.AREA if areas:
                found += [b for b in places.bodies_at(session, BodyKind.AREA, day) if b.id in areas]
            case BodyKind.DEPARTMENT:
                coordinating = _coordinating(session, day)
                every = places.bodies_at(session, BodyKind.DEPARTMENT, day)
                found += [body for body in every if body.id not in coordinating]
            case other:
                found += places.bodies_at(session, other, day)
    return found


def _members(session: Session, areas: Collection[int], day: date) -> list[Body]:
    return list(
        session.exec(
            select(Body)
            .join(AreaMember, col(AreaMember.member_id) == col(Body.id))
            .where(
                col(AreaMember.area_id).in_(areas),
                places.in_force(AreaMember, day),
                places.in_force(Body, day),
            )
        )
    )


def _coordinating(session: Session, day: date) -> set[int]:
    """Who coordinates receives reports, and makes none to itself."""
    return set(
        session.exec(
            select(Assignment.body_id).where(
                col(Assignment.role) == Role.COORDINATOR.value, people.in_force(day)
            )
        )
    )


def _successors(session: Session, body: Body) -> list[Body]:
    if body.unit_code is not None and body.unit_valid_from is not None:
        units = places.successors(session, body.unit_code, body.unit_valid_from)
        same = [and_(col(Body.unit_code) == u.code, col(Body.unit_valid_from) == u.valid_from)
                for u in units]  # fmt: skip
        if not same:
            return []
        wanted = select(Body).where(or_(*same), col(Body.kind) == BodyKind.COMMUNE.value)
        return list(session.exec(wanted))
    return list(
        session.exec(
            select(Body)
            .join(BodySuccession, col(BodySuccession.new_id) == col(Body.id))
            .where(col(BodySuccession.old_id) == body.id)
        )
    )
