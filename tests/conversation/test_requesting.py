"""A coordinator asks for a report out of turn: by right, step by step, begun and told once."""

from datetime import date

import pytest
from sqlmodel import col, select

from handlers import telling
from handlers.messages import Unusable
from storage.models import Account, Message, Requirement, Role
from storage.rounds import Asked
from tests.conversation.mailing_stage import (
    MUONG_TE,
    PHONG_THO,
    blocks,
    close_round,
    coordinator,
    join,
    join_every_commune,
    loses_role,
    told,
)
from tests.conversation.people import Office
from tests.conversation.rounds import USUAL, asked, asks, events, kept

START, ASIDE = "Bắt đầu đợt", "Đã bỏ. Không có gì thay đổi, không gửi gì."
ONLY = "Chỉ điều phối viên"


# --- who may ------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", [Role.REPORTER, Role.AREA_OFFICER])
async def test_only_coordinators_ask(office: Office, role: Role) -> None:
    unit = "area-107" if role is Role.AREA_OFFICER else MUONG_TE
    officer = await office.officer(unit=unit, role=role)
    assert ONLY in await officer.says("/dotxuat")
    assert "Menu" in officer.buttons


@pytest.mark.parametrize("last", ["kind", "names", "due", "review"])
async def test_who_lost_the_role_in_the_middle_goes_no_further(office: Office, last: str) -> None:
    officer = await coordinator(office)
    await asks(officer, "units" if last == "names" else last)
    if last == "names":
        await officer.taps("Tự chọn đơn vị")
    loses_role(office, "coordinator")
    assert ONLY in await officer.says("4/12")
    assert ONLY not in await officer.says("4/12")  # nothing is open any more
    assert kept(office) == []


async def test_who_lost_the_role_begins_nothing_by_an_old_button(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer)
    loses_role(office, "coordinator")
    assert ONLY in await officer.taps(START)
    assert kept(office) == []
    assert events(office) == []


# --- the way through ----------------------------------------------------------------------------
async def test_a_round_is_begun_and_told(office: Office) -> None:
    officer = await coordinator(office)
    reporter = await office.officer()
    join(office, "web-only", PHONG_THO, channel="web")
    join(office, "gone", "03433")
    blocks(office, "gone")
    said = await asks(officer)
    assert "2 người sẽ được báo." in said
    assert "⚠ 36 đơn vị chưa có ai nhận tin" in said
    said = await officer.taps(START)
    assert "38 đơn vị được yêu cầu báo cáo" in said
    assert "Mã đợt: dot-xuat-2026-001." in said
    assert "36 đơn vị chưa có ai nhận tin" in said
    assert told(office) == []  # beside the chat, not in the answer's transaction
    await office.works()
    assert "đã báo cho 2 người" in await officer.hears()
    assert told(office) == ["officer", "web-only"]
    news = await reporter.hears()
    assert "Yêu cầu báo cáo mới" in news
    assert "Báo cáo đột xuất: Báo cáo hoạt động tuyên truyền" in news
    assert "Số liệu: từ 01/12/2025 đến 30/11/2026" in news
    assert "Xã Mường Tè, hạn: thứ Sáu 04/12/2026, còn 8 ngày làm việc" in news
    assert "Căn cứ" not in news
    assert reporter.buttons == ["Báo cáo ngay"]
    (one,) = kept(office)
    assert (one.kind, one.as_of, one.due_on) == ("ad_hoc", date(2026, 11, 23), date(2026, 12, 4))
    assert one.scope == {"kinds": ["commune"], "areas": [], "bodies": []}
    assert asked(office, one.id) == (Asked("outreach", Requirement.AT_LEAST_ONE),)
    assert events(office) == ["round begun dot-xuat-2026-001"]


async def test_the_button_of_the_news_begins_the_report(office: Office) -> None:
    officer = await coordinator(office)
    reporter = await office.officer()
    await asks(officer)
    await officer.taps(START)
    await office.works()
    await reporter.hears()
    assert "Báo cáo hoạt động tuyên truyền" in await reporter.taps("Báo cáo ngay")


async def test_pressed_twice_it_begins_once(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer)
    await officer.taps(START)
    said = await officer.taps(START)
    assert "không bắt đầu thêm đợt nào" in said
    assert "“Báo cáo đột xuất: Báo cáo hoạt động tuyên truyền”, lúc 08:" in said
    assert len(kept(office)) == 1
    assert "Đã báo cáo: 0/38 đơn vị" in await officer.taps("Xem đợt báo cáo")


async def test_the_button_of_a_request_put_aside_begins_nothing(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer)
    assert ASIDE in await officer.says("/huy")
    assert "không còn dùng được" in await officer.taps(START)
    assert kept(office) == []


async def test_rounds_are_numbered_within_their_kind(office: Office) -> None:
    officer = await coordinator(office)
    for _ in range(2):
        await asks(officer)
        await officer.taps(START)
    await asks(officer)
    await officer.taps("Sửa: Loại báo cáo")
    said = await officer.taps("Báo cáo chuyên đề")
    assert "Tên đợt: Báo cáo chuyên đề: Báo cáo hoạt động tuyên truyền" in said
    await officer.taps(START)
    keys = ["dot-xuat-2026-001", "dot-xuat-2026-002", "chuyen-de-2026-001"]
    assert [one.key for one in kept(office)] == keys


