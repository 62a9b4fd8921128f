"""Methods one by one, as strict as Telegram."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand

from tests.telegram_double import Double, Person, SilenceError
from tests.telegram_double.keyboards import keys, raw


async def test_knows_itself_and_its_commands(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot) == (123456, True)
    commands = [BotCommand(command="baocao", description="Gửi báo cáo")]
    assert await bot.set_my_commands(commands, language_code="vi")
    kept = [(c.command, c.description) for c in await bot.get_my_commands(language_code="vi")]
    assert kept == [("baocao", "Gửi báo cáo")]
    assert await bot.get_my_commands() == []
    with pytest.raises(TelegramBadRequest, match="BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand(command="Báo", description="x")])


async def test_keyboards_are_checked(double: Double, bot: Bot, lan: Person) -> None:
    await bot.send_message(lan.id, "vừa", reply_markup=keys("x" * 64))
    for data in ("ạ" * 22, ""):
        told = await raw(
            double,
            "sendMessage",
            chat_id=lan.id,
            text="dài",
            reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": data}]]},
        )
        assert told["description"] == "Bad Request: BUTTON_DATA_INVALID"
    for button in ({"text": "x"}, {"text": " ", "callback_data": "x"}, {"text": "x", "url": "no"}):
        markup = {"inline_keyboard": [[button]]}
        told = await raw(double, "sendMessage", chat_id=lan.id, text="x", reply_markup=markup)
        assert told["error_code"] == 400


async def test_edit_needs_a_change(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, "một", reply_markup=keys("1"))
    place: Any = {"chat_id": lan.id, "message_id": sent.message_id}
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text(
            "<u></u>một", **place, parse_mode="HTML", reply_markup=keys("1")
        )
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(**place, reply_markup=keys("1"))
    await bot.edit_message_reply_markup(**place, reply_markup=keys("2"))
    await bot.edit_message_text("hai", **place)
    assert [(await lan.sees_edit()).callbacks for _ in range(2)] == [(("nút 0", "2"),), ()]
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(**place)
    await bot.delete_message(**place)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("ba", **place)
    assert await lan.transcript() == ""


async def test_late_answers_to_taps_are_refused(double: Double, bot: Bot, lan: Person) -> None:
    await bot.send_message(lan.id, "?", reply_markup=keys("1"))
    query = await lan.taps("nút 0")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.chat_instance
    assert await bot.answer_callback_query(query, text="được")
    assert await lan.sees_toast() == "được"
    await double.settings(callback_answer_seconds=0)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query(query)


async def test_silence_and_counters(double: Double, bot: Bot, lan: Person) -> None:
    await lan.hears_nothing(0.05)
    for _ in range(3):
        await bot.send_message(lan.id, "lặp")
    with pytest.raises(AssertionError, match="heard 'lặp'"):
        await lan.hears_nothing(0.05)
    await lan.forgets()
    with pytest.raises(SilenceError, match="Bot: lặp"):
        await lan.hears(0.05)
    counters = await double.counters(reset=True)
    assert (counters.sends, counters.repeats) == ({lan.id: 3}, {lan.id: 2})
    assert counters.requests == {"sendmessage": 3}
    assert (await double.counters()).total_sends == 0
