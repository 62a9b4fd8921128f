"""Owns the pushes: claimed under a lease in lane order, finished, put off or given up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal_column, or_, select, update
from sqlmodel import Session

from storage import tables
from storage.messages import LANES
from storage.models import Account, Delivery, DeliveryState, Message

# On the way of every message: built once.
_T, _ACCOUNTS, _MESSAGES = tables.of(Delivery), tables.of(Account), tables.of(Message)
_EARLIER = _T.alias("earlier")
# Written out, for a prepared statement could not use the indexes of what is pending.
_PENDING: ColumnElement[str] = literal_column("'pending'")
_BACKLOG = (
    select(_T.c.id)
    .where(
        _T.c.account_id == bindparam("account_id"),
        _T.c.lane < LANES["reminder"],
        _T.c.state == _PENDING,
    )
    .limit(1)
)
_AHEAD = (
    select(_EARLIER.c.id)
    .where(
        _EARLIER.c.account_id == _T.c.account_id,
        _EARLIER.c.lane == _T.c.lane,
        _EARLIER.c.state == _PENDING,
        _EARLIER.c.id < _T.c.id,
    )
    .exists()
)
_DUE = (
    select(_T.c.id)
    .where(
        _T.c.state == _PENDING,
        _T.c.channel == bindparam("channel"),
        _T.c.due_at <= bindparam("now"),
        or_(_T.c.leased_until.is_(None), _T.c.leased_until < bindparam("now")),
        ~_AHEAD,
    )
    .order_by(_T.c.lane, _T.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_THESE = _T.c.id.in_(bindparam("ids", expanding=True))
# One that has begun and was never put off was being sent when its process died.
_LEASE = (
    update(_T)
    .where(_THESE)
    .values(
        leased_by=bindparam("by"),
        leased_until=bindparam("until"),
        attempts=_T.c.attempts + 1,
        uncertain=or_(_T.c.uncertain, _T.c.begun),
    )
)
_CLAIMED = (
    select(
        _T.c.id,
        _T.c.message_id,
        _T.c.account_id,
        _ACCOUNTS.c.address,
        _MESSAGES.c.body,
        _T.c.attempts,
    )
    .join(_MESSAGES, _MESSAGES.c.id == _T.c.message_id)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _T.c.account_id)
    .where(_THESE)
    .order_by(_T.c.lane, _T.c.id)
)
_FINISH = update(_T).where(_T.c.id == bindparam("delivery_id"), _T.c.leased_by == bindparam("by"))
_PUT_OFF = _FINISH.where(_T.c.state == _PENDING)  # and not taken back meanwhile
_EXTERNAL_IDS = (
    select(_T.c.external_ids)
    .where(_T.c.message_id == bindparam("message_id"), _T.c.state == DeliveryState.SENT)
    .limit(1)
)
_OLDEST = select(func.min(_T.c.due_at)).where(_T.c.lane < LANES["reminder"], _T.c.state == _PENDING)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One push to be made now. `attempts` counts this one too."""

    id: int
    message_id: int
    account_id: int
    address: str
    body: dict[str, Any]
    attempts: int


def claim(
    session: Session, channel: str, holder: str, now: datetime, until: datetime, limit: int
) -> list[Claimed]:
    """Take what is due, at most one message an account and lane: the order in a chat holds."""
    wanted = {"channel": channel, "now": now, "most": limit}
    ids = list(tables.run(session, _DUE, wanted).scalars())
    if not ids:
        return []
    tables.run(session, _LEASE, {"ids": ids, "by": holder, "until": until})
    return [Claimed(*row) for row in tables.run(session, _CLAIMED, {"ids": ids})]


def has_backlog(session: Session, account_id: int) -> bool:
    """Whether a reply or an alert still waits: what is said now must queue behind it."""
    return tables.run(session, _BACKLOG, {"account_id": account_id}).first() is not None


def sent(
    session: Session, delivery_id: int, holder: str, external_ids: list[str], now: datetime
) -> None:
    """It arrived. Only the holder of the lease may say so."""
    _finish(session, delivery_id, holder, DeliveryState.SENT, None, now, external_ids)


def give_up(session: Session, delivery_id: int, holder: str, why: str, now: datetime) -> None:
    _finish(session, delivery_id, holder, DeliveryState.DEAD, why, now, None)


def put_off(
    session: Session,
    delivery_id: int,
    holder: str,
    due_at: datetime,
    why: str,
    *,
    charged: bool,
    uncertain: bool,
) -> None:
    """Try again at `due_at`. A try that certainly did not reach the app is not charged."""
    values: dict[str, Any] = {
        "delivery_id": delivery_id,
        "by": holder,
        "due_at": due_at,
        "leased_by": None,
        "leased_until": None,
        "error": why,
    }
    values |= {"begun": True, "uncertain": True} if uncertain else {}
    statement = _PUT_OFF if uncertain else _PUT_OFF.values(begun=_T.c.uncertain)
    if not charged:
        statement = statement.values(attempts=_T.c.attempts - 1)
    tables.run(session, statement, values)


def external_id_of(session: Session, message_id: int) -> str | None:
    """The chat app's id of a message we sent, to edit it (the last part carries the buttons)."""
    ids = tables.run(session, _EXTERNAL_IDS, {"message_id": message_id}).scalar()
    return ids[-1] if ids else None


def oldest_waiting(session: Session) -> datetime | None:
    """When the longest waiting reply or alert became due."""
    found: datetime | None = tables.run(session, _OLDEST, {}).scalar()
    return found


def _finish(
    session: Session,
    delivery_id: int,
    holder: str,
    state: str,
    why: str | None,
    now: datetime,
    external_ids: list[str] | None,
) -> None:
    values = {
        "delivery_id": delivery_id,
        "by": holder,
        "state": state,
        "error": why,
        "finished_at": now,
        "external_ids": external_ids,
        "leased_until": None,
    }
    tables.run(session, _FINISH, values)
