"""Owns databases for tests: migrated and seeded once, copied for each test, on both engines."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers import publishing
from storage import migrate
from storage.database import Database
from storage.seeding import seed
from tests.postgres import Server, fresh_database, running_server, why_missing

BACKENDS = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]
PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)


class Prints:
    """Where databases are made: bare ones, and copies of one that is migrated and seeded."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self._folder, self._server = folder, server
        self._seeded = f"template_{uuid.uuid4().hex[:8]}"
        if server is not None:
            server.create_database(self._seeded)
        database = Database(self._url(self._seeded))
        migrate.upgrade(database)
        with database.transaction() as session:
            seed(session)
            publishing.publish_library(session, PUBLISHED)
        database.close()

    @contextmanager
    def bare(self) -> Iterator[str]:
        """The URL of a database with nothing in it."""
        yield from self._new(None)

    @contextmanager
    def copy(self) -> Iterator[str]:
        """The URL of a migrated and seeded database that nobody else uses."""
        yield from self._new(self._seeded)

    def _new(self, template: str | None) -> Iterator[str]:
        name = f"t_{uuid.uuid4().hex[:12]}"
        if self._server is not None:
            with fresh_database(self._server, name, template=template) as url:
                yield url
            return
        if template is not None:
            shutil.copy(self._folder / f"{template}.db", self._folder / f"{name}.db")
        yield self._url(name)

    def _url(self, name: str) -> str:
        if self._server is not None:
            return self._server.url(name)
        return f"sqlite:///{self._folder / name}.db"


@contextmanager
def prints(backend: str, folder: Path) -> Iterator[Prints]:
    if backend == "sqlite":
        yield Prints(folder, None)
        return
    if reason := why_missing():
        pytest.skip(reason)
    with running_server() as server:
        yield Prints(folder, server)
