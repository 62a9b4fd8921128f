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
    """A seeded database to make copies of."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self._folder, self._server = folder, server
        self._name = f"template_{uuid.uuid4().hex[:8]}"
        if server is not None:
            server.create_database(self._name)
        database = Database(self._url(self._name))
        migrate.upgrade(database)
        with database.transaction() as session:
            seed(session)
            publishing.publish_library(session, PUBLISHED)
        database.close()

    @contextmanager
    def copy(self) -> Iterator[str]:
        """The URL of a copy that nobody else uses."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        if self._server is not None:
            with fresh_database(self._server, name, template=self._name) as url:
                yield url
        else:
            shutil.copy(self._folder / f"{self._name}.db", self._folder / f"{name}.db")
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
