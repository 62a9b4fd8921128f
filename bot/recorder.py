"""Owns writing down how sends ended: what ends while it writes goes together in the next write."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from bot import ledger
from bot.lanes import Push
from bot.quota import Quota
from bot.transactions import Transactions
from bot.verdicts import Verdict

log = structlog.get_logger()


class Recorder:
    """Whatever was put here is tried until the database has it."""

    def __init__(
        self,
        transactions: Transactions,
        channel: str,
        holder: str,
        clock: Callable[[], datetime],
        quota: Quota | None,
        stored: Callable[[list[Push]], None],
    ) -> None:
        self._transactions = transactions
        self._channel = channel
        self._holder = holder
        self._clock = clock
        self._quota = quota
        self._stored = stored
        self._waiting: list[tuple[Push, Verdict]] = []
        self._news = asyncio.Event()
        self._closing = False

    def put(self, push: Push, verdict: Verdict) -> None:
        self._waiting.append((push, verdict))
        self._news.set()

    def close(self) -> None:
        """`run` ends once all is written."""
        self._closing = True
        self._news.set()

    async def run(self) -> None:
        while not self._closing or self._waiting:
            await self._news.wait()
            self._news.clear()
            batch, self._waiting = self._waiting, []
            if batch:
                await self._write(batch)
                self._stored([push for push, _ in batch])

    async def _write(self, batch: list[tuple[Push, Verdict]]) -> None:
        try:
            await self._transactions.write_surely(
                ledger.store, self._channel, self._holder, batch, self._clock(), self._quota
            )
        except Exception as error:
            # Not an outage but a fault of ours: the leases run out, and the rest must go on.
            log.exception("outcomes not stored", count=len(batch), error=type(error).__name__)
