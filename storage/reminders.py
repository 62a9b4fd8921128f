"""Owns what was reminded of: rungs that were given, who had a message today, who is writing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy
from sqlmodel import Session, col, select

from storage import tables, upsert
from storage.models import (
    Delivery,
    DeliveryState,
    Draft,
    Notice,
    NoticeKind,
    Postponement,
    Reminder,
)

WRITING = timedelta(minutes=15)  # a draft that moved since then is being written
NUDGED = "nudge-"  # how the step of a nudge by hand begins; its mailing follows
Rung = tuple[int, int, int, str]  # round, body, person, step
# For each of thousands: built once.
_KEEP = {
    dialect: insert(tables.of(Reminder)).on_conflict_do_nothing(
        index_elements=["round_id", "body_id", "person_id", "step"]
    )
    for dialect, insert in upsert.INSERTS.items()
}
_A_DAY = (NoticeKind.REMINDER.value, NoticeKind.NUDGE.value)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A rung whose message still waits to be sent."""

    notice_id: int
    round_id: int
    body_id: int
    step: str


def waiting(session: Session, body_ids: Collection[int] | None = None) -> list[Waiting]:
    """Of all bodies, or of these."""
    query = (
        sqlalchemy.select(
            col(Reminder.notice_id), col(Reminder.round_id), col(Reminder.body_id),
            col(Reminder.step),
        )
        .join(Notice, col(Notice.id) == col(Reminder.notice_id))
        .join(Delivery, col(Delivery.message_id) == col(Notice.message_id))
        .where(col(Delivery.state) == DeliveryState.PENDING)
    )  # fmt: skip
    if body_ids is not None:
        query = query.where(col(Reminder.body_id).in_(body_ids))
    return [Waiting(*row) for row in session.connection().execute(query)]


def given(session: Session, round_ids: Collection[int]) -> set[Rung]:
    """The rungs that people were given in these rounds."""
    return set(
        session.exec(
            select(Reminder.round_id, Reminder.body_id, Reminder.person_id, Reminder.step).where(
                col(Reminder.round_id).in_(round_ids)
            )
        )
    )


def had_today(session: Session, day: date) -> set[int]:
    """Who was reminded or nudged that day: one message a day is enough."""
    return set(
        session.exec(
            select(Notice.person_id).where(col(Notice.day) == day, col(Notice.kind).in_(_A_DAY))
        )
    )


def postponed(session: Session) -> dict[int, date]:
    """Who asked to be reminded on which day, and not before it."""
    rows = session.exec(select(Postponement))
    return {row.person_id: row.until for row in rows}


def writing(session: Session, now: datetime) -> set[int]:
    """Who moved a draft a moment ago: a reminder would come in the middle of a question."""
    return set(session.exec(select(Draft.person_id).where(col(Draft.updated_at) > now - WRITING)))


def keep(session: Session, rungs: Iterable[Rung], notice_id: int) -> None:
    """These rungs were given by that notice; one that was given before stays as it is."""
    rows = [
        {"round_id": r, "body_id": b, "person_id": p, "step": step, "notice_id": notice_id}
        for r, b, p, step in rungs
    ]
    tables.run(session, _KEEP[upsert.dialect(session)], rows)
