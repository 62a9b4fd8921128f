"""A coordinator gives more time: to all or to one, with a reason, told to those who need it."""

import unicodedata
from datetime import date

import pytest

from storage.models import Role, RoundExtension
from tests.conversation.mailing_stage import (
    BUM_TO,
    MUONG_TE,
    PHONG_THO,
    area_officer,
    begin_round,
    body_id,
    close_round,
    coordinator,
    finds,
    join,
    loses_role,
    reports,
    told,
)
from tests.conversation.people import Office, Officer
from tests.conversation.rounds import events, extended

ALL, YES = "Tất cả đơn vị (38)", "Gia hạn"
ONLY = "Chỉ điều phối viên"
WHOM = "Gia hạn cho ai?"
REASON = "Lý do gia hạn là gì?"


async def ready(office: Office, unit: str = "", day: str = "11/12") -> Officer:
    """At the review of an extension, for all or for a unit."""
    officer = await coordinator(office)
    await officer.says("/giahan")
    await (officer.says(unit) if unit else officer.taps(ALL))
    await officer.says(day)
    await officer.says("mưa lũ")
    return officer


def days(office: Office) -> list[tuple[int | None, date, str]]:
    return [(row.body_id, row.due_on, row.reason) for row in extended(office)]


# --- who may, and of which round ----------------------------------------------------------------
async def test_only_coordinators_extend(office: Office) -> None:
    begin_round(office)
    for officer in (await office.officer(), await area_officer(office)):
        assert ONLY in await officer.says("/giahan")


async def test_without_a_running_round_there_is_nothing_to_extend(office: Office) -> None:
    close_round(office, begin_round(office))
    officer = await coordinator(office)
    assert "Hiện không có đợt báo cáo nào đang mở." in await officer.says("/giahan")


async def test_of_several_rounds_one_is_chosen(office: Office) -> None:
    begin_round(office)
    begin_round(office, "dot-2", "Đợt tháng 12")
    officer = await coordinator(office)
    await officer.says("/giahan")
    assert officer.buttons == ["Đợt tháng 11", "Đợt tháng 12"]
    assert "“Đợt tháng 12”, hạn thứ Sáu 04/12/2026" in await officer.taps("Đợt tháng 12")


async def test_who_lost_the_role_in_the_middle_extends_nothing(office: Office) -> None:
    begin_round(office)
    officer = await ready(office)
    loses_role(office, "coordinator")
    assert ONLY in await officer.taps(YES)
    assert extended(office) == []


@pytest.mark.parametrize("words", ["11/12", "mưa lũ"])
async def test_a_round_that_was_closed_meanwhile_is_not_extended(
    office: Office, words: str
) -> None:
    number = begin_round(office)
    officer = await ready(office)
    close_round(office, number)
    assert "đã đóng" in await officer.says(words)
    assert "Xem đợt báo cáo" in officer.buttons
    assert "không còn dùng được" in await officer.taps(YES)
    assert extended(office) == []


async def test_the_button_of_a_closed_round_says_so(office: Office) -> None:
    number = begin_round(office)
    await coordinator(office)
    close_round(office, number)
    assert "đã đóng" in await finds(office, "coordinator", f"round:extend:{number}")


# --- whom ---------------------------------------------------------------------------------------
async def test_one_unit_gets_more_time_and_is_told(office: Office) -> None:
    begin_round(office)
    reporter = await office.officer()
    join(office, "other", BUM_TO)
    officer = await ready(office, unicodedata.normalize("NFD", "mường tè"))
    assert "Đơn vị: Xã Mường Tè" in officer.screen
    assert "Hạn: thứ Sáu 04/12/2026 → thứ Sáu 11/12/2026" in officer.screen
    assert "hạn của Xã Mường Tè nay là thứ Sáu 11/12/2026" in await officer.taps(YES)
    assert days(office) == [(body_id(office, MUONG_TE), date(2026, 12, 11), "mưa lũ")]
    assert events(office) == ["round extended dot-1"]
    await office.works()
    assert "đã báo cho 1 người" in await officer.hears()
    news = await reporter.hears()
    assert "Đợt tháng 11" in news
    assert "Lý do: mưa lũ" in news
    assert "Xã Mường Tè, hạn: thứ Sáu 11/12/2026, còn 13 ngày làm việc" in news
    assert reporter.buttons == ["Báo cáo ngay"]
    assert told(office) == ["officer"]


