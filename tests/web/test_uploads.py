"""Photos: into the spool, out of it again, and what is too large."""

import os
import time
from pathlib import Path

from bot.channels.base import FileHandle
from bot.channels.webchat import spool
from bot.channels.webchat.updates import WebChat
from handlers.messages import Photo, Unreadable, Unusable
from tests.web.guest import Guest


async def _in(stranger: Guest) -> WebChat:
    account_id, _ = stranger.stage.person()
    await stranger.wears(stranger.stage.session(account_id))
    return WebChat(stranger.stage.data_dir)


def _payloads(guest: Guest) -> list[str]:
    return [raw.payload for raw in guest.stage.inbox.entries.values()]


async def test_photos_are_spooled_one_entry_each_and_fetched(stranger: Guest) -> None:
    chat = await _in(stranger)
    one, two = os.urandom(300_000), os.urandom(10)
    assert (await stranger.sends_photos(one, two)).status == 200
    handles = [chat.file_of(payload) for payload in _payloads(stranger)]
    assert [h.size for h in handles if h] == [300_000, 10]
    assert [heard.content for heard in stranger.stage.inbox.heard()] == [
        Photo("", "", 300_000),
        Photo("", "", 10),
    ]
    assert handles[0] is not None
    assert handles[1] is not None
    assert await chat.fetch(handles[0], 1_000_000) == one
    assert await chat.fetch(handles[1], 5) is Unusable.TOO_LARGE
    spool.drop(stranger.stage.data_dir, handles[0].handle)
    assert await chat.fetch(handles[0], 1_000_000) is Unusable.LOST


async def test_the_same_form_twice_is_one_photo(stranger: Guest) -> None:
    await _in(stranger)
    await stranger.sends_photos(b"x")
    await stranger.sends_photos(b"x")
    assert len(stranger.stage.inbox.entries) == 1


async def test_what_only_says_it_is_a_photo_is_taken_for_the_conversation_to_judge(
    stranger: Guest,
) -> None:
    chat = await _in(stranger)
    await stranger.sends_photos(b"MZ not an image", media_type="image/png")
    await stranger.sends_photos(b"%PDF", media_type="application/pdf", nonce="nonce-0003")
    handles = [chat.file_of(payload) for payload in _payloads(stranger)]
    assert [h.claims_image for h in handles if h] == [True, False]


async def test_a_document_is_fetched_under_its_name(stranger: Guest) -> None:
    chat = await _in(stranger)
    name = "Kế hoạch 125.pdf"
    await stranger.sends_photos(b"%PDF-1.7", media_type="application/pdf", name=name)
    (payload,) = _payloads(stranger)
    handle = chat.file_of(payload)
    assert handle is not None
    assert (handle.name, handle.claims_image) == (name, False)
    assert await chat.fetch(handle, 100) == b"%PDF-1.7"


async def test_too_large_a_document_says_so(stranger: Guest) -> None:
    await _in(stranger)
    large = b"\0" * (spool.MOST + 1)
    await stranger.sends_photos(large, media_type="application/pdf", name="a.pdf")
    heard = [one.content for one in stranger.stage.inbox.heard()]
    assert heard == [Unreadable(Unusable.FILE_TOO_LARGE)]


async def test_too_large_a_photo_is_an_entry_that_says_so_and_leaves_no_file(
    stranger: Guest,
) -> None:
    chat = await _in(stranger)
    large = b"\0" * (spool.MOST + 1)
    assert (await stranger.sends_photos(large, b"small")).status == 200
    heard = [one.content for one in stranger.stage.inbox.heard()]
    assert heard == [Unreadable(Unusable.TOO_LARGE), Photo("", "", 5)]
    assert chat.file_of(_payloads(stranger)[0]) is None
    assert len(list((stranger.stage.data_dir / "incoming").iterdir())) == 1


async def test_of_more_than_five_the_first_five_are_taken(stranger: Guest) -> None:
    await _in(stranger)
    assert (await stranger.sends_photos(*[b"x"] * 7)).status == 200
    assert "đã gửi 5 tệp đầu" in stranger.html
    assert len(stranger.stage.inbox.entries) == 5


async def test_no_file_is_written_without_the_forms_token(stranger: Guest) -> None:
    await _in(stranger)
    stranger.token = "0" * 64
    assert (await stranger.sends_photos(b"x")).status == 403
    await stranger.client.post(stranger.url + "/chat/photo", data=b"x")
    assert stranger.stage.inbox.entries == {}
    assert list((stranger.stage.data_dir / "incoming").iterdir()) == []


async def test_only_names_of_the_spool_are_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    chat = WebChat(tmp_path)
    for name in ("../secret", "/etc/passwd", ""):
        assert await chat.fetch(FileHandle(name, 1, claims_image=True), 10) is Unusable.LOST


def test_what_nobody_fetched_is_swept(tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    for name, days in (("old", 4), ("new", 1)):
        (folder / name).write_text("x")
        at = time.time() - days * 86400
        os.utime(folder / name, (at, at))
    spool.sweep(tmp_path)
    assert [path.name for path in folder.iterdir()] == ["new"]
