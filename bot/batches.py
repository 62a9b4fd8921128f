"""Owns SQLite's group commit: what waits for the one writer is committed together, in order."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session

from storage.database import Database

T = TypeVar("T")
MOST = 8  # in one commit: the first of them waits for the last


@dataclass(frozen=True, slots=True)
class _Waiting:
    work: Callable[[Session], Any]
    done: asyncio.Future[Any]


class Batches:
    """Nobody is told before the commit. When one fails, each is done again in its own."""

    def __init__(self, database: Database, writer: Executor) -> None:
        self._database = database
        self._writer = writer
        self._queue: deque[_Waiting] = deque()
        self._is_called = False  # the writer, for what is in the queue

    async def write(self, work: Callable[[Session], T]) -> T:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._queue.append(_Waiting(work, done))
        if not self._is_called:  # at the end of this round of the loop: more may come in it
            self._is_called = True
            loop.call_soon(self._call, loop)
        return await done

    def _call(self, loop: asyncio.AbstractEventLoop) -> None:
        self._is_called = False
        try:
            self._writer.submit(self._turn, loop)
        except RuntimeError as error:  # closed meanwhile
            batch = self._take(len(self._queue))
            _tell(batch, [_Raised(error)] * len(batch))

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        """In the writer's thread."""
        while batch := self._take(MOST):
            outcomes = self._together(batch)
            with suppress(RuntimeError):  # the loop was closed: nobody waits any more
                loop.call_soon_threadsafe(_tell, batch, outcomes)

    def _take(self, most: int) -> list[_Waiting]:
        batch: list[_Waiting] = []
        while self._queue and len(batch) < most:
            one = self._queue.popleft()
            if not one.done.cancelled():
                batch.append(one)
        return batch

    def _together(self, batch: Sequence[_Waiting]) -> list[Any]:
        """What each came to: a result, or what it raised."""
        results = []
        try:
            with self._database.transaction() as session:
                for one in batch:
                    results.append(one.work(session))
                    session.flush()
                    session.expunge_all()  # the next one sees the database, not our objects
        except Exception as error:  # noqa: BLE001 - it is handed to who waits
            if len(batch) == 1:
                return [_Raised(error)]
            return [outcome for one in batch for outcome in self._together([one])]
        return results


@dataclass(frozen=True, slots=True)
class _Raised:
    error: Exception


def _tell(batch: Sequence[_Waiting], outcomes: Sequence[Any]) -> None:
    for one, outcome in zip(batch, outcomes, strict=True):
        if one.done.cancelled():
            continue
        if isinstance(outcome, _Raised):
            one.done.set_exception(outcome.error)
        else:
            one.done.set_result(outcome)
