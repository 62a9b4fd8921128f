"""Both client libraries hold the same conversations over polling."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from tests.telegram_double import Double, ImpossibleError, Person
from tests.telegram_double.client import Controls
from tests.telegram_double.example_aiogram import polling_aiogram
from tests.telegram_double.example_ptb import polling_ptb
from tests.telegram_double.pictures import picture

Polling = Callable[[Controls], AbstractAsyncContextManager[None]]


@pytest.fixture(params=[polling_aiogram, polling_ptb], ids=["aiogram", "ptb"])
async def lan(request: pytest.FixtureRequest) -> AsyncIterator[Person]:
    polling: Polling = request.param
    async with Double() as double, polling(double):
        yield await double.person("Lan")


async def test_text_comes_back_and_deep_link_is_understood(lan: Person) -> None:
    assert (await lan.asks("12 con gà 🐔")).text == "12 con gà 🐔"
    await lan.starts("ma-so_7")
    greeting = await lan.hears()
    assert greeting.text == "Chào ma-so_7"
    assert greeting.raw["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert greeting.buttons == ("Đúng", "Sai", "Trang web")
    assert greeting.links == (("Trang web", "https://example.vn/a"),)


async def test_tap_edits_the_message(lan: Person) -> None:
    await lan.starts()
    greeting = await lan.hears()
    await lan.taps("Sai")
    assert await lan.sees_toast() == "nhận rồi"
    edited = await lan.sees_edit()
    assert (edited.message_id, edited.text) == (greeting.message_id, f"chọn Sai {lan.id}")
    assert edited.buttons == ()
    with pytest.raises(ImpossibleError, match="no button 'Sai'"):
        await lan.taps("Sai")


async def test_forged_data_arrives_as_forged(lan: Person) -> None:
    await lan.starts()
    await lan.hears()
    await lan.forges("report:1:approve")
    assert (await lan.sees_edit()).text == f"chọn report:1:approve {lan.id}"


async def test_reply_keyboard_and_contact(lan: Person) -> None:
    question = await lan.asks("phone")
    assert question.keyboard == (("Gửi số",), ("x",))
    assert question.asks_contact
    await lan.presses("x")
    assert (await lan.hears()).text == "x"
    await lan.sends_contact("+84901234567")
    answer = await lan.hears()
    assert (answer.text, answer.removes_keyboard) == ("+84901234567 own", True)
    assert await lan.keyboard() is None
    await lan.sends_contact("+84907654321", own=False, user_id=7)
    assert (await lan.hears()).text == "+84907654321 other"


async def test_photos_in(lan: Person) -> None:
    await lan.sends_photo(picture())
    size, unit, album = (await lan.hears()).text.split()
    assert int(size) > 300
    assert (unit, album) == ("bytes", "None")
    await lan.sends_album([picture("red"), picture("blue")], caption="hai ảnh")
    albums = {(await lan.hears()).text.split()[-1] for _ in range(2)}
    assert len(albums) == 1
    assert albums != {"None"}


async def test_photo_album_and_document_out(lan: Person) -> None:
    photo = await lan.asks("photo")
    assert photo.text == "ảnh"
    assert (await lan.fetches(photo)).startswith(b"\xff\xd8")
    document = await lan.asks("document")
    assert document.document is not None
    assert document.document.name == "báo cáo.csv"
    assert await lan.fetches(document) == b"a;b"
    first, second = await lan.asks("album"), await lan.hears()
    assert first.album == second.album is not None
    assert (await lan.transcript()).endswith("Lan: album\nBot: <photo>\nBot: <photo>")
