"""Owns what has happened before a conversation about due days: rounds, reports, who left office."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlmodel import Session, col, update

from storage import people
from storage.models import Assignment
from tests.conversation.people import CHANNEL, Office, Officer
from tests.storage.round_stage import Stage

T = TypeVar("T")


@contextmanager
def staged(office: Office) -> Iterator[Stage]:
    """Facts are put straight into the database, in one transaction."""
    with office.database.transaction() as session:
        yield Stage(session)


def looked(office: Office, read: Callable[[Session], T]) -> T:
    with office.database.reading() as session:
        return read(session)


def leaves_office(office: Office, officer: Officer) -> None:
    """All duties of the person ended yesterday."""
    with office.database.transaction() as session:
        account = people.find_account(session, CHANNEL, officer.address)
        assert account is not None
        session.exec(
            update(Assignment)
            .where(col(Assignment.person_id) == account.person_id)
            .values(valid_to=office.clock.now.date().replace(day=1))
        )


def person_id(office: Office, officer: Officer) -> int:
    with office.database.reading() as session:
        account = people.find_account(session, CHANNEL, officer.address)
    assert account is not None
    assert account.person_id is not None
    return account.person_id
