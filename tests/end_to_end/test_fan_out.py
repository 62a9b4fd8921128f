"""kill -9 in the middle of thousands of reminders: everybody is told, hardly anybody twice."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from random import Random

import pytest
from sqlalchemy.exc import OperationalError

from storage.database import Database, is_outage
from tests.end_to_end import fan_out_people, fan_out_verdict
from tests.end_to_end.fan_out_people import HOURS, Town
from tests.end_to_end.fan_out_reckoning import Reckoning
from tests.end_to_end.stage import Stage
from tests.end_to_end.waiting import until

IS_FULL = os.environ.get("FULL_FAN_OUT") == "1"
PEOPLE, KILLS = (10_200, 30) if IS_FULL else (1_200, 8)
AT_ONCE = 16  # sends of a process, so many may one kill cut off
REPORTS = 4  # before each kill
NEXT = 20  # bodies that the next portions of letters speak of
ANSWER_MS = 12.0


@pytest.fixture
def beside(stage: Stage) -> Iterator[Database]:
    found = Database(stage.url)
    yield found
    found.close()


@pytest.mark.timeout(1200 if IS_FULL else 300)
async def test_kills_amid_thousands_of_reminders(
    stage: Stage, beside: Database, record_property: Callable[[str, object], None]
) -> None:
    """One process on SQLite, two alike on PostgreSQL: each does everything."""
    with beside.transaction() as session:
        town = fan_out_people.settle(session, PEOPLE)
    for one in town.listeners:
        await stage.double.person("Lan", number=one.address, known=True)
    # Half of it before the message is shown, half after: a kill finds sends in either.
    await stage.double.fault("slow", "sendMessage", count=None, latency_ms=ANSWER_MS)
    reckoning = Reckoning(beside, stage.double, town)
    started = time.monotonic()
    await _kill_and_report(stage, town, reckoning)
    await _over(beside, town, reckoning)
    seconds = time.monotonic() - started
    with beside.reading() as session:
        verdict = fan_out_verdict.judge(session, stage.double, town, reckoning)
    assert verdict.under_way_at_kills > 0  # else the kills proved nothing
    assert verdict.again <= KILLS * AT_ONCE
    figures = {"kills": KILLS, "seconds": round(seconds), **asdict(verdict)}
    record_property("figures", figures)
    print(figures)


async def _kill_and_report(stage: Stage, town: Town, reckoning: Reckoning) -> None:
    """From the first letter to the last message; whoever is killed is started again."""
    settings = {"TIMEZONE": town.zone, "WORK_HOURS": HOURS, "TELEGRAM_RATE": "500"}
    processes = [await stage.running(**settings) for _ in range(1 if stage.is_sqlite else 2)]
    chance = Random(889)
    most = PEOPLE * 9 // 5  # letters and messages: less than there will be, whoever reports
    for mark in sorted(chance.sample(range(most), KILLS)):
        for _ in range(REPORTS):
            bodies = await asyncio.to_thread(reckoning.about_to_be_told)
            chosen = chance.choice(bodies[:NEXT] if chance.random() < 0.5 else bodies)
            await _surely(partial(reckoning.report, chosen))
        await until(partial(reckoning.has_come_to, mark), 90)
        await asyncio.sleep(chance.uniform(0, 0.1))
        dying = chance.choice(processes)
        await dying.kill()
        await _surely(reckoning.bury)
        await dying.start()


async def _surely(work: Callable[[], None]) -> None:
    """The embedded database may be busy with the program's own writes."""
    while True:
        try:
            await asyncio.to_thread(work)
        except OperationalError as error:
            if not is_outage(error):
                raise
        else:
            return


async def _over(beside: Database, town: Town, reckoning: Reckoning) -> None:
    def is_over() -> bool:
        with beside.reading() as session:
            return fan_out_verdict.is_over(session, town, reckoning)

    await until(is_over, 240, 0.5)
