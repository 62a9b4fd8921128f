"""Telegram refuses, falters, hangs, loses: the talk goes on, with at most one repeat."""

import asyncio

import pytest

from storage.models import AccountState
from tests.end_to_end import words
from tests.end_to_end.officer import Officer
from tests.end_to_end.stage import Stage
from tests.end_to_end.waiting import until
from tests.telegram_double.faults import FaultKind


async def test_after_a_429_all_wait_and_all_is_sent(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await stage.double.counters(reset=True)
    await stage.double.fault("429", "sendMessage", retry_after=2)
    started = asyncio.get_running_loop().time()
    await lan.says("/baocao")
    assert asyncio.get_running_loop().time() - started >= 1.9
    counters = await stage.double.counters()
    assert counters.too_many == 1
    assert counters.total_repeats == 0


async def test_who_blocked_the_bot_is_left_alone_until_they_write(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await stage.double.fault("403", "sendMessage", chat_id=lan.id)
    await lan.person.says("/cuatoi")
    await until(lambda: stage.kept.state(lan.id) == AccountState.BLOCKED)
    await stage.settles()
    await lan.hears_nothing(1.5)
    assert (await stage.double.counters()).refused == 1
    assert words.NEW_REPORT in " ".join((await lan.says("/start")).buttons)
    assert stage.kept.state(lan.id) == AccountState.ACTIVE


async def test_blocking_and_coming_back_by_the_app(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await lan.person.blocks_bot()
    await until(lambda: stage.kept.state(lan.id) == AccountState.BLOCKED)
    await lan.person.starts()
    assert words.NEW_REPORT in " ".join((await lan.hears()).buttons)


@pytest.mark.parametrize("kind", ["500", "502", "reset", "lost", "hang"])
async def test_a_fault_of_sending_is_survived(stage: Stage, kind: FaultKind) -> None:
    await stage.running()
    lan = await stage.officer()
    await stage.settles()
    await stage.double.counters(reset=True)
    await stage.double.fault(kind, "sendMessage")
    if kind == "hang":
        asyncio.get_running_loop().call_later(1, lambda: asyncio.ensure_future(stage.double.heal()))
    await lan.says("/baocao")
    await stage.settles()
    lan.news()
    counters = await stage.double.counters()
    assert counters.struck[kind] == 1
    assert counters.total_repeats <= (1 if kind == "lost" else 0)
    assert counters.sends[lan.id] == (2 if kind == "lost" else 1)


@pytest.mark.parametrize("kind", ["500", "502", "429", "hang", "reset", "lost"])
async def test_a_fault_of_polling_loses_and_doubles_nothing(stage: Stage, kind: FaultKind) -> None:
    await stage.running()
    lan = await stage.officer()
    await stage.double.counters(reset=True)
    await stage.double.fault(kind, "getUpdates")
    if kind == "hang":
        asyncio.get_running_loop().call_later(1, lambda: asyncio.ensure_future(stage.double.heal()))
    await lan.says("/cuatoi")  # ends the poll that is open: the next one is struck
    await lan.says("/baocao")
    await stage.settles()
    counters = await stage.double.counters()
    assert counters.struck[kind] == 1
    assert (counters.sends[lan.id], counters.total_repeats) == (2, 0)


async def test_one_request_in_eight_goes_wrong_and_the_report_arrives(stage: Stage) -> None:
    await stage.running()
    for kind in ("500", "502", "reset", "lost"):
        await stage.double.fault(kind, "*", count=None, probability=0.03)
    officer = Officer(await stage.stranger(), stage.invite(), 1, patience=10.0)
    await officer.reports()
    await stage.double.heal()
    (report,) = stage.kept.reports(officer.talker.id)
    assert not set(officer.accepted) - set(report.shown.values())
