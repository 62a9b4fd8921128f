"""Rounds looked after with /dot: seen by those they concern, changed by coordinators only."""

import pytest
from sqlmodel import col, select

from storage.models import Round
from tests.conversation.mailing_stage import (
    MUONG_TE,
    PHONG_THO,
    area_officer,
    begin_round,
    body_id,
    close_round,
    coordinator,
    finds,
    loses_role,
    reports,
)
from tests.conversation.people import Office, Officer
from tests.conversation.rounds import events, kept

TITLE = "Đợt tháng 11"
LABEL = f"{TITLE} · 04/12/2026"
ONLY = "Chỉ điều phối viên"
CHANGES = ["Gia hạn", "Sửa lịch nhắc", "Đóng đợt"]


def only_of(office: Office, round_id: int, unit: str) -> None:
    """The round is asked of one unit."""
    with office.database.transaction() as session:
        scope = {"kinds": [], "areas": [], "bodies": [body_id(office, unit)]}
        session.exec(select(Round).where(col(Round.id) == round_id)).one().scope = scope


async def at_the_round(office: Office) -> tuple[Officer, int]:
    number = begin_round(office)
    officer = await coordinator(office)
    await officer.says("/dot")
    await officer.taps(LABEL)
    return officer, number


# --- who sees what ------------------------------------------------------------------------------
async def test_a_coordinator_sees_all_and_may_do_all(office: Office) -> None:
    number = begin_round(office)
    officer = await coordinator(office)
    reports(office, MUONG_TE, number)
    await officer.says("/dot")
    said = await officer.taps(LABEL)
    assert f"{TITLE} (đột xuất)" in said
    assert "Hạn: thứ Sáu 04/12/2026, còn 8 ngày làm việc" in said
    assert "Nhắc trước hạn 30, 15, 7, 3, 1 ngày và đúng ngày hạn." in said
    assert "nhắc lại sau mỗi 2 ngày làm việc" in said
    assert "Đã báo cáo: 1/38 đơn vị" in said
    assert officer.buttons == ["Nhắc ngay", *CHANGES, "Tất cả các đợt", "Menu"]
    assert f"muốn nhắc ai về “{TITLE}”?" in await officer.taps("Nhắc ngay")


async def test_an_officer_only_reads(office: Office) -> None:
    begin_round(office)
    reporter = await office.officer()
    await reporter.says("/dot")
    assert TITLE in await reporter.taps(LABEL)
    assert reporter.buttons == ["Tất cả các đợt", "Menu"]


async def test_an_area_officer_may_remind(office: Office) -> None:
    begin_round(office)
    officer = await area_officer(office)
    await officer.says("/dot")
    await officer.taps(LABEL)
    assert officer.buttons == ["Nhắc ngay", "Tất cả các đợt", "Menu"]


async def test_what_does_not_concern_them_is_not_shown(office: Office) -> None:
    number = begin_round(office)
    only_of(office, number, PHONG_THO)
    reporter, area = await office.officer(), await area_officer(office)
    for officer in (reporter, area):
        assert "Hiện không có đợt báo cáo nào liên quan đến anh/chị." in await officer.says("/dot")
        assert "không thuộc" in await finds(office, officer.address, f"round:show:{number}")
    only_of(office, number, MUONG_TE)
    for officer in (reporter, area):
        assert LABEL in await officer.says("/dot")


@pytest.mark.parametrize("what", ["extend", "ladder", "close", "close-yes", "reopen"])
async def test_old_buttons_change_nothing_for_who_does_not_coordinate(
    office: Office, what: str
) -> None:
    number = begin_round(office)
    await office.officer()
    assert ONLY in await finds(office, "officer", f"round:{what}:{number}")
    (one,) = kept(office)
    assert one.closed_at is None
    assert events(office) == []


@pytest.mark.parametrize("rest", ["show:999999", "show:", "close-yes:x"])
async def test_a_round_that_is_not_there(office: Office, rest: str) -> None:
    begin_round(office)
    await coordinator(office)
    assert "không thuộc" in await finds(office, "coordinator", f"round:{rest}")


async def test_running_rounds_come_first_however_many_were_closed(office: Office) -> None:
    running = begin_round(office, "old", "Đợt cũ chưa đóng")
    with office.database.transaction() as session:
        session.get_one(Round, running).due_on = session.get_one(Round, running).cut_off
    for number in range(13):
        close_round(office, begin_round(office, f"c{number}", f"Đợt {number}"))
    officer = await coordinator(office)
    await officer.says("/dot")
    assert officer.buttons[0] == "Đợt cũ chưa đóng · 30/11/2026"
    assert officer.buttons[1] == "Đợt 12 (đã đóng)"
    assert len(officer.buttons) == 13  # twelve rounds, and the menu


# --- closing ------------------------------------------------------------------------------------
async def test_a_round_is_closed_and_opened_again(office: Office) -> None:
    officer, number = await at_the_round(office)
    reports(office, MUONG_TE, number)
    said = await officer.taps("Đóng đợt")
    assert f"Anh/chị chắc chắn muốn đóng “{TITLE}”? Còn 37 đơn vị chưa báo cáo" in said
    assert kept(office)[0].closed_at is None
    assert "đã đóng lúc 08:" in await officer.taps("Đóng đợt")
    assert kept(office)[0].closed_at is not None
    assert officer.buttons == ["Mở lại đợt", "Tất cả các đợt", "Menu"]
    await officer.says("/dot")
    assert officer.buttons[0] == f"{TITLE} (đã đóng)"
    await officer.taps(f"{TITLE} (đã đóng)")
    assert "đang mở" in await officer.taps("Mở lại đợt")
    assert kept(office)[0].closed_at is None
    assert events(office) == ["round closed dot-1", "round reopened dot-1"]


