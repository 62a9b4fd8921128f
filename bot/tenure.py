"""Owns holding a lease: one process at a time does a thing, the others stand by."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.transactions import Transactions
from storage import leases
from storage.database import is_outage

log = structlog.get_logger()


class Tenure:
    """Held only while the database confirmed it lately: a process cut off stops by itself."""

    def __init__(
        self,
        transactions: Transactions,
        name: str,
        holder: str,
        clock: Callable[[], datetime],
        seconds: float = 30.0,
    ) -> None:
        self.name = name
        self._transactions = transactions
        self._holder = holder
        self._clock = clock
        self._seconds = seconds
        self._until = 0.0  # by the clock that never jumps
        self._taken = asyncio.Event()

    @property
    def held(self) -> bool:
        """May be asked from any thread."""
        return time.monotonic() < self._until

    async def wait(self) -> None:
        """Until it is held."""
        while not self.held:
            self._taken.clear()
            await self._taken.wait()

    async def keep(self) -> None:
        """Take and renew it for ever; cancel to end."""
        while True:
            before = self.held
            started = time.monotonic()
            if await self._acquire():
                self._until = started + self._seconds
                self._taken.set()
            if before is not self.held:
                log.info("lease taken" if self.held else "lease lost", lease=self.name)
            await asyncio.sleep(self._seconds / (3 if self.held else 6))

    async def release(self) -> None:
        """Let another process take over at once."""
        if not self.held:
            return
        self._until = 0.0
        try:
            await self._transactions.write(leases.release, self.name, self._holder)
        except Exception as error:
            if not is_outage(error):
                raise
            log.info("lease left to expire", lease=self.name)

    async def _acquire(self) -> bool:
        now = self._clock()
        until = now + timedelta(seconds=self._seconds)
        try:
            return await self._transactions.write(
                leases.acquire, self.name, self._holder, now, until
            )
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("lease not renewed", lease=self.name, error=type(error).__name__)
            return False
