"""Databases with the facts in them: one for the whole run, undone after each test."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel

import storage.models  # noqa: F401 - the tables
from storage.database import Database
from storage.seeding import seed
from tests.postgres import Server, fresh_database, running_server, why_missing

BACKENDS = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]
Create = Callable[[], Database]


@contextmanager
def _creator(backend: str, folder: Path) -> Iterator[Create]:
    with ExitStack() as stack:
        server: Server | None = None
        if backend == "postgres":
            if reason := why_missing():
                pytest.skip(reason)
            server = stack.enter_context(running_server())

        def create() -> Database:
            name = f"t_{uuid.uuid4().hex[:12]}"
            url = f"sqlite:///{folder / name}.db"
            if server is not None:
                url = stack.enter_context(fresh_database(server, name))
            database = Database(url)
            stack.callback(database.close)
            SQLModel.metadata.create_all(database.engine)
            return database

        yield create


@pytest.fixture(scope="session", params=BACKENDS)
def create(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Create]:
    """Makes empty databases with all tables."""
    with _creator(request.param, tmp_path_factory.mktemp("databases")) as made:
        yield made


@pytest.fixture
def empty(create: Create) -> Database:
    return create()


@pytest.fixture(scope="session")
def seeded(create: Create) -> Database:
    database = create()
    with database.transaction() as session:
        seed(session)
    return database


@pytest.fixture
def session(seeded: Database) -> Iterator[Session]:
    with Session(seeded.engine, expire_on_commit=False) as session:
        yield session
        session.rollback()