async def test_two_coordinators_begin_one_each(office: Office) -> None:
    one, two = await coordinator(office, "one"), await coordinator(office, "two")
    await asks(one)
    await asks(two)
    await one.taps(START)
    assert "Mã đợt: dot-xuat-2026-002." in await two.taps(START)
    # The second sees that both ask the same of the same.
    await asks(two)
    assert two.screen.count("⚠ Đợt “") == 2


async def test_a_restart_loses_nothing(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "since")
    office.start()
    await officer.taps("30 ngày qua (từ 24/10/2026)")
    office.start()
    await officer.taps("Dùng tên gợi ý")
    await officer.taps("Bỏ qua")
    office.start()
    assert "Đã bắt đầu" in await officer.taps(START)
    (one,) = kept(office)
    assert (one.window_from, one.window_to) == (date(2026, 10, 24), date(2026, 11, 30))


async def test_many_are_told_in_portions_each_once(office: Office) -> None:
    officer = await coordinator(office)
    addresses = join_every_commune(office, each=2)
    assert len(addresses) > telling.PORTION
    await asks(officer)
    await officer.taps(START)
    await office.works()
    assert await officer.hears() == (
        "“Báo cáo đột xuất: Báo cáo hoạt động tuyên truyền”: đã báo cho 76 người."
    )
    assert told(office) == sorted(addresses)


async def test_a_round_closed_meanwhile_is_told_to_nobody(office: Office) -> None:
    officer = await coordinator(office)
    join(office, "an", MUONG_TE)
    await asks(officer)
    await officer.taps(START)
    close_round(office, kept(office)[0].id)
    await office.works()
    assert "đã được đóng, không báo thêm cho ai" in await officer.hears()
    assert told(office) == []


async def test_each_is_told_once_in_their_language(office: Office) -> None:
    officer = await coordinator(office)
    reporter = await office.officer()
    await reporter.says(f"/start {office.invite(PHONG_THO)}")
    await reporter.taps("Tôi nhận")
    await reporter.says("/ngonngu")
    await reporter.taps("English")
    await asks(officer)
    await officer.taps(START)
    await office.works()
    news = await reporter.hears()
    assert news.count("A new request for reports") == 1
    assert "Xã Mường Tè, due:" in news
    assert "Xã Phong Thổ, due:" in news
    assert reporter.buttons == ["See what is due, and report"]
    assert told(office) == ["officer"]


async def test_who_answers_for_nothing_of_it_is_not_told(office: Office) -> None:
    officer = await coordinator(office)
    for address, unit in (("in", MUONG_TE), ("out", PHONG_THO)):
        join(office, address, unit)
    await asks(officer, "units")
    await officer.taps("Tự chọn đơn vị")
    await officer.says("xã mường tè")
    await officer.taps("Xong")
    for words in ("4/12", "30/11", "1/11", "Tên", "Căn cứ"):
        await officer.says(words)
    await officer.taps(START)
    await office.works()
    assert told(office) == ["in"]


async def test_the_news_holds_no_secret_of_others(office: Office) -> None:
    """One person's news names their units alone."""
    officer = await coordinator(office)
    join(office, "an", MUONG_TE)
    join(office, "binh", PHONG_THO)
    await asks(officer)
    await officer.taps(START)
    await office.works()
    with office.database.reading() as session:
        rows = session.exec(
            select(Message)
            .join(Account, col(Account.id) == col(Message.account_id))
            .where(col(Account.address) == "an")
        )
        (news,) = [row.body["text"] for row in rows]
    assert "Xã Mường Tè" in news
    assert "Phong Thổ" not in news


# --- back, aside, beside the point --------------------------------------------------------------
async def test_every_question_leads_back_to_the_one_before(office: Office) -> None:
    officer = await coordinator(office)
    firsts = [(await asks(officer, place)).splitlines()[0] for place in USUAL]
    for first in reversed(firsts[:-1]):
        assert first in await officer.taps("Quay lại")
    assert "Quay lại" not in officer.buttons


async def test_every_line_of_the_review_can_be_changed_or_left(office: Office) -> None:
    officer = await coordinator(office)
    review = await asks(officer)
    changes = [label for label in officer.buttons if label.startswith("Sửa: ")]
    assert len(changes) == 8
    for label in changes:
        assert "vui lòng kiểm tra yêu cầu" not in await officer.taps(label)
        assert await officer.taps("Quay lại") == review


async def test_the_button_of_another_question_shows_the_open_one(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "cut_off")
    said = await officer.taps("thứ Sáu 27/11/2026")
    assert "câu hỏi khác" in said
    assert "Chốt số liệu đến ngày nào?" in said


@pytest.mark.parametrize("place", ["kind", "forms", "units", "due", "since", "title", "review"])
async def test_it_can_be_put_aside_at_any_time(office: Office, place: str) -> None:
    officer = await coordinator(office)
    await asks(officer, place)
    assert ASIDE in await officer.taps("Bỏ")
    assert ASIDE not in await officer.says("4/12")
    assert kept(office) == []


async def test_what_is_no_answer_leaves_it_open(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "due")
    assert "vẫn" in await officer.sends_unreadable(Unusable.STICKER)
    assert "Chốt số liệu đến ngày nào?" in await officer.says("4/12")
