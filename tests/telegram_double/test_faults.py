"""Every fault reaches both client libraries as Telegram's would."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from telegram import Bot as PtbBot
from telegram import error as ptb

from tests.telegram_double import Double, Person
from tests.telegram_double.example_aiogram import aiogram_bot
from tests.telegram_double.faults import FaultKind

Send = Callable[[int, str], Awaitable[Any]]
Expected = type[Exception]


@pytest.fixture(params=["aiogram", "ptb"])
async def client(
    request: pytest.FixtureRequest, double: Double, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[str, Send]]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else reading RetryAfter.retry_after warns
    if request.param == "aiogram":
        async with aiogram_bot(double) as bot:
            yield "aiogram", lambda chat, text: bot.send_message(chat, text, request_timeout=1)
        return
    async with PtbBot(double.token, base_url=f"{double.base_url}/bot") as other:
        yield "ptb", lambda chat, text: other.send_message(chat, text, read_timeout=0.5)


KINDS: list[tuple[FaultKind, Expected, Expected, int]] = [
    ("429", TelegramRetryAfter, ptb.RetryAfter, 0),
    ("403", TelegramForbiddenError, ptb.Forbidden, 0),
    ("401", TelegramUnauthorizedError, ptb.InvalidToken, 0),
    ("409", TelegramConflictError, ptb.Conflict, 0),
    ("500", ClientDecodeError, ptb.NetworkError, 0),
    ("502", ClientDecodeError, ptb.NetworkError, 0),
    ("hang", TelegramNetworkError, ptb.TimedOut, 0),
    ("reset", TelegramNetworkError, ptb.NetworkError, 0),
    ("lost", TelegramNetworkError, ptb.NetworkError, 1),
]


@pytest.mark.parametrize(("kind", "aiogram_error", "ptb_error", "arrived"), KINDS)
async def test_fault_strikes_once(
    double: Double,
    lan: Person,
    client: tuple[str, Send],
    kind: FaultKind,
    aiogram_error: Expected,
    ptb_error: Expected,
    arrived: int,
) -> None:
    name, send = client
    await double.fault(kind, "sendMessage", retry_after=7)
    with pytest.raises(aiogram_error if name == "aiogram" else ptb_error) as caught:
        await send(lan.id, "thử")
    if kind == "429":
        assert caught.value.retry_after in {7, timedelta(seconds=7)}  # type: ignore[attr-defined]
    assert (await double.counters()).total_sends == arrived
    await send(lan.id, "lại")
    counters = await double.counters()
    assert counters.total_sends == arrived + 1
    assert counters.too_many == (kind == "429")
    assert counters.struck == {kind: 1}


async def test_slow_and_chat_and_healing(
    double: Double, lan: Person, client: tuple[str, Send]
) -> None:
    _, send = client
    other = await double.person("Bình", known=True)
    slow = await double.fault("slow", latency_ms=300, count=None)
    await double.fault("403", "sendMessage", chat_id=other.id, count=None)
    started = time.monotonic()
    await send(lan.id, "chậm")
    assert time.monotonic() - started > 0.3
    await double.heal(slow)
    started = time.monotonic()
    await send(lan.id, "nhanh")
    assert time.monotonic() - started < 0.3
    with pytest.raises((TelegramForbiddenError, ptb.Forbidden)):
        await send(other.id, "chặn")
    await double.heal()
    await send(other.id, "thông")


async def test_healing_lets_hanging_requests_go(
    double: Double, lan: Person, client: tuple[str, Send]
) -> None:
    _, send = client
    await double.fault("hang", count=None)
    sending = asyncio.ensure_future(send(lan.id, "treo"))
    await double.until(lambda counters: counters.struck)
    await double.heal()
    with pytest.raises((TelegramNetworkError, ptb.NetworkError)):
        await sending


async def test_probability_is_repeatable(double: Double, lan: Person) -> None:
    await double.fault("429", "sendMessage", count=None, probability=0.3)
    async with aiogram_bot(double) as bot:
        sent = await asyncio.gather(
            *(bot.send_message(lan.id, str(i)) for i in range(100)), return_exceptions=True
        )
    failed = sum(isinstance(one, TelegramRetryAfter) for one in sent)
    assert 15 < failed < 45
    assert (await double.counters()).too_many == failed


async def test_duplicates(double: Double, lan: Person) -> None:
    await double.fault("duplicates", count=1)
    for text in ("một", "hai"):
        await lan.says(text)
    async with aiogram_bot(double) as bot:
        texts = [u.message.text for u in await bot.get_updates() if u.message]
    assert texts == ["một", "một", "hai"]


async def test_flood_control(double: Double, lan: Person) -> None:
    people = [await double.person(f"Người {i}", known=True) for i in range(6)]
    await double.flood_control(overall=5, per_chat=1, seconds=0.8)
    async with aiogram_bot(double) as bot:
        for person in people[:4]:
            await bot.send_message(person.id, "x")
        with pytest.raises(TelegramRetryAfter):  # this chat has had its one
            await bot.send_message(people[0].id, "y")
        await bot.send_message(people[4].id, "x")
        with pytest.raises(TelegramRetryAfter):  # everybody together have had five
            await bot.send_message(people[5].id, "x")
        await asyncio.sleep(0.8)
        await bot.send_message(people[5].id, "x")
        await double.flood_control(False)
        await bot.send_message(people[5].id, "x")
    counters = await double.counters()
    assert (counters.too_many, counters.total_sends) == (2, 7)
