"""Owns what became of a mailing: by person, with the names that are told of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy
from sqlmodel import Session, col, select

from storage.models import (
    Account,
    AccountState,
    Body,
    Delivery,
    DeliveryState,
    Message,
    Notice,
    Person,
)
from storage.notices import WITHDRAWN


class Arrival(StrEnum):
    """What became of the message to one person."""

    SENT = "sent"
    WAITING = "waiting"
    PULLED = "pulled"  # it stands in the web chat, and is seen when the page is opened
    BLOCKED = "blocked"
    FAILED = "failed"
    TAKEN_BACK = "taken_back"
    FORGOTTEN = "forgotten"  # the transcript is kept for some months only


@dataclass(frozen=True, slots=True)
class Names:
    """Of people and bodies, by id."""

    people: Mapping[int, str]
    bodies: Mapping[int, str]


def of_mailing(session: Session, mailing_id: int) -> dict[int, Arrival]:
    """What became of it, by person; a person whose message was never made is not in it."""
    rows = session.connection().execute(
        sqlalchemy.select(
            col(Notice.person_id), col(Notice.message_id), col(Account.state), col(Delivery.state),
            col(Delivery.error),
        )
        .outerjoin(Message, col(Message.id) == col(Notice.message_id))
        .outerjoin(Account, col(Account.id) == col(Message.account_id))
        .outerjoin(Delivery, col(Delivery.message_id) == col(Message.id))
        .where(col(Notice.mailing_id) == mailing_id)
        .order_by(col(Notice.id))
    )  # fmt: skip
    return {
        person_id: Arrival.FORGOTTEN if message_id is None else _arrival(delivery, error, account)
        for person_id, message_id, account, delivery, error in rows
    }


def _arrival(delivery: str | None, error: str | None, account: str) -> Arrival:
    match delivery:
        case None:
            return Arrival.PULLED
        case DeliveryState.SENT:
            return Arrival.SENT
        case DeliveryState.PENDING:
            return Arrival.WAITING
        case _ if error == WITHDRAWN:
            return Arrival.TAKEN_BACK
        case _ if account == AccountState.BLOCKED:
            return Arrival.BLOCKED
        case _:
            return Arrival.FAILED


def names(session: Session, person_ids: Collection[int], body_ids: Collection[int]) -> Names:
    """As they are called now; who withdrew has no name any more."""
    people = session.exec(select(Person.id, Person.full_name).where(col(Person.id).in_(person_ids)))
    bodies = session.exec(select(Body.id, Body.name).where(col(Body.id).in_(body_ids)))
    return Names(dict(people.all()), dict(bodies.all()))
