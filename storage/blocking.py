"""Owns accounts that cannot be reached: what waited there is said on the person's other account."""

from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from storage import audit, messages, people
from storage.messages import LANES, PULLED, Outgoing
from storage.models import Account, AccountState, Delivery, DeliveryState, Message, Notice

_NAMES = {number: name for name, number in LANES.items()}


def block(session: Session, account_id: int, why: str, now: datetime) -> None:
    """Nothing is sent here until the person writes again; alerts and notices go elsewhere."""
    account = session.get_one(Account, account_id)
    people.lock_owner(session, account)
    moved = _move(session, account, now)
    session.exec(
        update(Delivery)
        .where(*_waiting(account_id))
        .values(state=DeliveryState.DEAD, error=why, finished_at=now, leased_until=None)
    )
    if account.state != AccountState.BLOCKED:
        account.state = AccountState.BLOCKED
        session.flush()
        audit.add(session, "account unreachable", now, account_id=account_id, why=why, moved=moved)


def _move(session: Session, account: Account, now: datetime) -> int:
    """Say again elsewhere what is no reply: one that may have arrived, too."""
    other = _other(session, account)
    if other is None:
        return 0
    waiting = session.exec(
        select(Delivery, col(Message.body))
        .join(Message, col(Message.id) == col(Delivery.message_id))
        .where(*_waiting(account.id), col(Delivery.lane) > LANES["reply"])
        .order_by(col(Delivery.id))
    ).all()
    # What a message replaces stands in the other chat only.
    outgoing = [
        Outgoing(
            {name: value for name, value in body.items() if name != "replaces"},
            _NAMES[one.lane],
            one.expires_at,
            one.uncertain,
        )
        for one, body in waiting
    ]
    said = messages.say(session, other, outgoing, now)
    for (one, _), again in zip(waiting, said, strict=True):
        session.exec(
            update(Notice)
            .where(col(Notice.message_id) == one.message_id)
            .values(message_id=again.message_id)
        )
    return len(said)


def _other(session: Session, account: Account) -> Account | None:
    """Where else the person is: a channel that pushes comes before one that is pulled."""
    if account.person_id is None:
        return None
    found = session.exec(
        select(Account)
        .where(
            col(Account.person_id) == account.person_id,
            col(Account.id) != account.id,
            col(Account.state) == AccountState.ACTIVE,
        )
        .order_by(col(Account.channel).in_(PULLED), col(Account.id))
    )
    return found.first()


def _waiting(account_id: int) -> tuple[ColumnElement[bool], ...]:
    return col(Delivery.account_id) == account_id, col(Delivery.state) == DeliveryState.PENDING
