"""Owns where a country lies while it is measured: a file of SQLite, or a PostgreSQL of our own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.postgres import Server, fresh_database, running_server, why_missing


class Grounds:
    """Hands out URLs of empty databases."""

    def __init__(self, server: Server | None) -> None:
        self._server = server

    @property
    def backends(self) -> tuple[str, ...]:
        return ("SQLite", "PostgreSQL") if self._server else ("SQLite",)

    @contextmanager
    def empty(self, backend: str) -> Iterator[str]:
        if backend == "PostgreSQL" and self._server is not None:
            with fresh_database(self._server, "country") as url:
                yield url
            return
        with TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'country.sqlite3'}"


@contextmanager
def grounds() -> Iterator[Grounds]:
    """PostgreSQL if its programs are here. It waits for the disk at a commit, as SQLite does."""
    with ExitStack() as stack:
        missing = why_missing() is not None
        yield Grounds(None if missing else stack.enter_context(running_server(fsync=True)))
