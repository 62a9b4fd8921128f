"""Owns the last look before a push that nobody asked for is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session

from storage import notices, tables
from storage.models import Account, Delivery, DeliveryState, Draft

AMID = timedelta(minutes=15)  # since a draft was moved: never in the middle of a question

# Before every one of thousands: built once.
_T, _ACCOUNTS, _DRAFTS = tables.of(Delivery), tables.of(Account), tables.of(Draft)
_OURS = (
    _T.c.id == bindparam("delivery_id"),
    _T.c.leased_by == bindparam("holder"),
    _T.c.state == DeliveryState.PENDING,
)
_MOVED = (
    select(func.max(_DRAFTS.c.updated_at))
    .join(_ACCOUNTS, _ACCOUNTS.c.person_id == _DRAFTS.c.person_id)
    .where(_ACCOUNTS.c.id == _T.c.account_id)
    .scalar_subquery()
)
_LOOK = select(_T.c.expires_at, _MOVED).where(*_OURS)
_BEGIN = update(_T).where(*_OURS).values(begun=True).returning(_T.c.id)


@dataclass(frozen=True, slots=True)
class Go:
    """From now on it may have arrived."""


@dataclass(frozen=True, slots=True)
class Wait:
    until: datetime


@dataclass(frozen=True, slots=True)
class Gone:
    """Taken back, finished, or another's."""


Begin = Go | Wait | Gone


def begin(session: Session, delivery_id: int, holder: str, now: datetime) -> Begin:
    """Whether it may be sent now. What is too late is taken back with all others of its kind."""
    ours = {"delivery_id": delivery_id, "holder": holder}
    found = tables.run(session, _LOOK, ours).first()
    if found is None:
        return Gone()
    expires_at, moved = found
    if expires_at is not None and expires_at <= now:
        notices.expire(session, now)
        return Gone()
    if moved is not None and now < moved + AMID:
        return Wait(moved + AMID)
    # It may have been taken back since we looked.
    begun = tables.run(session, _BEGIN, ours).first()
    return Gone() if begun is None else Go()
