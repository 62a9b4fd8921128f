"""Databases for the storage tests: the facts in them for the whole run, undone after each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlmodel import Session

from storage import migrate
from storage.database import Database
from tests.databases import Prints


@pytest.fixture
def bare_url(database_prints: Prints) -> Iterator[str]:
    """A database with nothing in it."""
    with database_prints.bare() as url:
        yield url


@pytest.fixture
def bare(bare_url: str) -> Iterator[Database]:
    found = Database(bare_url)
    yield found
    found.close()


@pytest.fixture
def create(database_prints: Prints) -> Iterator[Callable[[], Database]]:
    """Makes databases with all tables and nothing in them."""
    with ExitStack() as stack:

        def make() -> Database:
            database = Database(stack.enter_context(database_prints.bare()))
            stack.callback(database.close)
            migrate.upgrade(database)
            return database

        yield make


@pytest.fixture
def empty(create: Callable[[], Database]) -> Database:
    return create()


@pytest.fixture(scope="session")
def seeded(database_prints: Prints) -> Iterator[Database]:
    with database_prints.copy() as url:
        database = Database(url)
        yield database
        database.close()


@pytest.fixture
def session(seeded: Database) -> Iterator[Session]:
    with Session(seeded.engine, expire_on_commit=False) as session:
        yield session
        session.rollback()
