"""getUpdates: long poll, confirmation, conflicts."""

import asyncio
import time

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from tests.telegram_double import Double, Person
from tests.telegram_double.example_aiogram import aiogram_bot


async def test_long_poll_waits_confirms_and_limits(bot: Bot, lan: Person) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await lan.says("một")
    (first,) = await asyncio.wait_for(waiting, 1)
    assert [u.update_id for u in await bot.get_updates()] == [first.update_id]
    for text in ("hai", "ba"):
        await lan.says(text)
    (second,) = await bot.get_updates(offset=first.update_id + 1, limit=1)
    assert second.message is not None
    assert second.message.text == "hai"
    assert len(await bot.get_updates()) == 2
    assert len(await bot.get_updates(offset=-1)) == 1
    assert await bot.get_updates(offset=second.update_id + 2) == []
    started = time.monotonic()
    assert await bot.get_updates(timeout=1) == []
    assert time.monotonic() - started > 0.9


async def test_allowed_updates_are_remembered(bot: Bot, lan: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await lan.says("không ai nghe")
    assert await bot.get_updates() == []
    await bot.get_updates(allowed_updates=[])
    await lan.says("nghe")
    assert len(await bot.get_updates()) == 1


async def test_first_poller_loses_to_the_second(double: Double, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await double.until(lambda counters: counters.requests)
    async with aiogram_bot(double) as rival:
        second = asyncio.create_task(rival.get_updates(timeout=5))
        with pytest.raises(TelegramConflictError, match="terminated by other getUpdates"):
            await first
        assert not second.done()
        await bot.set_webhook("http://127.0.0.1:1/hook")
        with pytest.raises(TelegramConflictError, match="terminated by setWebhook"):
            await second
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_taps_are_not_kept_for_long(double: Double, bot: Bot, lan: Person) -> None:
    await bot.send_message(lan.id, "?")
    await double.settings(callback_keep_seconds=0)
    await lan.forges("x")
    await lan.says("còn")
    await asyncio.sleep(0.01)
    (left,) = await bot.get_updates()
    assert left.message is not None
