"""Owns notices, messages nobody asked for: written, waiting, taken back before they are sent."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, text, update
from sqlmodel import Session, col, select

from storage import messages, tables, upsert
from storage.messages import Addressee, Outgoing
from storage.models import (
    Account,
    Delivery,
    DeliveryState,
    Digest,
    Notice,
    NoticeKind,
    Reminder,
)

WITHDRAWN = "withdrawn"
_LANE = "reminder"
_SOME = 1000  # ids in one statement: both databases set an end to its parameters

# For each of thousands: built once. One reminder a day is what the index allows.
_T = tables.of(Notice)
_ONCE = {
    dialect: insert(_T)
    .on_conflict_do_nothing(
        index_elements=["person_id", "day"], index_where=text("kind = 'reminder'")
    )
    .returning(_T.c.id)
    for dialect, insert in upsert.INSERTS.items()
}
_POINT = update(_T).where(_T.c.id == bindparam("notice_id"))


def write(
    session: Session,
    account: Account | Addressee,
    kind: NoticeKind,
    day: date,
    body: dict[str, Any],
    now: datetime,
    *,
    expires_at: datetime | None = None,
    mailing_id: int | None = None,
) -> int | None:
    """Say it to a person's account; the notice's id, or None if they had a reminder that day."""
    values = {
        "person_id": account.person_id,
        "kind": kind,
        "day": day,
        "mailing_id": mailing_id,
        "created_at": now,
    }
    once = _ONCE[upsert.dialect(session)]
    notice_id: int | None = tables.run(session, once, values).scalar_one_or_none()
    if notice_id is None:
        return None
    outgoing = Outgoing({**body, "lane": _LANE}, _LANE, expires_at)
    (said,) = messages.say(session, account, [outgoing], now)
    tables.run(session, _POINT, {"notice_id": notice_id, "message_id": said.message_id})
    return notice_id


def withdraw(session: Session, notice_id: int, now: datetime) -> bool:
    """Take a notice back; whether it counts as never made."""
    return bool(withdraw_all(session, [notice_id], now))


def withdraw_all(session: Session, notice_ids: Sequence[int], now: datetime) -> set[int]:
    """Stop those that still wait. The ids of those that had not begun and are gone.

    One of which a send may have begun is not tried again, but stays: it may have arrived.
    """
    gone: set[int] = set()
    for some in _portions(notice_ids):
        said = select(col(Notice.message_id)).where(col(Notice.id).in_(some))
        gone |= _take_back(session, col(Delivery.message_id).in_(said), now)
    return gone


def expire(session: Session, now: datetime) -> set[int]:
    """Take back all whose time to be sent is over."""
    return _take_back(session, col(Delivery.expires_at) <= now, now)


def waiting_for(session: Session, person_ids: Sequence[int]) -> list[int]:
    """The reminders written to these people that still wait to be sent."""
    found: list[int] = []
    for some in _portions(person_ids):
        found += session.exec(
            select(col(Notice.id))
            .join(Delivery, col(Delivery.message_id) == col(Notice.message_id))
            .where(
                col(Notice.person_id).in_(some),
                col(Notice.kind) == NoticeKind.REMINDER,
                col(Delivery.state) == DeliveryState.PENDING,
            )
        )
    return sorted(found)


def _take_back(session: Session, which: ColumnElement[bool], now: datetime) -> set[int]:
    stopped = session.exec(
        update(Delivery)
        .where(which, col(Delivery.state) == DeliveryState.PENDING)
        .values(state=DeliveryState.DEAD, error=WITHDRAWN, finished_at=now, leased_until=None)
        .returning(col(Delivery.message_id), col(Delivery.begun))
    ).all()
    gone: set[int] = set()
    for some in _portions([message_id for message_id, begun in stopped if not begun]):
        ids = session.exec(select(col(Notice.id)).where(col(Notice.message_id).in_(some))).all()
        session.exec(delete(Reminder).where(col(Reminder.notice_id).in_(ids)))
        session.exec(delete(Digest).where(col(Digest.notice_id).in_(ids)))
        session.exec(delete(Notice).where(col(Notice.id).in_(ids)))
        gone.update(ids)
    return gone


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _SOME):
        yield ids[start : start + _SOME]
