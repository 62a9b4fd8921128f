"""Owns the transcript: what was said to and by an account, numbered by id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, exists, insert
from sqlmodel import Session, col, select

from storage import tables
from storage.models import Account, Delivery, DeliveryState, Direction, Message

# The web chat pulls its messages; every other channel is pushed to.
PULLED = frozenset({"web"})
LANES = {"reply": 0, "alert": 1, "reminder": 2}
# On the way of every message: built once. One statement a row keeps the ids in the order of the
# messages on both databases.
_MESSAGES, _DELIVERIES = tables.of(Message), tables.of(Delivery)
_KEEP = insert(_MESSAGES).returning(_MESSAGES.c.id)
_PUSH = insert(_DELIVERIES).returning(_DELIVERIES.c.id)


class Addressee(NamedTuple):
    """An account as far as writing to it needs it: thousands are read at once."""

    id: int
    person_id: int | None
    channel: str
    state: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A Reply as JSON, the lane it travels in, and until when it is worth sending."""

    body: dict[str, Any]
    lane: str = "reply"
    expires_at: datetime | None = None
    uncertain: bool = False  # it may have arrived elsewhere


@dataclass(frozen=True, slots=True)
class Said:
    """A message just written; `delivery_id` is set on channels that push."""

    message_id: int
    delivery_id: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the transcript."""

    id: int
    direction: str
    body: dict[str, Any]
    at: datetime


def record(
    session: Session,
    account: Account,
    body: dict[str, Any],
    ref: str | None,
    now: datetime,
) -> int:
    """Keep what a person said."""
    values = {
        "account_id": account.id,
        "person_id": account.person_id,
        "direction": Direction.IN,
        "body": body,
        "ref": ref,
        "at": now,
    }
    return int(tables.run(session, _KEEP, values).scalar_one())


def say(
    session: Session,
    account: Account | Addressee,
    outgoing: Sequence[Outgoing],
    now: datetime,
    *,
    leased_by: str | None = None,
    leased_until: datetime | None = None,
) -> list[Said]:
    """Write messages to an account, and their deliveries if its channel pushes.

    With a lease the caller sends them itself, at once, and nobody else may meanwhile.
    """
    if not outgoing:
        return []
    rows = [
        {
            "account_id": account.id,
            "person_id": account.person_id,
            "direction": Direction.OUT,
            "body": one.body,
            "ref": None,
            "at": now,
        }
        for one in outgoing
    ]
    ids = [int(tables.run(session, _KEEP, row).scalar_one()) for row in rows]
    if account.channel in PULLED:
        return [Said(message_id, None) for message_id in ids]
    said = []
    for message_id, one in zip(ids, outgoing, strict=True):
        values = {
            "message_id": message_id,
            "account_id": account.id,
            "channel": account.channel,
            "lane": LANES[one.lane],
            "state": DeliveryState.PENDING,
            "due_at": now,
            "attempts": 1 if leased_by else 0,
            "leased_by": leased_by,
            "leased_until": leased_until,
            "uncertain": one.uncertain,
            "begun": one.uncertain,
            "expires_at": one.expires_at,
        }
        said.append(Said(message_id, int(tables.run(session, _PUSH, values).scalar_one())))
    return said


def get(session: Session, message_id: int) -> Message | None:
    return session.get(Message, message_id)


def after(session: Session, account: Account, last_id: int, limit: int = 200) -> list[Line]:
    """The account's messages with a greater id, oldest first."""
    statement = (
        select(col(Message.id), col(Message.direction), col(Message.body), col(Message.at))
        .where(col(Message.account_id) == account.id, col(Message.id) > last_id)
        .order_by(col(Message.id))
        .limit(limit)
    )
    return [Line(*row) for row in session.exec(statement)]


def latest(session: Session, account: Account, limit: int = 50) -> list[Line]:
    """The account's newest messages, oldest first."""
    statement = (
        select(col(Message.id), col(Message.direction), col(Message.body), col(Message.at))
        .where(col(Message.account_id) == account.id)
        .order_by(col(Message.id).desc())
        .limit(limit)
    )
    return [Line(*row) for row in session.exec(statement)][::-1]


def forget_strangers(session: Session, before: datetime) -> None:
    """Erase what was said to and by people who never consented, once it has been delivered."""
    strangers = select(col(Account.id)).where(
        col(Account.person_id).is_(None), col(Account.created_at) < before
    )
    waiting = exists().where(
        col(Delivery.account_id) == col(Message.account_id),
        col(Delivery.state) == DeliveryState.PENDING,
    )
    old = col(Message.account_id).in_(strangers) & (col(Message.at) < before)
    doomed = select(col(Message.id)).where(old, ~waiting)
    session.exec(delete(Delivery).where(col(Delivery.message_id).in_(doomed)))
    session.exec(delete(Message).where(old, ~waiting))
