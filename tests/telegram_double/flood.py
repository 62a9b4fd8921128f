"""Flood control: so many messages in a sliding window, overall and per chat."""

import math
import time
from collections import deque
from dataclasses import dataclass, field

from tests.telegram_double.values import too_many


@dataclass(slots=True)
class Flood:
    """Stricter than Telegram, which lets short bursts pass; off until switched on."""

    on: bool = False
    overall: int = 30
    per_chat: int = 1
    seconds: float = 1.0
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=dict)

    def configure(
        self, on: bool = True, overall: int = 30, per_chat: int = 1, seconds: float = 1.0
    ) -> None:
        self.on, self.overall, self.per_chat, self.seconds = on, overall, per_chat, seconds

    def admit(self, chat_id: int, messages: int) -> None:
        """Counts messages about to be accepted, or refuses them with 429."""
        if not self.on:
            return
        now = time.monotonic()
        chat = self._chats.setdefault(chat_id, deque())
        wait = max(self._wait(self._all, self.overall, now), self._wait(chat, self.per_chat, now))
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for window in (self._all, chat):
            window.extend([now] * messages)

    def _wait(self, window: deque[float], limit: int, now: float) -> float:
        while window and window[0] <= now - self.seconds:
            window.popleft()
        if len(window) < limit:
            return 0.0
        return window[len(window) - limit] + self.seconds - now
