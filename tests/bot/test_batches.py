"""SQLite's writes are committed together, in order, and fail apart."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bot.transactions import Transactions
from storage import migrate, people
from storage.database import Database
from storage.models import Account

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def transactions(tmp_path: Path) -> Iterator[Transactions]:
    database = Database(f"sqlite:///{tmp_path}/batches.db")
    migrate.upgrade(database)
    transactions = Transactions(database)
    yield transactions
    transactions.close()


@contextmanager
def commits_of(database: Database) -> Iterator[list[object]]:
    seen: list[object] = []
    note = seen.append
    event.listen(database.engine, "commit", note)
    yield seen
    event.remove(database.engine, "commit", note)


def add(session: Session, address: str) -> int:
    if address == "bad":
        raise ValueError(address)
    return people.account(session, "telegram", address, NOW).id


def is_there(session: Session, address: str) -> bool:
    return people.find_account(session, "telegram", address) is not None


async def test_what_is_asked_for_together_is_committed_together_in_order(
    transactions: Transactions,
) -> None:
    with commits_of(transactions.database) as commits:
        asked = [transactions.write(add, address) for address in "abcde"]
        ids = await asyncio.gather(*asked)
    assert ids == sorted(ids)
    assert len(commits) == 1


async def test_one_that_fails_takes_nobody_with_it(transactions: Transactions) -> None:
    asked = [transactions.write(add, address) for address in ("a", "bad", "b")]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(one) for one in outcomes] == [int, ValueError, int]
    assert [await transactions.read(is_there, one) for one in ("a", "bad", "b")] == [
        True,
        False,
        True,
    ]


async def test_the_next_one_sees_the_database_and_no_objects(transactions: Transactions) -> None:
    def leave(session: Session) -> None:
        session.add(Account(channel="telegram", address="x", created_at=NOW))

    def look(session: Session) -> tuple[bool, int]:
        return is_there(session, "x"), len(session.new) + len(session.dirty)

    _, seen = await asyncio.gather(transactions.write(leave), transactions.write(look))
    assert seen == (True, 0)


async def test_a_write_after_the_end_is_refused(transactions: Transactions) -> None:
    transactions.close()
    with pytest.raises(RuntimeError):
        await transactions.write(add, "a")
