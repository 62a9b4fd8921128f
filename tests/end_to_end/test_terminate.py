"""SIGTERM in the middle of the work: an orderly end in time, and nothing lost or doubled."""

import asyncio
import time
from random import Random

import pytest

from tests.end_to_end.crowd import Crowd
from tests.end_to_end.stage import Stage

TIMES = 6


@pytest.mark.timeout(240)
async def test_it_ends_in_order_under_load(stage: Stage) -> None:
    await stage.double.settings(webhook_retry_scale=0.1)
    programme = await stage.running()
    crowd = Crowd(stage, together=5, patience=8.0)
    chance, longest = Random(15), 0.0
    for turn in range(TIMES):
        await asyncio.sleep(chance.uniform(0.5, 2))
        crowd.check()
        started = time.monotonic()
        assert await programme.stop(seconds=30) == 0
        longest = max(longest, time.monotonic() - started)
        await programme.start(TELEGRAM_MODE=("webhook", "polling")[turn % 2])
    assert longest < 15
    await crowd.closes()
    counters = await stage.double.counters()
    assert counters.total_repeats == 0
    assert not stage.kept.out_of_order()
    assert not programme.events("task cut off")
    print(crowd.figures, f"longest end: {longest:.1f} s")
