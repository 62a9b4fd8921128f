"""kill -9 at any moment: nothing that was read back is lost, nothing is sent in twice."""

import asyncio
from collections.abc import Callable
from random import Random

import pytest

from tests.end_to_end.crowd import Crowd
from tests.end_to_end.stage import ON_SQLITE, Stage

KILLS = 50


@pytest.mark.timeout(400)
async def test_no_accepted_answer_is_lost_over_fifty_kills(
    stage: Stage, record_property: Callable[[str, object], None]
) -> None:
    """Each new process reads from Telegram in the one way or the other."""
    await stage.double.settings(webhook_retry_scale=0.1)
    programme = await stage.running()
    chance = Random(889)
    crowd = Crowd(stage, together=5)
    while programme.kills < KILLS:
        await asyncio.sleep(chance.uniform(0.02, 1.4))
        crowd.check()
        await programme.kill()
        if not stage.is_sqlite:
            stage.kept.lets_leases_run_out()  # on SQLite the next process knows it is alone
        await programme.start(TELEGRAM_MODE=chance.choice(("polling", "webhook")))
    await crowd.closes()
    counters = await stage.double.counters()
    assert counters.total_repeats <= 5 * KILLS  # each kill may cut one message to each of five
    figures = crowd.figures | {"kills": programme.kills, "repeats": counters.total_repeats}
    record_property("figures", figures)
    print(figures)


@ON_SQLITE
async def test_after_a_kill_the_embedded_database_is_served_at_once(stage: Stage) -> None:
    programme = await stage.running()
    lan = await stage.officer()
    await programme.kill()
    await lan.person.says("/baocao")
    await programme.start()
    await lan.hears(5)
