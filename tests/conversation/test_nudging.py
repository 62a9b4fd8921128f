"""Nudging by hand: whom it may go to, what is shown first, sent once, delivered or not."""

import asyncio
import unicodedata

import pytest

from handlers import settling, timing
from storage import notices, people
from storage.models import DeliveryState, NoticeKind, Role
from tests.conversation.mailing_stage import (
    AREA,
    BUM_TO,
    MUONG_TE,
    PHONG_THO,
    THU_LUM,
    area_officer,
    begin_round,
    blocks,
    body_id,
    close_round,
    coordinator,
    deliver,
    finds,
    join,
    join_every_commune,
    loses_role,
    reports,
    told,
    units_of,
    unsent,
)
from tests.conversation.people import CHANNEL, Office, Officer

ALL = "Tất cả đơn vị chưa báo cáo (38)"
ALL_OF_AREA = "Tất cả đơn vị chưa báo cáo (7)"


async def previewed(officer: Officer, whom: str = ALL) -> str:
    await officer.says("/nhac")
    return await officer.taps(whom)


# --- who may, and of what -----------------------------------------------------------------------
async def test_a_reporter_is_told_who_may(office: Office) -> None:
    round_id = begin_round(office)
    reporter = await office.officer()
    assert "Chỉ điều phối viên nhắc được mọi đơn vị" in await reporter.says("/nhac")
    said = await finds(office, reporter.address, f"nudge:{round_id}")
    assert "Chỉ điều phối viên nhắc được mọi đơn vị" in said
    assert unsent(office) == 0


async def test_without_a_running_round_there_is_nothing_to_remind_of(office: Office) -> None:
    officer = await coordinator(office)
    assert "không có đợt báo cáo nào đang mở" in await officer.says("/nhac")
    round_id = begin_round(office)
    close_round(office, round_id)
    assert "không có đợt báo cáo nào đang mở" in await officer.says("/nhac")
    said = await finds(office, officer.address, f"nudge:{round_id}")
    assert "Đợt báo cáo này đã đóng" in said


async def test_when_all_have_reported_nobody_is_reminded(office: Office) -> None:
    round_id = begin_round(office)
    officer = await area_officer(office)
    await officer.says("/nhac")
    for unit in units_of(office, AREA):
        reports(office, unit, round_id)
    assert "Tất cả đơn vị đã báo cáo" in await officer.taps(ALL_OF_AREA)
    assert "Tất cả đơn vị đã báo cáo" in await officer.says("/nhac")


async def test_of_several_rounds_one_is_chosen(office: Office) -> None:
    first = begin_round(office)
    begin_round(office, "dot-2", "Đợt chuyên đề")
    officer = await coordinator(office)
    reports(office, MUONG_TE, first)
    await officer.says("/nhac")
    assert officer.buttons[:2] == ["Đợt tháng 11 (37)", "Đợt chuyên đề (38)"]
    assert "“Đợt chuyên đề”" in await officer.taps("Đợt chuyên đề (38)")


# --- whom ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["Xã Bum Tở", "bum to", unicodedata.normalize("NFD", "bum tở")])
async def test_one_unit_by_its_name(office: Office, typed: str) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    join(office, "m", MUONG_TE)
    officer = await coordinator(office)
    await officer.says("/nhac")
    assert "Gửi nhắc tới 1 đơn vị (1 người)?" in await officer.says(typed)
    await officer.taps("Gửi nhắc")
    assert told(office) == ["t"]