async def test_for_all_only_those_are_told_who_have_not_reported(office: Office) -> None:
    number = begin_round(office)
    for address, unit in (("an", MUONG_TE), ("binh", BUM_TO), ("chi", PHONG_THO)):
        join(office, address, unit)
    reports(office, BUM_TO, number)
    officer = await ready(office)
    assert "1 đơn vị đã báo cáo rồi." in officer.screen
    await officer.taps(YES)
    assert days(office) == [(None, date(2026, 12, 11), "mưa lũ")]
    await office.works()
    assert told(office) == ["an", "chi"]


async def test_of_a_unit_that_has_reported_it_is_said(office: Office) -> None:
    number = begin_round(office)
    join(office, "an", MUONG_TE)
    reports(office, MUONG_TE, number)
    officer = await ready(office, "mường tè")
    assert "⚠ Xã Mường Tè đã báo cáo rồi." in officer.screen
    await officer.taps(YES)
    await office.works()
    assert "đã báo cho 0 người" in await officer.hears()
    assert len(extended(office)) == 1


async def test_the_buttons_are_units_that_have_not_reported(office: Office) -> None:
    number = begin_round(office)
    officer = await coordinator(office)
    await officer.says("/giahan")
    assert len(officer.buttons) == 10  # all, eight units, put it aside
    assert "Xã Bum Tở" in officer.buttons
    reports(office, BUM_TO, number)
    await officer.says("/giahan")
    assert len(officer.buttons) == 10
    assert "Xã Bum Tở" not in officer.buttons
    assert "Gia hạn cho Xã Bum Nưa đến ngày nào?" in await officer.taps("Xã Bum Nưa")


@pytest.mark.parametrize(
    ("name", "why"),
    [("atlantis", "Chưa tìm thấy đơn vị “atlantis”"), ("sở tài chính", "không thuộc đợt")],
)
async def test_a_unit_that_is_not_of_the_round(office: Office, name: str, why: str) -> None:
    begin_round(office)
    officer = await coordinator(office)
    await officer.says("/giahan")
    said = await officer.says(name)
    assert why in said
    assert WHOM in said


async def test_a_name_that_fits_two_is_asked_back(office: Office) -> None:
    begin_round(office)
    officer = await coordinator(office)
    await officer.says("/giahan")
    assert "“thân uyên” là đơn vị nào?" in await officer.says("thân uyên")
    assert officer.buttons[:2] == ["Xã Than Uyên", "Xã Tân Uyên"]
    assert "Gia hạn cho Xã Tân Uyên" in await officer.taps("Xã Tân Uyên")


# --- day and reason -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "why", "instead"),
    [
        ("4/12", "Hạn hiện nay là thứ Sáu 04/12/2026", None),
        ("27/11", "Hạn hiện nay là thứ Sáu 04/12/2026", None),
        ("20/11/2026", "Thứ Sáu 20/11/2026 đã qua", None),
        ("6/12", "Chủ nhật 06/12/2026 là ngày nghỉ", ["thứ Hai 07/12/2026"]),
        ("1/2/2028", "còn hơn một năm nữa", None),
        ("vài hôm", "Chưa đọc được ngày", None),
    ],
)
async def test_a_day_that_does_not_fit(
    office: Office, typed: str, why: str, instead: list[str] | None
) -> None:
    begin_round(office)
    officer = await coordinator(office)
    await officer.says("/giahan")
    await officer.taps(ALL)
    usual = ["thứ Tư 09/12/2026", "thứ Sáu 11/12/2026", "thứ Sáu 18/12/2026"]
    assert officer.buttons[:-2] == usual
    assert why in await officer.says(typed)
    assert officer.buttons[:-2] == (instead or usual)
    assert REASON in await officer.taps(officer.buttons[0])


