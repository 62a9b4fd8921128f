"""The timetable: when -> which job. Each run is claimed in the database before it is done.

APScheduler only rings the bell (memory store, rebuilt at every start): what is due is computed
from the tables, so that a restart, a second process or a clock that jumps does nothing twice.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import Session

from handlers import (
    announcing,
    annual,
    escalating,
    reasking,
    settling,
    standings,
    sweeping,
    timing,
)
from handlers.escalating import Due
from handlers.messages import World
from handlers.planning import Letter
from storage import housekeeping, leases, runs

log = structlog.get_logger()
ALIVE = "alive"
HEARTBEAT = timedelta(seconds=30)
# Telegram forgets a tap after 150 s: whoever tapped while we were down has to be asked again.
TAP_LIFE = timedelta(seconds=150)
LOOK = timedelta(minutes=1)  # at the rounds: who is to be reminded, what is to be told
WATCH_SECONDS = 15.0  # between two looks at the clock itself
JUMP = timedelta(seconds=5)


@dataclass(frozen=True)
class Timetable:
    """What the jobs need of the process that runs them."""

    write: Callable[..., Awaitable[Any]]  # a function over a session, in one transaction
    read: Callable[..., Awaitable[Any]]  # the same, beside the writer
    world: Callable[[], World]
    world_of: Callable[[str], World]
    holder: str
    zone: ZoneInfo
    notify: Callable[[str], None]
    sweep: Callable[[], Awaitable[None]]  # files that nobody knows of any more

    def scheduler(self) -> AsyncIOScheduler:
        """Ready to start. `shutdown(wait=False)` ends it; jobs are short and idempotent."""
        found = AsyncIOScheduler(
            timezone=self.zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        found.add_job(_quietly(self.beat), "interval", seconds=HEARTBEAT.total_seconds())
        at_once = datetime.now(self.zone)  # what was missed while nobody looked
        found.add_job(
            _quietly(self.look), "interval", seconds=LOOK.total_seconds(), next_run_time=at_once
        )
        found.add_job(_quietly(self.clean_up), "cron", minute=17)
        return found

    async def watch(
        self,
        scheduler: AsyncIOScheduler,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        steady: Callable[[], float] = time.monotonic,
        seconds: float = WATCH_SECONDS,
    ) -> None:
        """A clock set back would leave every job waiting for an hour that has passed already."""
        offset = wall() - timedelta(seconds=steady())
        while True:
            await asyncio.sleep(seconds)
            now = wall()
            found = now - timedelta(seconds=steady())
            if abs(found - offset) > JUMP:
                log.warning("clock jumped", seconds=int((found - offset).total_seconds()))
                offset = found
                for job in scheduler.get_jobs():
                    job.modify(next_run_time=now)

    async def start_up(self) -> None:
        """After downtime open questions are asked again; then the heart begins to beat.

        The year's round is there before anybody asks for it.
        """
        await self.write(_ensure, self.world())
        channels = await self.write(_start_up, self.holder, self.world(), self.world_of)
        for channel in channels:
            self.notify(channel)

    async def beat(self) -> None:
        await self.write(_beat, self.holder, self.world().now)

    async def look(self) -> None:
        """Remind, escalate, send what was put off: planned by reading, written in portions.

        One process looks, by a lease: a clock that was set back would find its minutes taken.
        And were there two, or one that died in the middle: every row is unique by what it is
        about, and the next look goes on where this one ended.
        """
        now = self.world().now
        if not await self.write(leases.acquire, "look", self.holder, now, now + LOOK - JUMP):
            return
        await self.write(_settle, self.world())
        letters, due = await self.read(_due, self.world())
        if due != Due():
            self._ring(await self.write(_escalate, due, self.world(), self.world_of))
        for start in range(0, len(letters), sweeping.PORTION):
            portion = letters[start : start + sweeping.PORTION]
            self._ring(await self.write(_remind, portion, self.world(), self.world_of))
        if letters:
            log.info("reminded", letters=len(letters))

    def _ring(self, channels: set[str]) -> None:
        for channel in channels:
            self.notify(channel)

    async def clean_up(self) -> None:
        """Forget what is no longer needed, once an hour among all processes."""
        now = self.world().now
        hour = now.replace(minute=0, second=0, microsecond=0)
        if await self.write(_clean_up, hour, self.holder, now):
            await self.sweep()
            log.info("cleaned up")


def _quietly(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A job that is cut off when the program stops has not failed: the next start goes on."""

    @wraps(job)
    async def run() -> None:
        with suppress(asyncio.CancelledError):
            await job()

    return run


def _beat(session: Session, holder: str, now: datetime) -> None:
    leases.mark(session, ALIVE, holder, now)


def _start_up(
    session: Session, holder: str, world: World, world_of: Callable[[str], World]
) -> set[str]:
    seen = leases.marked(session, ALIVE)
    leases.mark(session, ALIVE, holder, world.now)
    if seen is None or world.now - seen <= TAP_LIFE:
        return set()
    # Keyed by the beginning of the downtime: of several processes that start, one asks.
    if not runs.claim(session, "ask again", seen, holder, world.now):
        return set()
    log.info("asking again after downtime", seconds=int((world.now - seen).total_seconds()))
    return reasking.ask_again(session, seen, world.now, world_of)


def _settle(session: Session, world: World) -> None:
    """What has to be there is there, what lost its reason is taken back, what was put off goes."""
    _ensure(session, world)
    moment = timing.moment(session, world)
    settling.sweep(session, moment)
    announcing.send_due(session, moment)


def _ensure(session: Session, world: World) -> None:
    for one in annual.ensure(session, world, timing.moment(session, world)):
        log.info("round begun", round=one.key)


def _due(session: Session, world: World) -> tuple[list[Letter], Due]:
    moment = timing.moment(session, world)
    found = standings.reminding(session, moment)
    return sweeping.due(session, found, moment), escalating.due(session, found, moment)


def _remind(
    session: Session, letters: list[Letter], world: World, world_of: Callable[[str], World]
) -> set[str]:
    return sweeping.write(session, letters, world_of, timing.moment(session, world))


def _escalate(
    session: Session, due: Due, world: World, world_of: Callable[[str], World]
) -> set[str]:
    return escalating.write(session, due, world_of, timing.moment(session, world))


def _clean_up(session: Session, hour: datetime, holder: str, now: datetime) -> bool:
    if not runs.claim(session, "clean up", hour, holder, now):
        return False
    housekeeping.clean_up(session, now)
    return True
