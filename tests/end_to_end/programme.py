"""Owns one process of the program: started, waited for, stopped, killed, its log read."""

import asyncio
import json
import random
import signal
import socket
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import aiohttp

from tests.end_to_end.launching import Child, Launch, end, environment
from tests.end_to_end.waiting import until

PATIENCE = 60.0  # seconds for a start on a busy machine


class DeadError(AssertionError):
    """The process ended by itself."""


class Programme:
    """`python -m bot run …` with fixed settings: may be started again and again."""

    def __init__(
        self, launch: Launch, folder: Path, settings: Mapping[str, str], *arguments: str
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = folder / f"programme-{self.port}.log"
        self.kills = 0
        self._began = 0  # where in the log the latest start is
        self._launch = launch
        self._arguments = ("run", *arguments)
        self._settings = {"HOST": "127.0.0.1", "PORT": str(self.port), "PUBLIC_URL": self.url}
        self._settings |= settings
        self._child: Child | None = None

    # --- life -----------------------------------------------------------------------------------
    def begin(self, **settings: str) -> None:
        self._settings |= settings
        self._began = len(self.log)
        self._child = self._launch(self._arguments, environment(**self._settings), self.log_path)

    async def start(self, **settings: str) -> None:
        """Started, and ready."""
        self.begin(**settings)
        await self.until_ready()

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    async def kill(self) -> None:
        """SIGKILL: no last words."""
        self.kills += 1
        await self._end(signal.SIGKILL, 10)

    async def stop(self, seconds: float = 30.0) -> int:
        """SIGTERM; the exit code."""
        return await self._end(signal.SIGTERM, seconds)

    async def _end(self, number: signal.Signals, seconds: float) -> int:
        child = self._child
        if child is None:
            return 0
        end(child, number)
        await until(lambda: child.poll() is not None, seconds)
        self._child = None
        return child.poll() or 0

    # --- looking at it --------------------------------------------------------------------------
    async def until_started(self, seconds: float = PATIENCE) -> None:
        """Of a process without HTTP: that it says so, after its latest start."""
        deadline = time.monotonic() + seconds
        while "Sổ Xanh: " not in self.log[self._began :]:
            if not self.alive or time.monotonic() > deadline:
                raise DeadError(f"the program did not start:\n{self.log[-3000:]}")
            await asyncio.sleep(0.03)

    async def until_ready(self, seconds: float = PATIENCE) -> None:
        await self._until((200,), seconds)

    async def until_up(self, seconds: float = PATIENCE) -> None:
        await self._until((200, 503), seconds)

    async def until_not_ready(self, seconds: float = PATIENCE) -> dict[str, str]:
        """The checks, once the process says that it cannot do its work."""
        return await self._until((503,), seconds)

    async def _until(self, wanted: Collection[int], seconds: float) -> dict[str, str]:
        deadline = time.monotonic() + seconds
        seen: object = None
        async with aiohttp.ClientSession() as session:
            while time.monotonic() < deadline:
                if not self.alive:
                    raise DeadError(f"the program ended:\n{self.log[-3000:]}")
                try:
                    async with session.get(f"{self.url}/readyz") as answer:
                        seen = checks = await answer.json()
                        if answer.status in wanted:
                            return dict(checks["checks"])
                except aiohttp.ClientError as error:
                    seen = error
                await asyncio.sleep(0.03)
        raise AssertionError(f"waited {seconds} s; last seen: {seen}\n{self.log[-3000:]}")

    @property
    def log(self) -> str:
        """Everything it has printed since the first start."""
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def events(self, event: str) -> list[dict[str, Any]]:
        """The log's lines about this."""
        lines = (line for line in self.log.splitlines() if line.startswith("{"))
        return [found for line in lines if (found := json.loads(line)).get("event") == event]


def free_port() -> int:
    """Free now, and below those that outgoing connections take while the program is down."""
    chance = random.SystemRandom()
    while True:
        port = chance.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
