"""Owns one chat under load: it says its script, checks each answer, and notes how long it took."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from benchmarks.scripts import Line
from tests.telegram_double.client import RemoteDouble
from tests.telegram_double.person import Person
from tests.telegram_double.values import SilenceError

FIRST_NUMBER = 600_000_001  # of the people: ours knows them before it starts
PATIENCE = 20.0  # seconds


@dataclass(slots=True)
class Chat:
    person: Person
    script: Sequence[Line]
    at: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def step(self, due: float | None = None) -> float:
        """Says the next line and hears the answer; seconds since it was due, or said."""
        async with self.lock:
            line = self.script[self.at]
            begun = time.perf_counter() if due is None else due
            await self.person.says(line.says)
            try:
                heard = (await self.person.hears(PATIENCE)).text
            except SilenceError:
                heard = "(silence)"
            took = time.perf_counter() - begun
            if line.hears not in heard:
                self.wrong.append(f"{line.says!r} -> {heard!r}")
            self.at = (self.at + 1) % len(self.script)
            return took


async def gathered(double: RemoteDouble, script: Sequence[Line], number: int) -> list[Chat]:
    """People who have written to the bot before."""
    numbers = count(FIRST_NUMBER)
    return [
        Chat(await double.person(f"Cán bộ {at}", number=next(numbers), known=True), script)
        for at in range(number)
    ]
