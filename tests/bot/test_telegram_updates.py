"""What people do in Telegram, as the conversation hears it."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiogram import Bot

from bot.channels.base import FetchLaterError, FileHandle
from bot.channels.telegram import api
from bot.channels.telegram.reader import GetRawUpdates
from bot.channels.telegram.updates import Translator
from handlers.messages import Contact, Incoming, Location, Tap, Text, Unreadable, Unusable
from tests.bot.office import closed
from tests.telegram_double import TOKEN, Double, Person
from tests.telegram_double.faults import FaultKind
from tests.telegram_double.pictures import picture

LIMIT = 1_000_000


@dataclass
class Ear:
    """Reads what the double's people do, raw, and translates it."""

    double: Double
    bot: Bot
    translator: Translator
    offset: int = 0

    async def payload(self) -> str:
        async with asyncio.timeout(5):
            updates = await self.bot(GetRawUpdates(offset=self.offset, limit=1, timeout=2))
        self.offset = updates[0]["update_id"] + 1
        return json.dumps(updates[0])

    async def hears(self) -> Incoming:
        (incoming,) = self.translator.read(await self.payload())
        return incoming


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    async with Double() as double:
        bot = api.connect(TOKEN, double.base_url)
        yield Ear(double, bot, Translator(bot))
        await closed(bot)


@pytest.fixture
async def lan(ear: Ear) -> Person:
    return await ear.double.person("Lan", known=True)


async def test_words(ear: Ear, lan: Person) -> None:
    number = await lan.says("  12\u200b người ")
    assert await ear.hears() == Incoming("telegram", str(lan.id), Text("12 người"), ref=str(number))
    await lan.starts("ma-so_7")
    assert (await ear.hears()).content == Text("/start ma-so_7")


async def test_an_edit_says_so(ear: Ear, lan: Person) -> None:
    number = await lan.says("12")
    await ear.hears()
    await lan.edits("12", "21")
    edited = await ear.hears()
    assert (edited.content, edited.edited, edited.ref) == (Text("21"), True, str(number))


@pytest.mark.parametrize(
    ("data", "tap"),
    [
        ("77:3", Tap(77, 3)),
        ("77:", Tap(-1, -1)),
        ("-1:2", Tap(-1, -1)),
        ("٣:1", Tap(-1, -1)),
        ("approve:report:9", Tap(-1, -1)),
        ("9" * 40 + ":1", Tap(-1, -1)),
    ],
)
async def test_taps(ear: Ear, lan: Person, data: str, tap: Tap) -> None:
    button = {"inline_keyboard": [[{"text": "Có", "callback_data": "77:3"}]]}
    sent = await ear.bot.send_message(lan.id, "Có?", reply_markup=_markup(button))
    await lan.forges(data)
    incoming = await ear.hears()
    assert (incoming.content, incoming.ref) == (tap, str(sent.message_id))
    assert incoming.address == str(lan.id)


def _markup(raw: dict[str, Any]) -> Any:
    from aiogram.types import InlineKeyboardMarkup  # noqa: PLC0415

    return InlineKeyboardMarkup.model_validate(raw)


async def test_contacts_are_own_only_if_telegram_says_so(ear: Ear, lan: Person) -> None:
    await lan.sends_contact("+84901234567")
    assert (await ear.hears()).content == Contact("+84901234567", own=True)
    await lan.sends_contact("+84907654321", own=False, user_id=7)
    assert (await ear.hears()).content == Contact("+84907654321", own=False)
    await lan.sends_contact("+84907654321", own=False)
    assert (await ear.hears()).content == Contact("+84907654321", own=False)


async def test_what_is_no_answer(ear: Ear, lan: Person) -> None:
    await lan.sends_sticker()
    assert (await ear.hears()).content == Unreadable(Unusable.STICKER)
    await lan.sends_voice()
    assert (await ear.hears()).content == Unreadable(Unusable.VOICE)


async def test_a_shared_place(ear: Ear, lan: Person) -> None:
    await lan.sends_location(22.4, 103.4)
    assert (await ear.hears()).content == Location(22.4, 103.4)


async def test_a_place_shared_live_is_taken_once(ear: Ear, lan: Person) -> None:
    await lan.sends_location(22.4, 103.4)
    update = json.loads(await ear.payload())
    moved = {"update_id": update["update_id"] + 1, "edited_message": update["message"]}
    moved["edited_message"] |= {"edit_date": update["message"]["date"]}
    assert ear.translator.read(json.dumps(moved)) == ()


