"""Owns by which day each body of a round is due: the day of the round, and what was added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from storage.models import Round, RoundExtension


@dataclass(frozen=True, slots=True)
class Dues:
    """The due day of every body of a round, extensions counted: they only ever lengthen."""

    first: date
    for_all: date
    own: Mapping[int, date] = field(default_factory=dict)
    set_at: Mapping[int | None, datetime] = field(default_factory=dict)  # None: for all

    def of(self, body_id: int) -> date:
        return max(self.for_all, self.own.get(body_id, self.for_all))

    def extended_at(self, body_id: int) -> datetime | None:
        """When the body was given the day it has; None for the day of the beginning."""
        due_on = self.of(body_id)
        if due_on == self.first:
            return None
        return self.set_at[None if due_on == self.for_all else body_id]


def dues(session: Session, one: Round) -> Dues:
    for_all = one.due_on
    own: dict[int, date] = {}
    set_at: dict[int | None, datetime] = {}
    for row in of_round(session, one.id):
        before = for_all if row.body_id is None else own.get(row.body_id, one.due_on)
        if row.due_on <= before:
            continue
        set_at[row.body_id] = row.created_at
        if row.body_id is None:
            for_all = row.due_on
        else:
            own[row.body_id] = row.due_on
    return Dues(one.due_on, for_all, own, set_at)


def of_round(session: Session, round_id: int) -> Sequence[RoundExtension]:
    """Every extension with its reason, oldest first."""
    return session.exec(
        select(RoundExtension)
        .where(col(RoundExtension.round_id) == round_id)
        .order_by(col(RoundExtension.id))
    ).all()


def extend(
    session: Session,
    round_id: int,
    body_id: int | None,
    due_on: date,
    reason: str,
    person_id: int,
    now: datetime,
) -> None:
    """A later day, for one body or (None) for all."""
    session.add(
        RoundExtension(
            round_id=round_id,
            body_id=body_id,
            due_on=due_on,
            reason=reason,
            person_id=person_id,
            created_at=now,
        )
    )
    session.flush()