async def test_pressed_twice_it_is_closed_once(office: Office) -> None:
    officer, number = await at_the_round(office)
    await officer.taps("Đóng đợt")
    await officer.taps("Đóng đợt")
    first = kept(office)[0].closed_at
    said = await finds(office, "coordinator", f"round:close-yes:{number}")
    assert "đã đóng lúc" in said
    assert kept(office)[0].closed_at == first
    assert "Đợt báo cáo này đã đóng." in await finds(office, "coordinator", f"round:close:{number}")
    await finds(office, "coordinator", f"round:reopen:{number}")
    await finds(office, "coordinator", f"round:reopen:{number}")
    assert events(office) == ["round closed dot-1", "round reopened dot-1"]


async def test_it_can_be_left_running(office: Office) -> None:
    officer, _ = await at_the_round(office)
    await officer.taps("Đóng đợt")
    await officer.taps("Không, để đợt tiếp tục")
    assert kept(office)[0].closed_at is None


async def test_who_lost_the_role_closes_nothing(office: Office) -> None:
    officer, _ = await at_the_round(office)
    await officer.taps("Đóng đợt")
    loses_role(office, "coordinator")
    await officer.taps("Đóng đợt")
    assert kept(office)[0].closed_at is None


# --- the ladder ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "ladder"),
    [
        ("20, 10, 5, 1", [20, 10, 5, 1]),
        ("1 5 10", [10, 5, 1]),
        ("7", [7]),
        ("0", []),
        ("365;0", [365]),
        ("1,2,3,4,5,6,7,8,9,10", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("5,5,5", [5]),
    ],
)
async def test_the_days_of_reminding_are_changed(
    office: Office, typed: str, ladder: list[int]
) -> None:
    officer, _ = await at_the_round(office)
    await officer.taps("Sửa lịch nhắc")
    await officer.says(typed)
    office.start()
    await officer.taps("Mỗi 3 ngày làm việc")
    (one,) = kept(office)
    assert (one.ladder, one.overdue_every) == (ladder, 3)
    assert events(office) == ["ladder changed dot-1"]


@pytest.mark.parametrize("typed", ["366", "1,2,3,4,5,6,7,8,9,10,11", "-1", "mỗi ngày", "1,5 ngày"])
async def test_days_that_cannot_be_read_change_nothing(office: Office, typed: str) -> None:
    officer, _ = await at_the_round(office)
    await officer.taps("Sửa lịch nhắc")
    assert "tối đa 10 số, từ 0 đến 365" in await officer.says(typed)
    assert kept(office)[0].ladder == [30, 15, 7, 3, 1]


async def test_the_days_stay_and_the_pace_is_changed(office: Office) -> None:
    officer, _ = await at_the_round(office)
    await officer.taps("Sửa lịch nhắc")
    await officer.taps("Giữ nguyên: 30, 15, 7, 3, 1")
    assert "bấm một nút" in await officer.says("hằng tuần")
    await officer.taps("Không nhắc lại")
    (one,) = kept(office)
    assert (one.ladder, one.overdue_every) == ([30, 15, 7, 3, 1], 0)


async def test_old_buttons_of_the_pace_are_no_answer_for_the_days(office: Office) -> None:
    officer, _ = await at_the_round(office)
    await officer.taps("Sửa lịch nhắc")
    await officer.says("9")
    await officer.taps("Mỗi 3 ngày làm việc")
    assert "không còn dùng được" in await officer.taps("Mỗi 3 ngày làm việc")
    await officer.taps("Xem đợt báo cáo")
    await officer.taps("Sửa lịch nhắc")
    assert "bao nhiêu ngày?" in await officer.taps("Mỗi 5 ngày làm việc")
    (one,) = kept(office)
    assert (one.ladder, one.overdue_every) == ([9], 3)


async def test_the_ladder_is_not_changed_by_who_lost_the_role_nor_once_closed(
    office: Office,
) -> None:
    officer, number = await at_the_round(office)
    await officer.taps("Sửa lịch nhắc")
    await officer.says("9")
    close_round(office, number)
    assert "Đợt báo cáo này đã đóng." in await officer.taps("Mỗi 3 ngày làm việc")
    await finds(office, "coordinator", f"round:reopen:{number}")
    await officer.hears()
    await officer.taps("Sửa lịch nhắc")
    loses_role(office, "coordinator")
    assert ONLY in await officer.says("9")
    assert kept(office)[0].ladder == [30, 15, 7, 3, 1]


async def test_changing_the_ladder_can_be_put_aside(office: Office) -> None:
    officer, _ = await at_the_round(office)
    await officer.taps("Sửa lịch nhắc")
    await officer.taps("Bỏ")
    await officer.says("9")
    assert kept(office)[0].ladder == [30, 15, 7, 3, 1]
    assert events(office) == []
