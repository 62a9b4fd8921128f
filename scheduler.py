"""The timetable: when -> which job. Each run is claimed in the database before it is done.

APScheduler only rings the bell (memory store, rebuilt at every start): what is due is computed
from the tables, so that a restart, a second process or a clock that jumps does nothing twice.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import Session

from handlers import reasking
from handlers.messages import World
from storage import housekeeping, leases, runs

log = structlog.get_logger()
ALIVE = "alive"
HEARTBEAT = timedelta(seconds=30)
# Telegram forgets a tap after 150 s: whoever tapped while we were down has to be asked again.
TAP_LIFE = timedelta(seconds=150)


@dataclass(frozen=True)
class Timetable:
    """What the jobs need of the process that runs them."""

    write: Callable[..., Awaitable[Any]]  # a function over a session, in one transaction
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
        found.add_job(self.beat, "interval", seconds=HEARTBEAT.total_seconds())
        found.add_job(self.clean_up, "cron", minute=17)
        return found

    async def start_up(self) -> None:
        """After downtime open questions are asked again; then the heart begins to beat."""
        channels = await self.write(_start_up, self.holder, self.world(), self.world_of)
        for channel in channels:
            self.notify(channel)

    async def beat(self) -> None:
        await self.write(_beat, self.holder, self.world().now)

    async def clean_up(self) -> None:
        """Forget what is no longer needed, once an hour among all processes."""
        now = self.world().now
        hour = now.replace(minute=0, second=0, microsecond=0)
        if await self.write(_clean_up, hour, self.holder, now):
            await self.sweep()
            log.info("cleaned up")


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


def _clean_up(session: Session, hour: datetime, holder: str, now: datetime) -> bool:
    if not runs.claim(session, "clean up", hour, holder, now):
        return False
    housekeeping.clean_up(session, now)
    return True
