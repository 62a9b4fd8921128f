"""Owns what is seen from outside while a process sends: messages, refusals, CPU, memory."""

import asyncio
import time
from dataclasses import dataclass, field

from benchmarks.loads import Load
from benchmarks.processes import Measured
from tests.telegram_double.client import RemoteDouble

EVERY = 1.0  # seconds between two samples


@dataclass(frozen=True, slots=True)
class Sample:
    at: float
    messages: int  # that the double has accepted so far
    letters: int  # those to the people who are reminded
    refused: int  # with 429
    cpu: float  # seconds so far
    resident: float  # MB


@dataclass
class Watch:
    """`letters_from`: addresses from this number on only ever get letters."""

    bot: Measured
    double: RemoteDouble
    letters_from: int
    samples: list[Sample] = field(default_factory=list)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.samples.append(await self._sample())
            await asyncio.sleep(EVERY)

    async def _sample(self) -> Sample:
        counters = await self.double.counters()
        letters = sum(n for chat, n in counters.sends.items() if chat >= self.letters_from)
        return Sample(
            at=time.perf_counter(),
            messages=counters.total_sends,
            letters=letters,
            refused=counters.too_many,
            cpu=self.bot.cpu(),
            resident=self.bot.resident(),
        )

    @property
    def sending(self) -> list[Sample]:
        """From the first letter on."""
        return [one for one in self.samples if one.letters]

    @property
    def rate(self) -> float:
        """Messages a second of all kinds, from the first letter on."""
        first, *_, last = self.sending
        return (last.messages - first.messages) / (last.at - first.at)

    @property
    def lasted(self) -> float:
        return self.sending[-1].at - self.sending[0].at

    @property
    def cpu_percent(self) -> float:
        """Of one core."""
        first, *_, last = self.samples
        return 100 * (last.cpu - first.cpu) / (last.at - first.at)

    @property
    def resident(self) -> float:
        return max(one.resident for one in self.samples)


@dataclass(frozen=True, slots=True)
class FanOut:
    """The same steps twice: with nothing else to send, and from the beginning of the look on."""

    latency: float
    quiet: Load
    before: Watch
    busy: Load
    during: Watch
    wrong: list[str]

    @property
    def refused(self) -> int:
        return self.during.samples[-1].refused
