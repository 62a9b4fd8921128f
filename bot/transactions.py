"""Owns the bridge from the event loop to the synchronous database: one call, one transaction."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

import structlog
from sqlmodel import Session

from bot.batches import Batches
from storage.database import Database, is_outage

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger()
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0  # seconds between tries while the database is away


class Transactions:
    """Runs functions over a session in threads: one writer on SQLite, a pool on PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._writers = ThreadPoolExecutor(database.writers, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="reader")
        self._batches = Batches(database, self._writers) if database.is_sqlite else None

    @property
    def in_order(self) -> bool:
        """Whether writes are done in the order in which they were asked for."""
        return self._batches is not None

    async def write(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do `work` in one transaction; whatever it raises undoes it."""
        if self._batches is not None:
            return await self._batches.write(lambda session: work(session, *args, **kwargs))

        def run() -> T:
            with self.database.transaction() as session:
                return work(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._writers, run)

    async def read(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Look, beside the writer."""

        def run() -> T:
            with self.database.reading() as session:
                return work(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def write_surely(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `write`, but wait for the database as long as it is away (locked, restarted, full)."""
        pause = FIRST_PAUSE
        while True:
            try:
                return await self.write(work, *args, **kwargs)
            except Exception as error:
                if not is_outage(error):
                    raise
                name = getattr(work, "__name__", "work")
                log.warning("database away", work=name, error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def close(self) -> None:
        self._writers.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self.database.close()
