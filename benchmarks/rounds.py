"""Owns one repetition of one bot: started, spoken to, loaded, ended; a double of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.chats import Chat, gathered
from benchmarks.contestants import Contestant
from benchmarks.loads import Load, closed, on_the_clock
from benchmarks.processes import Measured, measured
from tests.telegram_double.process import double_process

CHATS = 50
OFFERED = 20.0  # steps a second
WARM_UP = 1.5  # seconds


@dataclass(frozen=True, slots=True)
class Round:
    """What one repetition gave."""

    first_reply: float  # seconds from the start of the process
    idle: float  # MB, after the first reply
    loaded: float  # MB, at the end
    twenty: Load
    fifty: Load
    clock: Load
    wrong: list[str]


@dataclass(frozen=True, slots=True)
class Paced:
    """What pacing leaves of our own figures."""

    fifty: Load
    clock: Load
    wrong: list[str]


async def whole(contestant: Contestant, seconds: float) -> Round:
    async with _speaking(contestant) as (bot, chats, first_reply):
        await asyncio.sleep(1)
        idle = bot.resident()
        await closed(bot, chats, WARM_UP)
        twenty = await closed(bot, chats[:20], seconds)
        fifty = await closed(bot, chats, seconds)
        clock = await on_the_clock(bot, chats, OFFERED, 1.5 * seconds)
        return Round(first_reply, idle, bot.resident(), twenty, fifty, clock, _wrong(chats))


async def paced(contestant: Contestant, seconds: float) -> Paced:
    async with _speaking(contestant) as (bot, chats, _):
        await closed(bot, chats, WARM_UP)
        clock = await on_the_clock(bot, chats, OFFERED, 1.5 * seconds)
        fifty = await closed(bot, chats, 1.5 * seconds)
        return Paced(fifty, clock, _wrong(chats))


@asynccontextmanager
async def _speaking(contestant: Contestant) -> AsyncIterator[tuple[Measured, list[Chat], float]]:
    """The bot has given its first reply, to somebody who spoke when it was started."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        async with double_process() as double:
            chats = await gathered(double, contestant.script, CHATS)
            command, environment = contestant.command(double, folder)
            async with measured(command, environment, folder / "log") as bot:
                await chats[0].step()
                yield bot, chats, bot.age


def _wrong(chats: list[Chat]) -> list[str]:
    return [one for chat in chats for one in chat.wrong]
