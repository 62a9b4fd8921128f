"""Owns the two kinds of load: the next message after the answer (closed), or on the clock."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from benchmarks.chats import Chat
from benchmarks.processes import Measured

AFTERMATH = 0.3  # seconds in which a bot finishes its books; its CPU counts


@dataclass(frozen=True, slots=True)
class Load:
    """What came out of one load."""

    latencies: tuple[float, ...]  # seconds
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU per step."""
        return 1000 * self.cpu / len(self.latencies)

    def percentile_ms(self, percent: int) -> float:
        return 1000 * quantiles(self.latencies, n=100)[percent - 1]


async def closed(bot: Measured, chats: Sequence[Chat], seconds: float) -> Load:
    begun, cpu = time.perf_counter(), bot.cpu()
    until = begun + seconds

    async def talk(chat: Chat) -> list[float]:
        took = []
        while time.perf_counter() < until:
            took.append(await chat.step())
        return took

    took = await asyncio.gather(*(talk(chat) for chat in chats))
    lasted = time.perf_counter() - begun
    await asyncio.sleep(AFTERMATH)
    return Load(tuple(one for some in took for one in some), lasted, bot.cpu() - cpu)


async def on_the_clock(bot: Measured, chats: Sequence[Chat], rate: float, seconds: float) -> Load:
    """`rate` steps a second, whoever's turn it is; a late start counts as latency."""
    begun, cpu = time.perf_counter(), bot.cpu()
    steps = []
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        steps.append(asyncio.create_task(chats[number % len(chats)].step(due)))
    took = await asyncio.gather(*steps)
    lasted = time.perf_counter() - begun
    await asyncio.sleep(AFTERMATH)
    return Load(tuple(took), lasted, bot.cpu() - cpu)