async def test_documents_are_fetched_under_their_name(ear: Ear, lan: Person) -> None:
    await lan.sends_document(b"%PDF-1.7", "kế hoạch.pdf", "application/pdf")
    payload = await ear.payload()
    (incoming,) = ear.translator.read(payload)
    assert incoming.content == Unreadable(Unusable.LOST)  # until it is fetched
    handle = ear.translator.file_of(payload)
    assert handle is not None
    assert (handle.name, handle.claims_image) == ("kế hoạch.pdf", False)
    assert await ear.translator.fetch(handle, LIMIT) == b"%PDF-1.7"


async def test_a_moving_picture_is_no_document(ear: Ear, lan: Person) -> None:
    await lan.sends_document(b"GIF89a", "a.gif", "video/mp4")
    update = json.loads(await ear.payload())
    document = update["message"]["document"]
    update["message"]["animation"] = document | {"width": 1, "height": 1, "duration": 1}
    (incoming,) = ear.translator.read(json.dumps(update))
    assert incoming.content == Unreadable(Unusable.VIDEO)
    assert ear.translator.file_of(json.dumps(update)) is None


@pytest.mark.parametrize("as_document", [False, True])
async def test_photos_are_fetched(ear: Ear, lan: Person, as_document: bool) -> None:
    if as_document:
        await lan.sends_document(picture(), "a.png", "image/png")
    else:
        await lan.sends_photo(picture())  # Telegram makes a JPEG of it
    payload = await ear.payload()
    (incoming,) = ear.translator.read(payload)
    assert incoming.content == Unreadable(Unusable.LOST)  # until it is fetched
    handle = ear.translator.file_of(payload)
    assert handle is not None
    assert handle.claims_image
    content = await ear.translator.fetch(handle, LIMIT)
    assert isinstance(content, bytes)
    assert len(content) == handle.size
    assert content == picture() or not as_document
    assert await ear.translator.fetch(handle, 10) is Unusable.TOO_LARGE
    unsaid = FileHandle(handle.handle, None, claims_image=True)
    assert await ear.translator.fetch(unsaid, 10) is Unusable.TOO_LARGE
    gone = FileHandle("no-such-file", None, claims_image=True)
    assert await ear.translator.fetch(gone, LIMIT) is Unusable.LOST


async def test_words_speak_of_no_file(ear: Ear, lan: Person) -> None:
    await lan.says("12")
    payload = await ear.payload()
    assert ear.translator.file_of(payload) is None
    assert ear.translator.membership(payload) is None


FAULTS: list[tuple[FaultKind, str]] = [
    ("502", "getFile"),
    ("429", "getFile"),
    ("reset", "getFile"),
    ("502", "download"),
    ("reset", "download"),
    ("401", "getFile"),
]


@pytest.mark.parametrize(("kind", "method"), FAULTS)
async def test_a_passing_failure_is_told_apart(
    ear: Ear, lan: Person, kind: FaultKind, method: str
) -> None:
    await lan.sends_photo(picture())
    handle = ear.translator.file_of(await ear.payload())
    assert handle is not None
    # aiohttp itself asks once more for a download that was cut.
    count = 2 if (kind, method) == ("reset", "download") else 1
    await ear.double.fault(kind, method, retry_after=7, count=count)
    with pytest.raises(FetchLaterError) as caught:
        await ear.translator.fetch(handle, LIMIT)
    assert TOKEN not in repr(caught.value)
    assert caught.value.after.total_seconds() == (7 if kind == "429" else 2)
    assert isinstance(await ear.translator.fetch(handle, LIMIT), bytes)


async def test_blocking_and_unblocking(ear: Ear, lan: Person) -> None:
    await lan.blocks_bot()
    payload = await ear.payload()
    assert ear.translator.membership(payload) == (str(lan.id), False)
    assert ear.translator.read(payload) == ()
    await lan.unblocks_bot()
    assert ear.translator.membership(await ear.payload()) == (str(lan.id), True)


async def test_groups_are_read_as_nothing(ear: Ear, lan: Person) -> None:
    await lan.says("12")
    update = json.loads(await ear.payload())
    update["message"]["chat"] = {"id": -5, "type": "group", "title": "Sở"}
    assert ear.translator.read(json.dumps(update)) == ()
    update["message"] |= {
        "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    }
    assert ear.translator.file_of(json.dumps(update)) is None


async def test_what_is_no_update_is_not_dropped(ear: Ear) -> None:
    with pytest.raises(ValueError, match="update_id"):
        ear.translator.read("{}")
