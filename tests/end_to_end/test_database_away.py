"""The database goes away in the middle of conversations: nothing is lost, nobody falls out."""

import asyncio
import sqlite3
from pathlib import Path
from random import Random

import pytest

from tests.databases import Prints
from tests.end_to_end.crowd import Crowd
from tests.end_to_end.launching import Nursery
from tests.end_to_end.stage import ON_SQLITE, Stage
from tests.postgres import running_server, why_missing
from tests.telegram_double import Double

CRASHES = 3
LOCKED_SECONDS = 8.0


@pytest.mark.postgres
@pytest.mark.timeout(240)
async def test_postgresql_crashes_three_times(tmp_path: Path, warm: Nursery) -> None:
    if reason := why_missing():
        pytest.skip(reason)
    with running_server(fsync=True) as server, Prints(tmp_path, server).copy() as url:
        async with Double() as double:
            stage = Stage(url, tmp_path, double, warm)
            programme = await stage.running()
            crowd = Crowd(stage, together=4)
            chance = Random(3)
            try:
                for _ in range(CRASHES):
                    await asyncio.sleep(chance.uniform(1.5, 3))
                    crowd.check()
                    await asyncio.to_thread(server.stop, "immediate")
                    await programme.until_not_ready(15)
                    await asyncio.sleep(1)
                    await asyncio.to_thread(server.start)
                    await programme.until_ready(30)
                await asyncio.sleep(1)
                assert programme.alive
                await crowd.closes()
                print(crowd.figures)
            finally:
                await stage.close()


@ON_SQLITE
@pytest.mark.timeout(240)
async def test_sqlite_is_locked_by_somebody_else(stage: Stage) -> None:
    programme = await stage.running()
    crowd = Crowd(stage, together=4)
    for _ in range(2):
        await asyncio.sleep(2)
        crowd.check()
        other = sqlite3.connect(stage.url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("PRAGMA busy_timeout = 5000")
        other.execute("BEGIN EXCLUSIVE")
        await asyncio.sleep(LOCKED_SECONDS)
        other.execute("ROLLBACK")
        other.close()
    await asyncio.sleep(1)
    assert programme.alive
    await crowd.closes()
    print(crowd.figures)