async def test_an_overdue_round_is_extended_from_today_on(office: Office) -> None:
    begin_round(office)
    office.clock.passes(days=18)  # Friday 11/12/2026
    officer = await coordinator(office)
    await officer.says("/giahan")
    await officer.taps(ALL)
    assert officer.buttons[0] == "thứ Tư 16/12/2026"
    assert "Thứ Tư 09/12/2026 đã qua" in await officer.says("9/12/2026")
    # "9/12" is that of next year: rather asked back than taken.
    assert "Ý anh/chị là ngày nào?" in await officer.says("9/12")
    assert officer.buttons[0] == "thứ Năm 09/12/2027"


async def test_a_unit_is_extended_from_its_own_day_on(office: Office) -> None:
    begin_round(office)
    officer = await ready(office, "mường tè")
    await officer.taps(YES)
    await officer.says("/giahan")
    await officer.says("mường tè")
    assert "Hạn hiện nay: thứ Sáu 11/12/2026" in officer.screen
    assert "Hạn hiện nay là thứ Sáu 11/12/2026" in await officer.says("10/12")
    await officer.taps("Quay lại")
    await officer.taps(ALL)
    assert REASON in await officer.says("10/12")  # later than the day of all the others


@pytest.mark.parametrize(("length", "taken"), [(300, True), (301, False)])
async def test_a_reason_has_an_end(office: Office, length: int, taken: bool) -> None:
    begin_round(office)
    officer = await coordinator(office)
    await officer.says("/giahan")
    await officer.taps(ALL)
    await officer.says("11/12")
    said = await officer.says("à" * length)
    assert ("301 ký tự" in said) is not taken
    assert (REASON in said) is not taken


async def test_a_reason_arrives_as_it_was_typed(office: Office) -> None:
    begin_round(office)
    reporter = await office.officer()
    officer = await coordinator(office)
    await officer.says("/giahan")
    await officer.taps(ALL)
    await officer.says("11/12")
    await officer.says(unicodedata.normalize("NFD", "<b>mưa lũ</b>\nđường tắc"))
    await officer.taps(YES)
    await office.works()
    assert "Lý do: <b>mưa lũ</b> đường tắc" in await reporter.hears()


# --- once, back, aside --------------------------------------------------------------------------
async def test_pressed_twice_it_is_extended_once(office: Office) -> None:
    begin_round(office)
    officer = await ready(office)
    await officer.taps(YES)
    assert "không còn dùng được" in await officer.taps(YES)
    assert len(extended(office)) == 1


async def test_of_two_coordinators_the_second_sees_the_new_day(office: Office) -> None:
    begin_round(office)
    one, two = await ready(office), await office.officer("two", "so-cong-thuong", Role.COORDINATOR)
    for words in ("/giahan", "tất cả", "10/12", "mất điện"):
        await two.says(words)
    await one.taps(YES)
    said = await two.taps(YES)
    assert "Hạn hiện nay là thứ Sáu 11/12/2026" in said
    assert "đến ngày nào?" in said
    assert len(extended(office)) == 1


async def test_a_day_that_went_by_before_the_press_is_asked_again(office: Office) -> None:
    begin_round(office)
    officer = await ready(office, day="7/12")
    office.clock.passes(days=15)
    assert "Thứ Hai 07/12/2026 đã qua" in await officer.taps(YES)
    assert extended(office) == []


async def test_a_restart_in_the_middle_loses_nothing(office: Office) -> None:
    begin_round(office)
    officer = await ready(office, "mường tè")
    office.start()
    await officer.taps(YES)
    assert [type(row) for row in extended(office)] == [RoundExtension]


async def test_each_question_leads_back(office: Office) -> None:
    begin_round(office)
    officer = await ready(office)
    assert REASON in await officer.taps("Quay lại")
    assert "đến ngày nào?" in await officer.taps("Quay lại")
    assert WHOM in await officer.taps("Quay lại")
    assert "Quay lại" not in officer.buttons
    await officer.taps("Bỏ")
    assert "không còn dùng được" in await officer.taps(YES)
    assert extended(office) == []


async def test_words_at_the_review_and_old_buttons_show_what_is_open(office: Office) -> None:
    begin_round(office)
    officer = await ready(office)
    assert "bấm một nút" in await officer.says("được chưa nhỉ")
    said = await officer.taps(ALL)
    assert "câu hỏi khác" in said
    assert "vui lòng kiểm tra việc gia hạn" in said
    assert extended(office) == []
