"""Owns the answer to "can this process do its work?"."""

import shutil
from datetime import datetime, timedelta
from typing import Protocol

from sqlmodel import Session

from bot.delivery import Delivery
from bot.parts import Shared
from storage import channel_states, deliveries
from storage.database import is_outage

LEAST_FREE = 200 * 1024 * 1024  # bytes
LONGEST_WAIT = timedelta(minutes=5)  # of a message that is due
LONGEST_SILENCE = timedelta(minutes=2)  # of a channel that is polled


class Polls(Protocol):
    lag_since: datetime | None  # since when the chat app has not answered


class Health:
    def __init__(self, shared: Shared, delivery: Delivery | None) -> None:
        self._shared = shared
        self._delivery = delivery
        self._poller: Polls | None = None

    def watch(self, poller: Polls) -> None:
        self._poller = poller

    async def ready(self) -> tuple[bool, dict[str, str]]:
        """Each check and how it stands; "ok" or the reason why not, without secrets."""
        checks = {"disk": self._disk()}
        try:
            checks |= await self._shared.transactions.read(self._database)
        except Exception as error:
            if not is_outage(error):
                raise
            checks["database"] = "away"
        return all(state == "ok" for state in checks.values()), checks

    def _disk(self) -> str:
        free = shutil.disk_usage(self._shared.settings.data_dir).free
        return "ok" if free > LEAST_FREE else f"only {free // 1024**2} MB free"

    def _database(self, session: Session) -> dict[str, str]:
        checks = {"database": "ok"}
        if not self._shared.has_telegram:
            return checks
        now = self._shared.worlds.clock()
        stopped = channel_states.why_stopped(session, "telegram")
        checks["telegram"] = f"stopped: {stopped}" if stopped else "ok"
        lag = self._poller.lag_since if self._poller else None
        if lag is not None and now - lag > LONGEST_SILENCE:
            checks["telegram"] = "does not answer"
        oldest = deliveries.oldest_waiting(session)
        if oldest is not None and now - oldest > LONGEST_WAIT:
            checks["delivery"] = f"oldest message waits since {oldest:%H:%M:%S} UTC"
        else:
            checks["delivery"] = "ok"
        return checks
