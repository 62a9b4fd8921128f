"""Several processes on one database: in order, nothing twice, one polls and one sends."""

import asyncio
import time

import pytest

from tests.end_to_end.crowd import Crowd
from tests.end_to_end.programme import Programme
from tests.end_to_end.stage import ON_POSTGRES, ON_SQLITE, Stage
from tests.end_to_end.waiting import until

LEASE_SECONDS = 30.0
ROW_LEASE_SECONDS = 60.0


def holds(programme: Programme, what: str) -> bool:
    """Whether the process has the lease to poll or to send now."""
    told = [
        (one["timestamp"], one["event"])
        for event in ("lease taken", "lease lost")
        for one in programme.events(event)
        if one["lease"].endswith(f":{what}")
    ]
    return bool(told) and max(told)[1] == "lease taken"


@ON_POSTGRES
@pytest.mark.timeout(240)
async def test_each_part_in_a_process_of_its_own(stage: Stage) -> None:
    web = stage.programme("--only", "web")
    for part in ("receive", "deliver,work,schedule"):
        process = stage.programme("--only", part)
        process.begin()
        await process.until_started()
    await web.start()
    crowd = Crowd(stage, together=4, thinks=0.1, patience=20.0)
    await asyncio.sleep(1)
    await crowd.closes(150)
    lan = crowd.officers[0].talker
    await lan.person.says("/dulieucuatoi")
    await lan.hears_until(lambda one: one.document is not None)
    counters = await stage.double.counters()
    assert counters.total_repeats == 0
    assert not stage.kept.out_of_order()


@ON_POSTGRES
@pytest.mark.timeout(240)
async def test_two_whole_processes_share_the_work_and_one_takes_over(stage: Stage) -> None:
    pair = [await stage.running(), await stage.running()]
    crowd = Crowd(stage, together=4, thinks=0.1, patience=20.0)
    await asyncio.sleep(4)
    crowd.check()
    assert [holds(one, "poll") for one in pair] == [True, False]
    assert (await stage.double.counters()).total_repeats == 0
    first, second = pair
    started = time.monotonic()
    await first.kill()
    longest = LEASE_SECONDS * 7 / 6 + 3
    await until(lambda: holds(second, "poll") and holds(second, "send"), longest, 0.1)
    taken = time.monotonic() - started
    await crowd.closes(ROW_LEASE_SECONDS + 60)
    assert not stage.kept.out_of_order()
    assert (await stage.double.counters()).total_repeats <= 16  # what was on its way
    print(crowd.figures, f"taken over after {taken:.1f} s")


@ON_POSTGRES
async def test_two_processes_begin_together_on_an_empty_database(stage: Stage) -> None:
    stage.kept.empties()
    pair = [stage.programme(), stage.programme()]
    for one in pair:
        one.begin()
    for one in pair:
        await one.until_ready()
    await stage.officer()


@ON_SQLITE
async def test_the_embedded_database_has_one_process(stage: Stage) -> None:
    await stage.running()
    second = stage.programme()
    second.begin()
    await until(lambda: not second.alive)
    assert "PostgreSQL" in second.log
    assert await second.stop() == 1
