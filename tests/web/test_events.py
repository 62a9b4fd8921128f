"""The event stream: what was missed, what is new, who may listen, how it ends."""

import asyncio
import re
import time

from bot.channels.webchat import events
from handlers.messages import Choice, Lane, Stored
from storage import web_access
from tests.web.guest import Guest
from tests.web.stage import Stage


def _last(html: str) -> int:
    found = re.search(r"/chat/events\?after=(\d+)", html)
    assert found is not None
    return int(found[1])


async def test_what_was_missed_comes_first(guest: Guest) -> None:
    await guest.enters()
    seen = _last(guest.html)
    ids = [guest.stage.says("demo-xa", f"Tin {number}") for number in (1, 2, 3)]
    heard = await guest.hears(3, after=seen)
    assert [event.id for event in heard] == [str(one) for one in ids]
    assert "Tin 1" in heard[0].data
    (again,) = await guest.hears(1, after=seen, last=ids[1])
    assert "Tin 3" in again.data


async def test_own_words_come_through_the_stream_and_answers_at_once(guest: Guest) -> None:
    await guest.enters()
    listening = asyncio.create_task(guest.hears(2, after=_last(guest.html)))
    await asyncio.sleep(0.2)
    began = time.monotonic()
    await guest.says("hôm qua")
    own, answer = await listening
    assert time.monotonic() - began < 0.7  # the bell, not the second's poll
    assert 'class="bubble mine"' in own.data
    assert "Có bao nhiêu lượt người" in answer.data


async def test_what_another_process_wrote_is_found_without_a_bell(guest: Guest) -> None:
    await guest.enters()
    listening = asyncio.create_task(guest.hears(1, after=_last(guest.html)))
    await asyncio.sleep(0.2)
    guest.stage.says("demo-xa", "Từ tiến trình khác")
    (heard,) = await listening
    assert "Từ tiến trình khác" in heard.data


async def test_a_message_committed_late_with_a_smaller_id_is_not_missed() -> None:
    cursor = events.Cursor(floor=10)
    cursor._recent[12] = 0.0  # 11 was not there yet
    cursor.sent([], now=5.0)
    assert cursor.floor == 10
    cursor.sent([], now=11.0)
    assert cursor.floor == 12


async def test_nobody_hears_anothers_messages(guest: Guest) -> None:
    await guest.enters("xa")
    guest.stage.says("demo-dia-ban", "Không phải của anh/chị")
    mine = guest.stage.says("demo-xa", "Của anh/chị")
    assert [e.id for e in await guest.hears(1, after=mine - 2)] == [str(mine)]


async def test_who_is_not_in_is_told_so(guest: Guest) -> None:
    assert [event.name for event in await guest.hears(1)] == ["gone"]


async def test_a_revoked_session_hears_nothing_more(stranger: Guest) -> None:
    stage = stranger.stage
    account_id, person_id = stage.person()
    await stranger.wears(stage.session(account_id))
    listening = asyncio.create_task(stranger.hears(1))
    await asyncio.sleep(0.2)
    with stage.database.transaction() as session:
        web_access.revoke_all(session, person_id, stage.clock())
    stage.says("pao", "Bí mật")
    assert [event.name for event in await listening] == ["gone"]


async def test_an_update_takes_the_place_of_the_first_message(guest: Guest) -> None:
    await guest.enters()
    seen, stage = _last(guest.html), guest.stage
    first = stage.says("demo-xa", "Chọn", choices=(Choice("a", "Một"),))
    second = stage.says("demo-xa", "Chọn rồi", choices=(Choice("a", "Một"),), replaces=first)
    third = stage.says("demo-xa", "Chọn nữa", choices=(Choice("b", "Hai"),), replaces=second)
    heard = await guest.hears(3, after=seen)
    assert all(f'<div id="m{first}"' in event.data for event in heard)
    await guest.opens("/")
    assert "Chọn rồi" not in guest.html
    assert f'name="message" value="{third}"' in guest.html


async def test_only_the_newest_turns_buttons_are_live_and_a_reminder_takes_none(
    guest: Guest,
) -> None:
    await guest.enters()
    guest.stage.says("demo-xa", "Câu hỏi", choices=(Choice("a", "Một"),))
    guest.stage.says("demo-xa", "Sắp đến hạn", lane=Lane.REMINDER)
    await guest.opens("/")
    assert len(re.findall(r"<fieldset>", guest.html)) == 1
    assert len(re.findall(r"<fieldset disabled>", guest.html)) == 1
    assert guest.html.index("<fieldset>") > guest.html.index("<fieldset disabled>")


async def test_open_streams_end_at_once_when_the_server_stops(stage: Stage) -> None:
    async with stage.running() as url:
        guests = [Guest(stage, url) for _ in range(3)]
        for guest in guests:
            await guest.enters()
        after = _last(guests[0].html)
        listening = [asyncio.create_task(guest.hears(9, after=after)) for guest in guests]
        await asyncio.sleep(0.3)
        began = time.monotonic()
    assert time.monotonic() - began < 0.5
    assert await asyncio.gather(*listening) == [[], [], []]
    for guest in guests:
        await guest.close()


async def test_what_people_write_is_text(guest: Guest) -> None:
    evil = "<img src=x onerror=alert(1)>\r\ndata: x\n\nevent: gone"
    await guest.enters()
    seen = _last(guest.html)
    await guest.says(evil)
    guest.stage.says(
        "demo-xa",
        evil,
        lead=evil,
        hint=evil,
        choices=(Choice("a", evil),),
        attachments=(Stored("a" * 64, "application/pdf", evil),),
    )
    heard = await guest.hears(3, after=seen)
    assert [event.name for event in heard] == ["message"] * 3
    await guest.opens("/")
    for html in (guest.html, *(event.data for event in heard)):
        assert "<img src=x" not in html
    assert "&lt;img src=x" in guest.html


async def test_a_heartbeat_keeps_the_line_open(guest: Guest) -> None:
    await guest.enters()
    beat, events.HEARTBEAT_SECONDS = events.HEARTBEAT_SECONDS, 0.5
    try:
        heard = await guest.hears(1, after=_last(guest.html))
    finally:
        events.HEARTBEAT_SECONDS = beat
    assert heard[0].name == "alive"
