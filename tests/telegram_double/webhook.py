"""Pumps updates to the bot's webhook: per-queue order, retries with growing delays."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field

import aiohttp

from tests.telegram_double.updates import Pending, Updates
from tests.telegram_double.values import Json

_LONGEST_DELAY = 60.0


@dataclass(slots=True)
class Pump:
    """One sender per queue (chat for messages, user for taps), `max_connections` at once."""

    updates: Updates
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    retry_scale: float = 1.0  # 0.01 turns Telegram's 1, 2, 4... s into 10, 20, 40... ms
    timeout: float = 60.0
    posts: int = 0
    failures: int = 0
    last_error: tuple[int, str] | None = None
    _queues: dict[str, deque[Pending]] = field(default_factory=dict)
    _senders: dict[str, "asyncio.Task[None]"] = field(default_factory=dict)
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(40))
    _session: aiohttp.ClientSession | None = None

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Starts or moves the webhook."""
        started = not self.url
        self.url, self.secret = url, secret
        self.last_error = None
        if self.max_connections != max_connections:
            self.max_connections = max_connections
            self._slots = asyncio.Semaphore(max_connections)
        self.updates.on_new = self._offer
        self.updates.webhook_set()
        if started:
            for update in self.updates.pending.values():
                self._offer(update)

    def forget(self) -> None:
        """Ends the webhook; what is pending waits for getUpdates or the next webhook."""
        self.url = self.secret = ""
        self.updates.webhook_on = False
        for task in self._senders.values():
            task.cancel()
        self._senders.clear()
        self._queues.clear()

    def drop(self) -> None:
        """Forgets all pending updates."""
        self.updates.pending.clear()
        for queue in self._queues.values():
            queue.clear()

    async def close(self) -> None:
        tasks = list(self._senders.values())
        self.forget()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> Json:
        answer: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if self.url:
            answer |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self.last_error is not None:
            answer["last_error_date"], answer["last_error_message"] = self.last_error
        if self.updates.allowed is not None:
            answer["allowed_updates"] = sorted(self.updates.allowed)
        return answer

    def _offer(self, update: Pending) -> None:
        self._queues.setdefault(update.queue, deque()).append(update)
        if update.queue not in self._senders:
            self._senders[update.queue] = asyncio.create_task(self._send_queue(update.queue))

    async def _send_queue(self, key: str) -> None:
        queue = self._queues[key]
        while queue:
            update = queue[0]
            for _ in range(self.updates.faults.copies()):
                await self._send(update)
            if queue and queue[0] is update:
                queue.popleft()
            self.updates.pending.pop(update.number, None)
        del self._queues[key], self._senders[key]

    async def _send(self, update: Pending) -> None:
        attempt = 0
        while update.expires > time.monotonic() and update.number in self.updates.pending:
            async with self._slots:
                self.posts += 1
                error, retry_after = await self._post(update.body)
            if error is None:
                return
            self.failures += 1
            self.last_error = (int(time.time()), error)
            delay = min(2.0 ** (attempt - 1), _LONGEST_DELAY) if attempt else 0.0
            attempt += 1
            await asyncio.sleep(max(delay, retry_after) * self.retry_scale)

    async def _post(self, body: bytes) -> tuple[str | None, float]:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        headers = {"Content-Type": "application/json", "User-Agent": "TelegramBot"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        limit = aiohttp.ClientTimeout(total=self.timeout)
        try:
            async with self._session.post(
                self.url, data=body, headers=headers, timeout=limit, allow_redirects=False
            ) as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return f"Connection failed: {error}", 0.0
        if 200 <= answer.status < 300:
            return None, 0.0
        wait = answer.headers.get("Retry-After", "")
        told = min(float(wait), 3600.0) if wait.isdigit() else 0.0
        return f"Wrong response from the webhook: {answer.status} {answer.reason}", told
