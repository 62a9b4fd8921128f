"""Owns what is left of a month's messages on a channel that allows only so many."""

import sys
from collections.abc import Callable
from datetime import date, datetime

import structlog

from bot.quota import WARNING, Quota
from bot.transactions import Transactions
from handlers.messages import Lane
from storage import quotas

log = structlog.get_logger()


class Meter:
    """Counts on from what the database knew: one process at a time sends."""

    def __init__(
        self,
        transactions: Transactions,
        channel: str,
        quota: Quota | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._transactions = transactions
        self._channel = channel
        self._quota = quota
        self._clock = clock
        self._month: date | None = None  # None = not read yet
        self._sent = 0
        self._told: date | None = None  # the month in which an error was logged

    @property
    def is_known(self) -> bool:
        return self._quota is None or self._month is not None

    async def read(self) -> None:
        if self._quota is None or self._month is not None:
            return
        month = self._quota.month(self._clock())
        self._sent = await self._transactions.write_surely(quotas.sent, self._channel, month)
        self._month = month

    def forget(self) -> None:
        """Another process may send now, and count."""
        self._month = None

    def add(self, count: int) -> None:
        if self._quota is None:
            return
        self._turn(self._quota)
        warning = self._quota.share(WARNING)
        if self._sent < warning <= self._sent + count:
            log.warning("quota running out", channel=self._channel, most=self._quota.most)
        self._sent += count

    def room(self, lane: Lane) -> int:
        """How many may still be sent in this lane."""
        if self._quota is None:
            return sys.maxsize
        self._turn(self._quota)
        return self._quota.limit(lane) - self._sent

    def renewed_at(self) -> datetime:
        """Asked when there is no room: from when on there is."""
        if self._quota is None:
            raise ValueError("there is room without end")
        until = self._quota.renewed_at(self._clock())
        if self._told != self._month:
            self._told = self._month
            log.error("quota used up", channel=self._channel, until=until.isoformat())
        return until

    def _turn(self, quota: Quota) -> None:
        month = quota.month(self._clock())
        if self._month is not None and month > self._month:
            self._month, self._sent = month, 0
