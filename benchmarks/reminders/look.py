"""Owns the minute's look at the rounds in a process of its own: how long, how much memory.

`python -m benchmarks.reminders.look URL COMMUNES` looks four times at a country in which nobody is
done, and prints what it found as JSON.
"""

import asyncio
import json
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from datetime import time as clock_time
from functools import partial
from typing import Any

import psutil
from sqlmodel import Session, col, func, select

from benchmarks.processes import MEGABYTE
from benchmarks.reminders import DAY
from benchmarks.reminders.country import ZONE, Country
from bot.transactions import Transactions
from bot.worlds import Worlds
from handlers.policy import Policy
from scheduler import Timetable
from storage.database import Database
from storage.models import Notice

TICK = 0.005  # seconds between two looks at whether the loop still turns


@dataclass(frozen=True, slots=True)
class Look:
    """One look. `spans`: seconds of each call of the database, by what it does."""

    title: str
    seconds: float
    cpu: float
    letters: int
    resident: float  # MB, when it was done
    peak: float  # MB, the most during it
    held_up: float  # seconds: the longest that the event loop stood still
    spans: dict[str, list[float]]


@dataclass
class Watched:
    """A timetable whose calls are timed."""

    transactions: Transactions
    now: datetime
    spans: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def timetable(self) -> Timetable:
        worlds = Worlds(ZONE, Policy(annual_round=None), clock=lambda: self.now)
        return Timetable(
            write=partial(self._timed, self.transactions.write_surely),
            read=partial(self._timed, self.transactions.read),
            world=worlds.world,
            world_of=worlds.world,
            holder="benchmark",
            zone=ZONE,
            notify=lambda _channel: None,
            sweep=_nothing,
        )

    async def _timed(
        self, call: Callable[..., Awaitable[Any]], work: Callable[..., Any], *arguments: Any
    ) -> Any:
        begun = time.perf_counter()
        try:
            return await call(work, *arguments)
        finally:
            self.spans[work.__name__.strip("_")].append(time.perf_counter() - begun)


async def _nothing() -> None:
    """There are no files."""


async def looks(url: str, communes: int) -> list[Look]:
    country = Country(communes, DAY, lambda _at: False)
    morning = country.at(clock_time(9))
    watched = Watched(Transactions(Database(url)), morning)
    timetable = watched.timetable()
    found = []
    for title, now in (
        ("outside the hours", country.at(clock_time(6))),
        ("the day before: nothing is due yet", morning - timedelta(days=1)),
        ("everybody is due", morning),
        ("a minute later: all were written, none is sent", morning + timedelta(minutes=1)),
    ):
        watched.now = now
        found.append(await _look(title, watched, timetable))
    watched.transactions.close()
    return found


async def _look(title: str, watched: Watched, timetable: Timetable) -> Look:
    watched.spans.clear()
    before = await watched.transactions.read(_notices)
    watching = asyncio.create_task(_watch())
    process = psutil.Process()
    begun, cpu = time.perf_counter(), time.process_time()
    await timetable.look()
    seconds, used = time.perf_counter() - begun, time.process_time() - cpu
    watching.cancel()
    ((held_up, peak),) = await asyncio.gather(watching)
    return Look(
        title=title,
        seconds=seconds,
        cpu=used,
        letters=await watched.transactions.read(_notices) - before,
        resident=process.memory_info().rss / MEGABYTE,
        peak=peak,
        held_up=held_up,
        spans=dict(watched.spans),
    )


async def _watch() -> tuple[float, float]:
    """Until cancelled: how late the loop came back at worst, and the most MB in memory."""
    process = psutil.Process()
    late = most = 0.0
    while True:
        due = time.perf_counter() + TICK
        try:
            await asyncio.sleep(TICK)
        except asyncio.CancelledError:
            return late, most
        late = max(late, time.perf_counter() - due)
        most = max(most, process.memory_info().rss / MEGABYTE)


def _notices(session: Session) -> int:
    return session.exec(select(func.count(col(Notice.id)))).one()


async def _other_process(url: str, communes: int) -> list[Look]:
    command = (sys.executable, "-m", "benchmarks.reminders.look", url, str(communes))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"the look ended with {process.returncode}")
    return [Look(**one) for one in json.loads(said.splitlines()[-1])]


def measure(url: str, communes: int) -> list[Look]:
    return asyncio.run(_other_process(url, communes))


if __name__ == "__main__":
    seen = asyncio.run(looks(sys.argv[1], int(sys.argv[2])))
    print(json.dumps([asdict(one) for one in seen], ensure_ascii=False))
