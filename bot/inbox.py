"""Owns taking in what channels read, and handing it to the pipeline person by person, in order."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

import structlog

from bot.transactions import Transactions
from storage import inbox
from storage.database import is_outage
from storage.inbox import Raw

log = structlog.get_logger()
SIDE_BY_SIDE = 32  # addresses served at once
LOOK_AGAIN = 1.0  # seconds: entries that another process stored, or left behind

# Serves an address's oldest entry; False when there is no other to be had.
Serve = Callable[[str, str], Awaitable[bool]]


class Inbox:
    """Stored before it is acknowledged; served one person at a time, people side by side."""

    def __init__(self, transactions: Transactions, clock: Callable[[], datetime]) -> None:
        self._transactions = transactions
        self._clock = clock
        self._news = asyncio.Event()
        self._fresh: set[tuple[str, str]] = set()
        self._serving: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._again: set[tuple[str, str]] = set()
        self._serve: Serve | None = None  # while `run` runs

    async def store(self, channel: str, updates: Sequence[Raw]) -> None:
        """Keep updates, however long the database takes: only then may they be acknowledged."""
        addresses = {(channel, one.address) for one in updates}
        if self._transactions.in_order:
            self._announce(addresses)  # they are served right behind, in the same commit
        await self._transactions.write_surely(inbox.store, channel, updates, self._clock())
        if not self._transactions.in_order:
            self._announce(addresses)

    def _announce(self, addresses: Iterable[tuple[str, str]]) -> None:
        if self._serve is None:
            self._fresh.update(addresses)
            self._news.set()
            return
        for address in addresses:
            self._begin(address, self._serve)

    async def run(self, serve: Serve) -> None:
        """Serve until cancelled; what is being served then is finished first."""
        self._serve = serve
        try:
            while True:
                for address in await self._waiting():
                    self._begin(address, serve)
                self._news.clear()
                if self._fresh and len(self._serving) < SIDE_BY_SIDE:
                    continue
                await self._pause()
        finally:
            self._serve = None
            await asyncio.gather(*self._serving.values(), return_exceptions=True)

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), LOOK_AGAIN)
        except TimeoutError:
            return

    async def _waiting(self) -> list[tuple[str, str]]:
        """Who has news: told by `store`, or found by looking when it has been quiet."""
        if self._fresh:
            fresh, self._fresh = list(self._fresh), set()
            return fresh
        try:
            return await self._transactions.read(inbox.pending_addresses)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("database away", work="inbox", error=type(error).__name__)
            return []

    def _begin(self, address: tuple[str, str], serve: Serve) -> None:
        if address in self._serving:
            self._again.add(address)
        elif len(self._serving) >= SIDE_BY_SIDE:
            self._fresh.add(address)
        else:
            task = asyncio.create_task(self._serve_all(address, serve))
            self._serving[address] = task

    async def _serve_all(self, address: tuple[str, str], serve: Serve) -> None:
        """One person's entries, one after another, until none is left."""
        try:
            while await serve(*address) or address in self._again:
                self._again.discard(address)
        except Exception:
            # The entry is still there and is tried again with the next look.
            log.exception("serving failed", channel=address[0])
        finally:
            del self._serving[address]
            if self._fresh:  # somebody waits for a free place
                self._news.set()
