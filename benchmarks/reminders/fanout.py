"""Owns the fan-out: the real process, a whole country's letters, officers who report meanwhile."""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.chats import Chat, gathered
from benchmarks.contestants import Contestant, make_template, ours
from benchmarks.loads import Load, closed, on_the_clock
from benchmarks.processes import Measured, measured
from benchmarks.reminders import country as countries
from benchmarks.reminders.country import NUMBER, PERSONS, ZONE, Country
from benchmarks.reminders.watching import FanOut, Watch
from storage import leases
from storage.database import Database
from tests.telegram_double.client import RemoteDouble
from tests.telegram_double.process import double_process

RATE = 28.0  # messages a second, the default pace
OFFERED = 4.0  # steps a second
OFFICERS = 20  # who report: a step each every five seconds, a chat takes one message a second
PROVINCE = 38  # communes in which everything is reported: the officers'
WARM_UP = 5.0  # seconds
TWO_LOOKS = 125.0  # seconds in which the look at the rounds has come round
ALL_DAY = {"WORK_HOURS": "0:00-23:59"}


async def run(communes: int, seconds: float, latency: float) -> FanOut:
    """`latency`: milliseconds that the double takes for a message."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        today = datetime.now(UTC).astimezone(ZONE).date()
        country = Country(communes, today, lambda at: at < PROVINCE)
        template = make_template(folder / "template.sqlite3", OFFICERS)
        database = Database(f"sqlite:///{template}")
        countries.make(database, country)
        database.close()
        async with double_process() as double:
            await _people(double, PERSONS * communes)
            bot = ours(template, RATE)
            return await _run(double, bot, folder, country, seconds, latency)


async def _run(
    double: RemoteDouble,
    contestant: Contestant,
    folder: Path,
    country: Country,
    seconds: float,
    latency: float,
) -> FanOut:
    chats = await gathered(double, contestant.script, OFFICERS)
    command, environment = contestant.command(double, folder)
    async with measured(command, {**environment, **ALL_DAY}, folder / "log") as bot:
        if latency:
            await double.fault("slow", "sendmessage", count=None, latency_ms=latency)
        await closed(bot, chats, WARM_UP)
        await double.flood_control(overall=30, per_chat=1)
        quiet, before = await _watched(bot, double, chats, seconds)
        await _look_begins(folder, country)
        busy, during = await _watched(bot, double, chats, seconds)
        wrong = [one for chat in chats for one in chat.wrong]
        return FanOut(latency, quiet, before, busy, during, wrong)


async def _watched(
    bot: Measured, double: RemoteDouble, chats: list[Chat], seconds: float
) -> tuple[Load, Watch]:
    watch = Watch(bot, double, NUMBER)
    watching = asyncio.create_task(watch.run())
    try:
        load = await on_the_clock(bot, chats, OFFERED, seconds)
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
    return load, watch


async def _look_begins(folder: Path, country: Country) -> None:
    """The round is put under the running process; back when it next looks at the rounds."""
    database = Database(f"sqlite:///{folder / 'sozanh.sqlite3'}")
    try:
        with database.transaction() as session:
            countries.begin(session, country)
        before = _last_look(database)
        patience = time.monotonic() + TWO_LOOKS
        while _last_look(database) == before:
            if time.monotonic() > patience:
                log = (folder / "log").read_text("utf-8")
                raise TimeoutError(f"nobody looks at the rounds: {log[-2000:]}")
            await asyncio.sleep(0.05)
    finally:
        database.close()


def _last_look(database: Database) -> datetime | None:
    """By the lease of whoever looks, renewed each time."""
    with database.reading() as session:
        return leases.marked(session, "look")


async def _people(double: RemoteDouble, count: int, side_by_side: int = 50) -> None:
    """Everybody who will be reminded has written to the bot before."""
    numbers = iter(range(NUMBER, NUMBER + count))

    async def some() -> None:
        for number in numbers:
            await double.person("Cán bộ", number=number, known=True)

    await asyncio.gather(*(some() for _ in range(side_by_side)))
