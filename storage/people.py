"""Owns people: their accounts, what they answer for, and what they agreed to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, bindparam, or_, update
from sqlmodel import Session, col, select

from storage import upsert
from storage.models import (
    Account,
    AccountState,
    Assignment,
    Body,
    Consent,
    Person,
)

# On the way of every message: built once.
_WHO = (
    select(Account, Person)
    .outerjoin(Person, col(Person.id) == col(Account.person_id))
    .where(
        col(Account.channel) == bindparam("channel"), col(Account.address) == bindparam("address")
    )
)
_LOCK = (
    select(Person)
    .where(col(Person.id) == bindparam("person_id"))
    .with_for_update()
    .execution_options(populate_existing=True)  # what was read before the lock may be old
)
_DUTIES = (
    select(Assignment, Body)
    .join(Body, col(Body.id) == col(Assignment.body_id))
    .where(
        col(Assignment.person_id) == bindparam("person_id"),
        col(Assignment.valid_from) <= bindparam("day"),
        or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= bindparam("day")),
    )
    .order_by(col(Assignment.id))
)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a person answers for now."""

    role: str
    body: Body


def who(
    session: Session, channel: str, address: str, now: datetime
) -> tuple[Account, Person | None]:
    """The account, made if it is new, and who is behind it. Writing again lifts a block."""
    found = session.exec(_WHO, params={"channel": channel, "address": address}).first()
    if found is None:
        fresh = Account(channel=channel, address=address, created_at=now)
        session.add(fresh)
        session.flush()
        return fresh, None
    account, person = found
    if account.state == AccountState.BLOCKED:
        account.state = AccountState.ACTIVE
        session.flush()
    return account, person


def account(session: Session, channel: str, address: str, now: datetime) -> Account:
    return who(session, channel, address, now)[0]


def find_account(session: Session, channel: str, address: str) -> Account | None:
    return session.exec(
        select(Account).where(col(Account.channel) == channel, col(Account.address) == address)
    ).first()


def lock(session: Session, person_id: int) -> Person:
    """The person, held until the transaction ends: their messages go one after another."""
    if upsert.dialect(session) == "sqlite":
        return session.get_one(Person, person_id)  # its one writer holds everything
    return session.exec(_LOCK, params={"person_id": person_id}).one()


def lock_all(session: Session, person_ids: Collection[int]) -> None:
    """As `lock`, of many: in the order of their ids, so that two who do it never wait in a ring."""
    if upsert.dialect(session) != "sqlite":
        ids = sorted(set(person_ids))
        rows = select(Person.id).where(col(Person.id).in_(ids)).order_by(col(Person.id))
        session.exec(rows.with_for_update()).all()


def lock_owner(session: Session, account: Account) -> Person | None:
    """Who is behind the account, held until the transaction ends.

    Before anything is written: a message's foreign key would hold the person already, and two
    accounts of one person would wait for each other.
    """
    if account.person_id is None:
        return None
    person = lock(session, account.person_id)
    if upsert.dialect(session) != "sqlite":
        session.refresh(account)  # they may have withdrawn while we waited
    return person if account.person_id == person.id else None


def in_force(day: date) -> ColumnElement[bool]:
    """Of assignments: held on `day`."""
    return and_(
        col(Assignment.valid_from) <= day,
        or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= day),
    )


def duties(session: Session, person_id: int, day: date) -> list[Duty]:
    """What the person answers for on `day`, oldest assignment first."""
    rows = session.exec(_DUTIES, params={"person_id": person_id, "day": day})
    return [Duty(assignment.role, body) for assignment, body in rows]


def assign(session: Session, person_id: int, body_id: int, role: str, day: date) -> None:
    """Give a duty from `day` on; one that is held already stays as it is."""
    held = any(d.role == role and d.body.id == body_id for d in duties(session, person_id, day))
    if not held:
        session.add(Assignment(person_id=person_id, body_id=body_id, role=role, valid_from=day))
        session.flush()


def add(
    session: Session,
    full_name: str,
    position: str,
    phone: str | None,
    now: datetime,
    *,
    demo: bool = False,
) -> Person:
    person = Person(full_name=full_name, position=position, phone=phone, demo=demo, created_at=now)
    session.add(person)
    session.flush()
    return person


def claim_account(session: Session, account: Account, person_id: int) -> None:
    """The account is this person's from now on, and so is the consent it gave."""
    account.person_id = person_id
    session.flush()
    session.exec(
        update(Consent)
        .where(col(Consent.account_id) == account.id, col(Consent.person_id).is_(None))
        .values(person_id=person_id)
    )


def give_consent(
    session: Session, account: Account, version: str, text: str, now: datetime
) -> None:
    session.add(
        Consent(
            account_id=account.id,
            person_id=account.person_id,
            version=version,
            text=text,
            given_at=now,
        )
    )
    session.flush()


def consented(session: Session, account_id: int) -> bool:
    """Whether a consent of this account stands."""
    return (
        session.exec(
            select(Consent.id).where(
                col(Consent.account_id) == account_id, col(Consent.withdrawn_at).is_(None)
            )
        ).first()
        is not None
    )


def withdraw(session: Session, person: Person, today: date, now: datetime) -> None:
    """Consent is taken back: duties end, contact data go, reports stay as official figures."""
    session.exec(
        update(Consent)
        .where(col(Consent.person_id) == person.id, col(Consent.withdrawn_at).is_(None))
        .values(withdrawn_at=now)
    )
    session.exec(
        update(Assignment)
        .where(
            col(Assignment.person_id) == person.id,
            or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= today),
        )
        .values(valid_to=today)
    )
    session.exec(update(Account).where(col(Account.person_id) == person.id).values(person_id=None))
    person.full_name = ""
    person.position = ""
    person.phone = None
    person.withdrawn_at = now
    session.flush()


def web_account(session: Session, person_id: int, address: str, now: datetime) -> Account:
    """The person's account in the browser chat, made with `address` if there is none."""
    found = session.exec(
        select(Account).where(col(Account.person_id) == person_id, col(Account.channel) == "web")
    ).first()
    if found is None:
        found = Account(channel="web", address=address, person_id=person_id, created_at=now)
        session.add(found)
        session.flush()
    return found
