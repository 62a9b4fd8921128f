"""What people do arrives as Telegram would send it."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramUnauthorizedError

from tests.telegram_double import Double, ImpossibleError, Person
from tests.telegram_double.keyboards import keys


async def test_strangers_blockers_and_wrong_tokens(double: Double, bot: Bot, lan: Person) -> None:
    stranger = await double.person("Người lạ")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(stranger.id, "chào")
    await lan.blocks_bot()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(lan.id, "chào")
    with pytest.raises(ImpossibleError, match="blocked"):
        await lan.says("alo")
    await lan.unblocks_bot()
    await lan.blocks_bot()
    await lan.starts()
    changes = [update.my_chat_member for update in await bot.get_updates()]
    statuses = [c.new_chat_member.status if c else "message" for c in changes]
    assert statuses == ["kicked", "member", "kicked", "member", "message"]
    async with Bot("123456:WRONG", session=bot.session) as wrong:
        with pytest.raises(TelegramUnauthorizedError):
            await wrong.get_me()


async def test_people_send_all_kinds(bot: Bot, lan: Person) -> None:
    await lan.says("/baocao 12")
    await lan.edits("/baocao 12", "13")
    await lan.sends_sticker()
    await lan.sends_voice()
    await lan.sends_location(10.8, 106.7)
    await lan.sends_document("số;1".encode(), "bảng.csv", "text/csv", caption="bảng")
    told = [update.message or update.edited_message for update in await bot.get_updates()]
    assert [message.content_type for message in told if message] == [
        *["text", "text", "sticker", "voice", "location", "document"]
    ]
    first, edited, *_, last = told
    assert first is not None
    assert first.entities is not None
    assert (first.entities[0].type, first.chat.type) == ("bot_command", "private")
    assert first.from_user is not None
    assert first.from_user.language_code == "vi"
    assert edited is not None
    assert (edited.message_id, edited.text) == (first.message_id, "13")
    assert last is not None
    assert last.document is not None
    found = await bot.download(last.document)
    assert found is not None
    assert (found.read(), last.document.file_name) == ("số;1".encode(), "bảng.csv")


async def test_one_person_taps_anothers_message(double: Double, bot: Bot, lan: Person) -> None:
    other = await double.person("Bình")
    old = await bot.send_message(lan.id, "cũ", reply_markup=keys("cũ"))
    await bot.send_message(lan.id, "mới", reply_markup=keys("mới"))
    await other.taps("nút 0", of=lan)
    await lan.taps("nút 0", message=old.message_id)
    first, second = [update.callback_query for update in await bot.get_updates()]
    assert first is not None
    assert second is not None
    assert (first.from_user.id, first.data) == (other.id, "mới")
    assert (second.from_user.id, second.data) == (lan.id, "cũ")
