"""The queue of updates and getUpdates' long poll."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from tests.telegram_double.faults import Faults
from tests.telegram_double.values import ApiError, Json

_OFF_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
_OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_WEBHOOK_ON = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
_WEBHOOK_SET = "Conflict: terminated by setWebhook request"


@dataclass(frozen=True, slots=True)
class Pending:
    """An update the bot has not confirmed, already in JSON."""

    number: int
    queue: str  # Telegram delivers one at a time within a queue
    body: bytes
    expires: float


@dataclass(slots=True)
class Updates:
    """Updates in order; either polled or pumped to a webhook."""

    faults: Faults
    pending: dict[int, Pending] = field(default_factory=dict)
    allowed: frozenset[str] | None = None
    webhook_on: bool = False
    on_new: Callable[[Pending], None] = lambda _: None
    created: int = 0
    _next: int = 100_000_001
    _poller: "asyncio.Future[str] | None" = None

    def add(self, kind: str, content: Json, queue: str, keep_seconds: float) -> int:
        number, self._next = self._next, self._next + 1
        if not self._wanted(kind):
            return number
        body = json.dumps({"update_id": number, kind: content}).encode()
        update = Pending(number, queue, body, time.monotonic() + keep_seconds)
        self.pending[number] = update
        self.created += 1
        if self.webhook_on:
            self.on_new(update)
        else:
            self._wake("new")
        return number

    def allow(self, kinds: list[str] | None) -> None:
        """Remembers allowed_updates for updates to come, as Telegram does."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def webhook_set(self) -> None:
        self.webhook_on = True
        self._wake("webhook")

    async def poll(self, offset: int, limit: int, seconds: float) -> bytes:
        """Body of the answer to getUpdates."""
        if self.webhook_on:
            raise ApiError(409, _WEBHOOK_ON)
        self._wake("other")
        self._confirm(offset)
        batch = self._batch(limit)
        if not batch and seconds > 0:
            await self._wait(seconds)
            batch = self._batch(limit)
        bodies = [update.body for update in batch for _ in range(self.faults.copies())]
        return b'{"ok":true,"result":[' + b",".join(bodies) + b"]}"

    def _wanted(self, kind: str) -> bool:
        return kind not in _OFF_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def _wake(self, reason: str) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(reason)

    async def _wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[str] = loop.create_future()
        self._poller = waiter
        timer = loop.call_later(seconds, _end_quietly, waiter)
        try:
            reason = await waiter
        finally:
            timer.cancel()
            if self._poller is waiter:
                self._poller = None
        if reason == "other":
            raise ApiError(409, _OTHER_POLLER)
        if reason == "webhook":
            raise ApiError(409, _WEBHOOK_SET)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            doomed = list(self.pending)[:offset]
        else:
            doomed = []
            for number in self.pending:  # in order of number
                if number >= offset:
                    break
                doomed.append(number)
        for number in doomed:
            del self.pending[number]

    def _batch(self, limit: int) -> list[Pending]:
        now = time.monotonic()
        for number in [u.number for u in self.pending.values() if u.expires < now]:
            del self.pending[number]
        return list(islice(self.pending.values(), limit))


def _end_quietly(waiter: "asyncio.Future[str]") -> None:
    if not waiter.done():
        waiter.set_result("quiet")
