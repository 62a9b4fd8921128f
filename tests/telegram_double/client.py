"""Drives the double from tests: in the same process or over HTTP from another one."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Self

import aiohttp

from tests.telegram_double.faults import FaultKind
from tests.telegram_double.person import Person
from tests.telegram_double.values import TOKEN, Counters, ImpossibleError, Json, SilenceError

__all__ = ["Controls", "Person", "RemoteDouble"]


class Controls(ABC):
    """All a test can do with a double."""

    base_url: str
    token: str

    @abstractmethod
    async def call(self, action: str, body: Json) -> Any:
        """Runs one control action."""

    async def person(
        self,
        name: str = "Lan",
        *,
        number: int | None = None,
        language_code: str = "vi",
        username: str | None = None,
        known: bool = False,
    ) -> Person:
        """A person with a Telegram account; `known` ones have written to the bot before."""
        body: Json = {"name": name, "id": number, "language_code": language_code}
        user = await self.call("create", body | {"username": username, "known": known})
        return Person(self.call, user)

    async def fault(
        self,
        kind: FaultKind,
        method: str = "*",
        *,
        count: int | None = 1,
        probability: float = 1.0,
        retry_after: int = 1,
        latency_ms: float = 100.0,
        chat_id: int | None = None,
    ) -> int:
        """Injects a fault `count` times (None: until healed); answers its number."""
        body: Json = {"kind": kind, "method": method, "count": count, "probability": probability}
        body |= {"retry_after": retry_after, "latency_ms": latency_ms, "chat_id": chat_id}
        return int(await self.call("fault", body))

    async def heal(self, number: int | None = None) -> None:
        """Ends a fault, or all; hanging requests are dropped."""
        await self.call("heal", {"number": number})

    async def flood_control(
        self, on: bool = True, *, overall: int = 30, per_chat: int = 1, seconds: float = 1.0
    ) -> None:
        """Strict limits in a sliding window; beyond them 429."""
        body: Json = {"on": on, "overall": overall, "per_chat": per_chat, "seconds": seconds}
        await self.call("flood", body)

    async def settings(self, **values: float) -> None:
        """callback_answer_seconds, callback_keep_seconds, webhook_retry_scale, webhook_timeout."""
        await self.call("settings", dict(values))

    async def counters(self, *, reset: bool = False) -> Counters:
        return Counters.of(await self.call("counters", {"reset": reset}))

    async def until(self, ready: Callable[[Counters], Any], seconds: float = 10.0) -> Counters:
        """Waits until the counters are as wished; answers them."""
        deadline = time.monotonic() + seconds
        while True:
            counters = await self.counters()
            if ready(counters):
                return counters
            if time.monotonic() > deadline:
                raise SilenceError(f"waited {seconds} s in vain; {counters}")
            await asyncio.sleep(0.01)

    async def settles(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Waits until the bot has confirmed every update."""
        await self.call("settle", {"timeout": timeout})


class RemoteDouble(Controls):
    """A double in another process: `async with RemoteDouble("http://127.0.0.1:PORT")`."""

    def __init__(self, base_url: str, token: str = TOKEN) -> None:
        self.base_url = base_url.rstrip("/")
        self.token = token
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=None)
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, action: str, body: Json) -> Any:
        if self._session is None:
            raise ImpossibleError("use `async with RemoteDouble(...)`")
        async with self._session.post(f"{self.base_url}/control/{action}", json=body) as answer:
            told = await answer.json()
        if told["ok"]:
            return told["result"]
        raise (SilenceError if told["kind"] == "SilenceError" else ImpossibleError)(told["error"])
