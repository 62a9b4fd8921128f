"""As an administrator starts it: `python -m bot`, cold, with its codes made on the command line."""

import asyncio
import re
import subprocess
import sys
import time

import aiohttp
import pytest

from tests.end_to_end.launching import ROOT, environment, launch
from tests.end_to_end.officer import Officer
from tests.end_to_end.stage import ON_SQLITE, Stage


@ON_SQLITE
@pytest.mark.timeout(180)
async def test_from_the_command_line_to_the_receipt(stage: Stage) -> None:
    programme = stage.programme(launch=launch)
    await programme.start()
    await stage.double.until(lambda seen: seen.requests.get("getupdates"))
    made = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot", "invite", "--unit", "03445", "--role", "reporter"],
        cwd=ROOT,
        env=environment(DATABASE_URL=stage.url, DATA_DIR=str(stage.folder / "data")),
        capture_output=True,
        text=True,
        check=True,
    )
    link = re.search(r"https://t\.me/so_xanh_test_bot\?start=(\w{10})", made.stdout)
    assert link is not None
    officer = Officer(await stage.stranger(), link[1], 1)
    await officer.reports()
    assert len(stage.kept.reports(officer.talker.id)) == 1
    started = time.monotonic()
    assert await programme.stop() == 0
    assert time.monotonic() - started < 15


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_even_at_debug_the_log_says_nothing_it_should_not(stage: Stage, mode: str) -> None:
    programme = await stage.running(mode, LOG_LEVEL="DEBUG")
    officer = Officer(await stage.stranger(), stage.invite(), 1)
    stage.secrets |= {"bản Nà Hừ", "Hội nghị"}
    await officer.reports()
    await stage.double.fault("500", "sendMessage")
    await stage.double.fault("reset", "getUpdates")
    await officer.talker.says("/cuatoi")
    await officer.talker.says(f"/start {stage.invite()}")
    async with aiohttp.ClientSession() as session:
        await session.get(f"{programme.url}/moi/{stage.invite()}")
        await session.get(f"{programme.url}/moi/0123456789")
    await stage.settles()
    assert await programme.stop() == 0
    assert programme.events("channel ready")
