"""Owns what people were told of the late: so that the next digest can say what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from storage import upsert
from storage.models import Digest, DigestKind


@dataclass(frozen=True, slots=True)
class About:
    """Whose digest of what: of an area, or (0) of the province."""

    round_id: int
    person_id: int
    kind: DigestKind
    subject_id: int = 0


@dataclass(frozen=True, slots=True)
class Last:
    """What was told, and when: ids of bodies."""

    day: date
    bodies: frozenset[int]


def last(session: Session, round_ids: Sequence[int]) -> dict[About, Last]:
    """The latest digest of each kind that each person had in these rounds."""
    found: dict[About, Last] = {}
    for row in session.exec(
        select(Digest).where(col(Digest.round_id).in_(round_ids)).order_by(col(Digest.id))
    ):
        about = About(row.round_id, row.person_id, DigestKind(row.kind), row.subject_id)
        found[about] = Last(row.day, frozenset(row.told.get("bodies", ())))
    return found


def keep(session: Session, about: About, day: date, bodies: Sequence[int], notice_id: int) -> None:
    """One a day of a kind; what is told later that day is added to it."""
    told: dict[str, Any] = {"bodies": list(bodies)}
    values = {
        "round_id": about.round_id,
        "person_id": about.person_id,
        "kind": about.kind.value,
        "subject_id": about.subject_id,
        "day": day,
        "told": told,
        "notice_id": notice_id,
    }
    session.exec(
        upsert.insert(session, Digest)
        .values(values)
        .on_conflict_do_update(
            index_elements=["round_id", "person_id", "kind", "subject_id", "day"],
            set_={"told": told, "notice_id": notice_id},
        )
    )


def correct(session: Session, about: About, bodies: Sequence[int]) -> None:
    """Somebody told of is so no longer: if it comes again, it is told again."""
    row = session.exec(
        select(Digest)
        .where(
            col(Digest.round_id) == about.round_id,
            col(Digest.person_id) == about.person_id,
            col(Digest.kind) == about.kind.value,
            col(Digest.subject_id) == about.subject_id,
        )
        .order_by(col(Digest.id).desc())
        .limit(1)
    ).first()
    if row is not None:
        row.told = {"bodies": list(bodies)}
        session.flush()
