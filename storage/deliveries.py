"""Owns the pushes: claimed under a lease in lane order, finished, put off or given up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage import tables
from storage.models import Account, AccountState, Delivery, DeliveryState, Message

# On the way of every message: built once.
_T = tables.of(Delivery)
_BACKLOG = (
    select(_T.c.id)
    .where(_T.c.account_id == bindparam("account_id"), _T.c.state == DeliveryState.PENDING)
    .limit(1)
)
_FINISH = update(_T).where(_T.c.id == bindparam("delivery_id"), _T.c.leased_by == bindparam("by"))


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
    earlier = aliased(Delivery)
    ahead = exists().where(
        col(earlier.account_id) == col(Delivery.account_id),
        col(earlier.lane) == col(Delivery.lane),
        col(earlier.state) == DeliveryState.PENDING,
        col(earlier.id) < col(Delivery.id),
    )
    free = or_(col(Delivery.leased_until).is_(None), col(Delivery.leased_until) < now)
    due = (
        select(col(Delivery.id))
        .where(
            col(Delivery.state) == DeliveryState.PENDING,
            col(Delivery.channel) == channel,
            col(Delivery.due_at) <= now,
            free,
            ~ahead,
        )
        .order_by(col(Delivery.lane), col(Delivery.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(session.exec(due))
    if not ids:
        return []
    session.exec(
        update(Delivery)
        .where(col(Delivery.id).in_(ids))
        .values(leased_by=holder, leased_until=until, attempts=col(Delivery.attempts) + 1)
    )
    rows = session.exec(
        select(Delivery, col(Account.address), col(Message.body))
        .join(Message, col(Message.id) == col(Delivery.message_id))
        .join(Account, col(Account.id) == col(Delivery.account_id))
        .where(col(Delivery.id).in_(ids))
        .order_by(col(Delivery.lane), col(Delivery.id))
    )
    return [
        Claimed(one.id, one.message_id, one.account_id, address, body, one.attempts)
        for one, address, body in rows
    ]


def has_backlog(session: Session, account_id: int) -> bool:
    """Whether something said earlier still waits: what comes now must queue behind it."""
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
        "due_at": due_at,
        "leased_by": None,
        "leased_until": None,
        "error": why,
    }
    if not charged:
        values["attempts"] = col(Delivery.attempts) - 1
    if uncertain:
        values["uncertain"] = True
    session.exec(
        update(Delivery)
        .where(col(Delivery.id) == delivery_id, col(Delivery.leased_by) == holder)
        .values(**values)
    )


def block(session: Session, account_id: int, why: str, now: datetime) -> None:
    """The person cannot be reached here: stop everything that waits until they write again."""
    session.exec(
        update(Account).where(col(Account.id) == account_id).values(state=AccountState.BLOCKED)
    )
    session.exec(
        update(Delivery)
        .where(col(Delivery.account_id) == account_id, col(Delivery.state) == DeliveryState.PENDING)
        .values(state=DeliveryState.DEAD, error=why, finished_at=now, leased_until=None)
    )


def external_id_of(session: Session, message_id: int) -> str | None:
    """The chat app's id of a message we sent, to edit it (the last part carries the buttons)."""
    ids = session.exec(
        select(col(Delivery.external_ids))
        .where(
            col(Delivery.message_id) == message_id,
            col(Delivery.state) == DeliveryState.SENT,
        )
        .limit(1)
    ).first()
    return ids[-1] if ids else None


def oldest_waiting(session: Session) -> datetime | None:
    """When the longest waiting push became due."""
    return session.exec(
        select(func.min(col(Delivery.due_at))).where(col(Delivery.state) == DeliveryState.PENDING)
    ).one()


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
