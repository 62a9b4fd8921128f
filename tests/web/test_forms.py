"""What is taken from the page, and what is refused: tokens, origins, doubles."""

from io import BytesIO

import pytest

from bot.channels.webchat.updates import WebChat
from handlers.messages import Tap, Text
from tests.web.guest import Guest
from tests.web.stage import Stage


@pytest.mark.parametrize("path", ["/chat/text", "/chat/tap", "/ra", "/demo/xa", "/moi"])
async def test_a_form_without_its_token_is_refused(guest: Guest, path: str) -> None:
    await guest.enters()
    known = dict(guest.stage.inbox.entries)
    for token in ("", "0" * 64, "không"):
        guest.token = token
        answer = await guest.posts(path, text="12", nonce="nonce-0001", message="1", index="0")
        assert answer.status == 403
        assert "Trang này đã cũ" in guest.html
    assert guest.stage.inbox.entries == known


async def test_another_browsers_token_is_refused(guest: Guest) -> None:
    other = Guest(guest.stage, guest.url)
    await other.enters("dia-ban")
    await guest.enters("xa")
    guest.token = other.token
    assert (await guest.says("12")).status == 403
    await other.close()


async def test_a_form_sent_from_another_site_is_refused(guest: Guest) -> None:
    await guest.enters()
    fields = {"text": "12", "nonce": "nonce-0001"}
    evil = {"Origin": "https://evil.example"}
    assert (await guest.posts("/chat/text", evil, **fields)).status == 403
    for origin in ("null", guest.url):
        assert (await guest.posts("/chat/text", {"Origin": origin}, **fields)).status == 303


async def test_behind_a_proxy_the_public_address_counts_and_cookies_are_secure(
    stage: Stage,
) -> None:
    stage.public_url = "https://soxanh.laichau.example"
    async with stage.running() as url:
        guest = Guest(stage, url)
        answer = await guest.client.get(url)
        assert answer.cookies["so_xanh_form"]["secure"]
        await guest.close()


async def test_a_double_submit_is_stored_once(stranger: Guest) -> None:
    account_id, _ = stranger.stage.person()
    await stranger.wears(stranger.stage.session(account_id))
    for _ in range(3):
        assert (await stranger.says("12", nonce="nonce-0001")).status == 200
    assert "nonce-0001" not in stranger.html  # a new one for the next message
    assert 'hx-swap-oob="true"' in stranger.html
    await stranger.says("12", nonce="nonce-0009")
    # The first try failed on its way back, the words were changed, and sent again.
    await stranger.says("13", nonce="nonce-0001")
    heard = [one.content for one in stranger.stage.inbox.heard()]
    assert heard == [Text("12"), Text("12"), Text("13")]


async def test_two_people_may_have_the_same_nonce(stranger: Guest) -> None:
    stage = stranger.stage
    for name, address in (("Một", "a"), ("Hai", "b")):
        account_id, _ = stage.person(name, address)
        await stranger.wears(stage.session(account_id))
        await stranger.says("12")
    assert [one.address for one in stage.inbox.heard()] == ["a", "b"]


async def test_a_tap_names_the_message_and_the_choice(stranger: Guest) -> None:
    account_id, _ = stranger.stage.person()
    await stranger.wears(stranger.stage.session(account_id))
    headers = {"HX-Request": "true"}
    fields = {"message": "17", "index": "2", "nonce": "nonce-0001"}
    for _ in range(2):
        assert (await stranger.posts("/chat/tap", headers, **fields)).status == 204
    (heard,) = stranger.stage.inbox.heard()
    assert (heard.content, heard.ref) == (Tap(17, 2), "17")


@pytest.mark.parametrize(
    "fields",
    [
        {"message": "x", "index": "0", "nonce": "nonce-0001"},
        {"message": "1", "index": "-1", "nonce": "nonce-0001"},
        {"message": "1", "index": "0", "nonce": "a b"},
        {"message": "1" * 30, "index": "0", "nonce": "nonce-0001"},
        {},
    ],
)
async def test_a_mangled_tap_is_a_polite_400(stranger: Guest, fields: dict[str, str]) -> None:
    account_id, _ = stranger.stage.person()
    await stranger.wears(stranger.stage.session(account_id))
    assert (await stranger.posts("/chat/tap", None, **fields)).status == 400
    assert "Không đọc được yêu cầu này" in stranger.html


async def test_words_are_cleaned_and_nothing_is_not_stored(stranger: Guest) -> None:
    account_id, _ = stranger.stage.person()
    await stranger.wears(stranger.stage.session(account_id))
    await stranger.says("  Mươ\u0300ng\u200b  Te\u0300 \r\n 12 ")
    assert (await stranger.says(" \u200b \n ", nonce="nonce-0002")).status == 200
    (heard,) = stranger.stage.inbox.heard()
    assert heard.content == Text("Mường Tè\n12")


async def test_too_long_a_message_is_refused_politely(stranger: Guest) -> None:
    account_id, _ = stranger.stage.person()
    await stranger.wears(stranger.stage.session(account_id))
    assert (await stranger.says("ộ" * 8001)).status == 413
    assert "Nội dung quá lớn" in stranger.html
    assert (await stranger.says("ộ" * 110_000)).status == 413
    huge = BytesIO(b"text=" + b"x" * 2_000_000)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    async with stranger.client.post(stranger.url + "/ra", data=huge, headers=form) as answer:
        assert answer.status == 413
    assert stranger.stage.inbox.entries == {}


async def test_without_scripts_a_form_leads_back_to_the_chat(guest: Guest) -> None:
    await guest.enters()
    answer = await guest.posts("/chat/text", text="hôm qua", nonce="nonce-0001")
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    await guest.opens("/")
    assert "Có bao nhiêu lượt người" in guest.html


async def test_the_channel_can_do_what_a_page_can(quiet: Stage) -> None:
    can = WebChat(quiet.data_dir).capabilities
    assert (can.pushes, can.buttons, can.edits) == (False, True, True)
