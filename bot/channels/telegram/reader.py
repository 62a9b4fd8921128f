"""Owns reading from Telegram by polling: stored first, only then acknowledged."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

from bot.channels.telegram.capabilities import CHANNEL
from bot.channels.telegram.intake import ALLOWED, Intake, RawUpdate
from bot.tenure import Tenure
from bot.transactions import Transactions
from storage import channel_states

log = structlog.get_logger()
READING = channel_states.reading(CHANNEL)
POLL_SECONDS = 25
GRACE_SECONDS = 10  # beyond the poll's own time
LONGEST_PAUSE = 30.0
# A poll of the process before this one may still be open at Telegram's end for a moment.
CONFLICTS_BORNE = 3


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates with the answer as it came: what is stored is what Telegram said."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = POLL_SECONDS
    allowed_updates: list[str] = ALLOWED


class Reader:
    """One process of all polls: the one that holds the lease."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        transactions: Transactions,
        tenure: Tenure,
        clock: Callable[[], datetime],
        poll_seconds: int = POLL_SECONDS,
    ) -> None:
        self.lag_since: datetime | None = None  # since when Telegram has not answered
        self._bot = bot
        self._intake = intake
        self._transactions = transactions
        self._tenure = tenure
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._chance = Random()  # noqa: S311 - it only spreads retries
        self._offset: int | None = None
        self._has_webhook = True  # as far as we know: polling is refused while there is one
        self._is_answered = False

    async def run(self) -> None:
        """Until cancelled, or until Telegram refuses this bot: then it returns, and says so."""
        keeping = asyncio.create_task(self._tenure.keep())
        polling = asyncio.create_task(self._poll())
        try:
            await asyncio.wait({keeping, polling}, return_when=asyncio.FIRST_COMPLETED)
            if keeping.done():
                keeping.result()  # it ends only by a fault
            why = await polling
        finally:
            for task in (keeping, polling):
                task.cancel()
            await asyncio.gather(keeping, polling, return_exceptions=True)
            await self._tenure.release()
        log.error("channel stopped", channel=CHANNEL, why=why)
        await self._transactions.write_surely(channel_states.stopped, READING, why, self._clock())

    async def _poll(self) -> str:
        """Read for as long as it goes; why it does not."""
        failures = conflicts = 0
        while True:
            await self._tenure.wait()
            try:
                await self._batch()
            except (TelegramUnauthorizedError, TelegramNotFound):
                return "the token was refused"
            except TelegramConflictError:
                conflicts += 1
                self._has_webhook = True  # the other reason for a conflict
                if conflicts > CONFLICTS_BORNE:
                    return "another program polls with the same token"
                await self._pause(conflicts - 1)
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except (AiogramError, OSError) as error:
                self._fails(error, failures)
                await self._pause(failures)
                failures += 1
            else:
                failures = conflicts = 0
                self.lag_since = None
                await self._note_answer()

    async def _note_answer(self) -> None:
        if not self._is_answered:
            self._is_answered = True
            write = self._transactions.write_surely
            await write(channel_states.answers, READING, self._clock())

    async def _batch(self) -> None:
        if self._has_webhook:
            await self._bot.delete_webhook(drop_pending_updates=False)
            self._has_webhook = False
        method = GetRawUpdates(offset=self._offset, timeout=self._poll_seconds)
        updates: list[RawUpdate] = await self._bot(
            method, request_timeout=self._poll_seconds + GRACE_SECONDS
        )
        if updates:
            await self._intake.take(updates)
            # The next request acknowledges them: not before they are stored.
            self._offset = max(int(one["update_id"]) for one in updates) + 1

    def _fails(self, error: Exception, failures: int) -> None:
        """Only the kind of error: its text may hold the address, and with it the token."""
        if self.lag_since is None:
            self.lag_since = self._clock()
        log.warning("telegram does not answer", error=type(error).__name__, failures=failures + 1)

    async def _pause(self, failures: int) -> None:
        seconds = min(2.0 ** min(failures, 9), LONGEST_PAUSE)
        await asyncio.sleep(seconds * self._chance.uniform(0.75, 1.25))
