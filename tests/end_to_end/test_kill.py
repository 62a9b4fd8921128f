"""kill -9 at any moment: nothing that was read back is lost, nothing is sent in twice."""

import asyncio
from collections.abc import Callable
from random import Random

import pytest

from tests.end_to_end.crowd import Crowd
from tests.end_to_end.stage import Stage

KILLS = 50


@pytest.mark.timeout(400)
async def test_no_accepted_answer_is_lost_over_fifty_kills(
    stage: Stage, record_property: Callable[[str, object], None]
) -> None:
    programme = await stage.running()
    chance = Random(889)
    crowd = Crowd(stage, together=5)
    while programme.kills < KILLS:
        await asyncio.sleep(chance.uniform(0.02, 1.6))
        crowd.check()
        await programme.kill()
        if not stage.is_sqlite:
            stage.kept.lets_leases_run_out()  # on SQLite the next process knows it is alone
        await programme.start()
    await crowd.closes()
    counters = await stage.double.counters()
    figures = crowd.figures | {"kills": programme.kills, "repeats": counters.total_repeats}
    record_property("figures", figures)
    print(figures)


async def test_after_a_kill_the_embedded_database_is_served_at_once(stage: Stage) -> None:
    if not stage.is_sqlite:
        pytest.skip("several processes share PostgreSQL: there leases have to run out")
    programme = await stage.running()
    lan = await stage.officer()
    await programme.kill()
    await lan.person.says("/baocao")
    await programme.start()
    await lan.hears(5)
