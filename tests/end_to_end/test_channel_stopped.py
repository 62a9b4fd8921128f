"""Telegram refuses the bot or is not there: said plainly, and the web chat goes on."""

import asyncio

import aiohttp
import pytest

from tests.end_to_end.stage import Stage
from tests.telegram_double import Double
from tests.telegram_double.faults import FaultKind


async def page(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize(("kind", "why"), [("401", "token"), ("409", "another program")])
async def test_a_refused_bot_is_stopped_and_the_web_chat_answers(
    stage: Stage, kind: FaultKind, why: str
) -> None:
    stage.troubles.add("channel stopped")
    programme = await stage.running()
    await stage.officer()
    await stage.double.fault(kind, "getUpdates" if kind == "409" else "*", count=None)
    await (await stage.double.person("Hoa")).says("x")  # ends the poll that is open
    checks = await programme.until_not_ready(40)
    assert why in checks["telegram"]
    assert any(why in one["why"] for one in programme.events("channel stopped"))
    status, text = await page(programme.url)
    assert status == 200
    assert "Sổ Xanh" in text
    assert programme.alive


async def test_a_refused_token_at_the_start_leaves_the_web_chat(stage: Stage) -> None:
    stage.troubles.add("channel stopped")
    programme = stage.programme(TELEGRAM_TOKEN="123456:ANOTHER-token-than-the-doubles-0123456789")
    stage.secrets.add("ANOTHER-token-than-the-doubles-0123456789")
    programme.begin()
    await programme.until_up()
    assert "token" in (await programme.until_not_ready())["telegram"]
    assert (await page(programme.url))[0] == 200


async def test_it_starts_without_telegram_and_comes_up_with_it(stage: Stage) -> None:
    port = stage.double.port
    token, base = stage.double.token, stage.double.base_url
    await stage.double.__aexit__()
    programme = stage.programme()
    programme.begin()
    await programme.until_up()
    assert (await page(programme.url))[0] == 200
    await asyncio.sleep(1.5)
    async with Double(port=port, token=token) as again:
        assert again.base_url == base
        stage.double = again
        lan = await stage.officer()
        assert lan.screen.buttons
        await programme.until_ready()
        await stage.settles()