async def test_one_unit_by_its_button(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await officer.says("/nhac")
    await officer.taps("Một đơn vị")
    await officer.taps("Quay lại")
    await officer.taps("Một đơn vị")
    await officer.taps("Địa bàn Mường Tè (7)")
    assert len(officer.buttons) == 8
    assert "Đơn vị: Xã Bum Tở\n" in await officer.taps("Xã Bum Tở")


async def test_one_area(office: Office) -> None:
    begin_round(office)
    for address, unit in (("t", BUM_TO), ("m", MUONG_TE), ("p", PHONG_THO)):
        join(office, address, unit)
    officer = await coordinator(office)
    await officer.says("/nhac")
    await officer.taps("Một địa bàn")
    await officer.says("mường tè")
    await officer.taps("Gửi nhắc")
    assert told(office) == ["m", "t"]


async def test_an_area_officer_has_their_area_only(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    join(office, "p", PHONG_THO)
    officer = await area_officer(office)
    await officer.says("/nhac")
    assert "Xã Phong Thổ" not in officer.buttons
    await officer.taps(ALL_OF_AREA)
    await officer.taps("Gửi nhắc")
    assert told(office) == ["t"]
    assert "Phụ trách địa bàn Mường Tè nhắc:" in await office.person("t").hears()


@pytest.mark.parametrize(
    ("what", "about"), [("area", "area-109"), ("body", PHONG_THO), ("all", None), ("units", None)]
)
async def test_a_button_does_not_reach_beyond_the_area(
    office: Office, what: str, about: str | None
) -> None:
    """An old one, of a time when they had another area, or a forged one."""
    round_id = begin_round(office)
    join(office, "p", PHONG_THO)
    await area_officer(office)
    detail = body_id(office, about or "area-109")
    said = await finds(office, "area", f"nudge:{what}:{round_id}:{detail}")
    assert "Xã Phong Thổ" not in said
    assert unsent(office) == 0


# --- the preview --------------------------------------------------------------------------------
async def test_the_preview_tells_who_gets_it_and_who_does_not(office: Office) -> None:
    round_id = begin_round(office)
    join(office, "b1", BUM_TO)
    join(office, "b2", BUM_TO)
    join(office, "w", THU_LUM, channel="web")
    join(office, "m", MUONG_TE)
    blocks(office, "b2")
    reports(office, MUONG_TE, round_id)
    officer = await area_officer(office)
    said = await previewed(officer, "Tất cả đơn vị chưa báo cáo (6)")
    letter, summary = (reply for _, reply in officer.heard[-2:])
    assert letter.lead == "Phụ trách địa bàn Mường Tè nhắc:"
    assert "Xã Bum Tở · Đợt tháng 11\nHạn: thứ Sáu 04/12/2026" in letter.text
    assert letter.choices == ()
    assert summary.text == "Gửi nhắc tới 2 đơn vị (2 người)?"
    assert "Đơn vị: Xã Bum Tở, Xã Thu Lũm\n" in said
    assert "1 người chỉ dùng trang web" in said
    assert "Chưa gửi tới được (1): Cán bộ b2 (Xã Bum Tở) đã chặn trợ lý" in said
    assert "Đơn vị chưa có ai tham gia (4): Xã Bum Nưa, Xã Mù Cả, Xã Pa Ủ, Xã Tà Tổng" in said
    assert officer.buttons == ["Gửi nhắc", "Thôi"]
    assert told(office) == []


async def test_of_many_units_fifteen_are_named(office: Office) -> None:
    begin_round(office)
    join_every_commune(office)
    said = await previewed(await coordinator(office))
    assert "Gửi nhắc tới 38 đơn vị (38 người)?" in said
    line = next(one for one in said.splitlines() if one.startswith("Đơn vị: "))
    assert line.count(", ") == 14
    assert line.endswith(" … và 23 đơn vị nữa")


async def test_with_nobody_to_write_to_nothing_is_prepared(office: Office) -> None:
    begin_round(office)
    said = await previewed(await coordinator(office))
    assert "Hiện không có ai để gửi" in said
    assert "Đơn vị chưa có ai tham gia (38)" in said
    assert unsent(office) == 0


async def test_put_aside_it_cannot_be_sent_any_more(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await previewed(officer)
    assert "không gửi gì" in await officer.taps("Thôi")
    assert "không còn dùng được" in await officer.taps("Gửi nhắc")
    assert told(office) == []


# --- sent ---------------------------------------------------------------------------------------
async def test_it_arrives_as_a_reminder_with_its_buttons(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await previewed(officer)
    assert "Đã gửi nhắc tới 1 đơn vị (1 người)." in await officer.taps("Gửi nhắc")
    reader = office.person("t")
    said = await reader.hears()
    assert said.startswith("Sở Công Thương nhắc:\nXã Bum Tở · Đợt tháng 11\n")
    assert "Báo cáo hoạt động tuyên truyền" in said
    assert "Báo cáo ngay" in reader.buttons


async def test_pressed_twice_it_is_sent_once(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await previewed(officer)
    await officer.taps("Gửi nhắc")
    office.start()
    assert "Đã gửi lúc 08:00 ngày 23/11/2026" in await officer.taps("Gửi nhắc")
    assert "Xem kết quả" in officer.buttons
    assert told(office) == ["t"]


async def test_who_reported_meanwhile_gets_none(office: Office) -> None:
    round_id = begin_round(office)
    join(office, "t", BUM_TO)
    join(office, "m", MUONG_TE)
    officer = await coordinator(office)
    assert "2 đơn vị (2 người)" in await previewed(officer)
    reports(office, BUM_TO, round_id)
    office.start()
    assert "1 đơn vị (1 người)" in await officer.taps("Gửi nhắc")
    assert told(office) == ["m"]


async def test_when_all_reported_meanwhile_nothing_is_sent(office: Office) -> None:
    round_id = begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await previewed(officer)
    close_round(office, round_id)
    assert "Hiện không có ai để gửi" in await officer.taps("Gửi nhắc")
    assert told(office) == []


async def test_two_who_nudge_at_the_same_time_reach_everybody_once(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    join(office, "p", PHONG_THO)
    first, second = await coordinator(office), await area_officer(office)
    await previewed(first)
    await previewed(second, ALL_OF_AREA)
    await second.taps("Gửi nhắc")
    said = await first.taps("Gửi nhắc")
    assert "Đã gửi nhắc tới 1 đơn vị (1 người)" in said
    assert "Không gửi vì hôm nay đã được nhắc (1): Xã Bum Tở" in said
    assert told(office) == ["p", "t"]


async def test_pressed_at_the_very_same_moment_everybody_has_it_once(office: Office) -> None:
    begin_round(office)
    addresses = join_every_commune(office)
    both = [await coordinator(office), await coordinator(office, "second")]
    for officer in both:
        await previewed(officer)
    said = await asyncio.gather(*(officer.taps("Gửi nhắc") for officer in both))
    assert told(office) == sorted(addresses)
    assert len([one for one in said if "38 đơn vị (38 người)" in one]) == 1


async def test_one_a_day_and_again_the_next(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await previewed(officer)
    await officer.taps("Gửi nhắc")
    assert "hôm nay đã được nhắc (1): Xã Bum Tở" in await previewed(officer)
    office.clock.passes(days=2)
    await previewed(officer)
    await officer.taps("Gửi nhắc")
    assert told(office) == ["t", "t"]


async def test_who_was_reminded_today_is_left_out(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    with office.database.transaction() as session:
        account = people.find_account(session, CHANNEL, "t")
        assert account is not None
        now = office.clock.now
        notices.write(session, account, NoticeKind.REMINDER, now.date(), {"text": "Nhắc"}, now)
    assert "hôm nay đã được nhắc (1)" in await previewed(await coordinator(office))


async def test_a_person_of_two_units_gets_one_message(office: Office) -> None:
    begin_round(office)
    person = join(office, "t", BUM_TO)
    with office.database.transaction() as session:
        thu_lum = body_id(office, THU_LUM)
        people.assign(session, person, thu_lum, Role.REPORTER, office.clock.now.date())
    officer = await coordinator(office)
    assert "2 đơn vị (1 người)" in await previewed(officer)
    await officer.taps("Gửi nhắc")
    said = await office.person("t").hears()
    assert "Xã Bum Tở · Đợt tháng 11" in said
    assert "Xã Thu Lũm · Đợt tháng 11" in said
    assert told(office) == ["t"]


async def test_a_role_that_was_lost_sends_nothing(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await previewed(officer)
    loses_role(office, officer.address)
    assert "Chỉ điều phối viên" in await officer.taps("Gửi nhắc")
    assert told(office) == []


async def test_a_preview_is_of_no_use_to_others(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    await previewed(await coordinator(office))
    other = await coordinator(office, "other")
    assert "không còn dùng được" in await finds(office, other.address, "nudge:send:1")
    assert told(office) == []


async def test_a_preview_of_another_day_is_shown_again_first(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await previewed(officer)
    office.clock.passes(days=2)
    said = await officer.taps("Gửi nhắc")
    assert "xem lại một lần nữa trước khi gửi" in said
    assert "còn 7 ngày làm việc" in said
    assert told(office) == []


async def test_at_night_the_preview_says_so(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    office.clock.passes(hours=14)
    assert "ngoài giờ làm việc" in await previewed(officer)


async def test_many_are_written_to_beside_the_chat(office: Office) -> None:
    begin_round(office)
    addresses = join_every_commune(office, each=3)
    officer = await coordinator(office)
    await previewed(officer)
    assert "Đang gửi tới 38 đơn vị (114 người)" in await officer.taps("Gửi nhắc")
    assert told(office) == []
    said = await finds(office, officer.address, "nudge:result:1")
    assert "Đã nhận: 0 người\nĐang chờ gửi: 114 người" in said
    await office.works()
    assert "Đã gửi nhắc tới 114 người." in await officer.hears()
    assert told(office) == sorted(addresses)
    assert "Đang chờ gửi: 114 người" in await officer.taps("Xem kết quả")


async def test_a_role_that_is_lost_meanwhile_ends_the_job(office: Office) -> None:
    begin_round(office)
    join_every_commune(office, each=3)
    officer = await coordinator(office)
    await previewed(officer)
    await officer.taps("Gửi nhắc")
    loses_role(office, officer.address)
    await office.works()
    assert "không còn phụ trách việc này" in await officer.hears()
    assert told(office) == []


# --- the result ---------------------------------------------------------------------------------
async def test_the_result_names_whom_it_did_not_reach(office: Office) -> None:
    round_id = begin_round(office)
    for address, unit in (("b", BUM_TO), ("b2", BUM_TO), ("m", MUONG_TE), ("p", PHONG_THO)):
        join(office, address, unit)
    join(office, "t", THU_LUM)
    join(office, "w", THU_LUM, channel="web")
    join(office, "x", THU_LUM)
    blocks(office, "x")
    officer = await coordinator(office)
    await previewed(officer)
    await officer.taps("Gửi nhắc")
    deliver(office, "b", DeliveryState.SENT)
    deliver(office, "b2", DeliveryState.DEAD, "chat not found")
    deliver(office, "p", DeliveryState.DEAD, "bot was blocked by the user")
    blocks(office, "p")
    reports(office, MUONG_TE, round_id)
    with office.database.transaction() as session:
        settling.sweep(session, timing.moment(session, office.worlds.world()))
    said = await officer.taps("Xem kết quả")
    assert "Đã nhận: 1 người\nĐang chờ gửi: 1 người" in said
    assert "mở trang sẽ thấy: 1 người" in said
    assert "Không cần gửi nữa vì đã báo cáo: 1 người" in said
    assert "Chưa nhận được: 37\n" in said
    assert "• Cán bộ b2 (Xã Bum Tở) không gửi được\n" in said
    assert "• Cán bộ p (Xã Phong Thổ) đã chặn trợ lý\n" in said
    assert "• Cán bộ x (Xã Thu Lũm) đã chặn trợ lý\n" in said
    assert said.count("chưa có ai tham gia") == 12
    assert "… và 22 trường hợp nữa" in said
    deliver(office, "t", DeliveryState.SENT)
    assert "Đã nhận: 2 người" in await officer.taps("Xem lại kết quả")


async def test_the_result_is_for_who_sent_it_and_for_coordinators(office: Office) -> None:
    begin_round(office)
    join(office, "t", BUM_TO)
    officer = await area_officer(office)
    await previewed(officer, ALL_OF_AREA)
    await officer.taps("Gửi nhắc")
    assert "Đang chờ gửi: 1 người" in await officer.taps("Xem kết quả")
    await coordinator(office)
    assert "Đang chờ gửi: 1 người" in await finds(office, "coordinator", "nudge:result:1")
    await area_officer(office, "other", "area-109")
    assert "Chỉ điều phối viên" in await finds(office, "other", "nudge:result:1")
    assert "không còn dùng được" in await finds(office, "coordinator", "nudge:result:7")
    loses_role(office, officer.address)
    assert "Chỉ điều phối viên" in await officer.taps("Xem lại kết quả")
