"""A coordinator asks for a report out of turn: every question, every refusal, begun once."""

import unicodedata
from datetime import date

import pytest
from sqlmodel import col, select

from handlers import telling
from handlers.messages import Unusable
from storage.models import Account, BodyKind, Message, Requirement, Role
from storage.rounds import Asked
from tests.conversation.mailing_stage import (
    MUONG_TE,
    PHONG_THO,
    begin_round,
    blocks,
    body_id,
    close_round,
    coordinator,
    join,
    join_every_commune,
    loses_role,
    told,
    units_of,
)
from tests.conversation.people import Office
from tests.conversation.rounds import EVERY, USUAL, asked, asks, events, kept

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


# --- forms --------------------------------------------------------------------------------------
async def test_forms_are_ticked_and_unticked(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "forms")
    assert "Xong" not in officer.buttons
    await officer.taps("Rà soát bao bì tại cơ sở kinh doanh")
    await officer.says("ke hoach")
    assert "✓ 3. Kế hoạch thực hiện Chương trình" in officer.screen
    await officer.taps("Kế hoạch thực hiện Chương trình")
    assert "✓ 3." not in officer.screen
    assert "✓ 2." in officer.screen


async def test_done_without_a_form_asks_again(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "forms")
    await officer.says("1")
    await officer.says("1")
    assert "ít nhất một" in await officer.taps("Xong")  # the button of the message before


@pytest.mark.parametrize(
    ("label", "requirement", "subject", "kinds"),
    [
        ("Mỗi cơ sở một báo cáo", "per_establishment", "site", 2),
        ("Ít nhất một báo cáo", "at_least_one", "", 0),
    ],
)
async def test_of_establishments_it_is_asked_how_many(
    office: Office, label: str, requirement: str, subject: str, kinds: int
) -> None:
    officer = await coordinator(office)
    await asks(officer, "forms")
    await officer.says("4, 8")
    await officer.taps("Xong")
    assert "“Làng nghề, khu, cụm công nghiệp”" in await officer.says("gì cũng được")
    await officer.taps(label)
    await officer.taps(EVERY)
    for words in ("4/12", "30/11", "1/11", "Tên", "Căn cứ"):
        await officer.says(words)
    await officer.taps(START)
    period, site = asked(office, kept(office)[0].id)
    assert period == Asked("period_report", Requirement.ONCE)
    assert (site.requirement, site.subject, len(site.kinds)) == (requirement, subject, kinds)


# --- units --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed", ["Mường Tè, Phong Thổ", "muong te; phong tho", "xã Mường Tè\n\n03549 , mường tè"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
async def test_units_are_named_in_any_spelling(office: Office, typed: str, form: str) -> None:
    officer = await coordinator(office)
    await asks(officer, "units")
    said = await officer.says(unicodedata.normalize(form, typed))  # type: ignore[arg-type]
    assert "2 đơn vị: Xã Mường Tè, Xã Phong Thổ" in said


async def test_a_name_that_fits_several_is_asked_back_each_in_turn(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "units")
    await officer.taps("Tự chọn đơn vị")
    assert "“bum” là đơn vị nào?" in await officer.says("bum, nậm, mường tè")
    first = officer.heard[-1][0]
    assert "“nậm” là đơn vị nào?" in await officer.taps("Xã Bum Tở")
    # Pressed twice: the second press is no answer for the next name.
    assert "“nậm” là đơn vị nào?" in await officer.taps("Xã Bum Tở", on=first)
    assert "“nậm” là đơn vị nào?" in await officer.taps("Bỏ tên này", on=first)
    # What is typed takes the name's place.
    assert "3 đơn vị: Xã Bum Tở, Xã Mường Tè, Xã Nậm Hàng" in await officer.says("nậm hàng")
    assert "gõ tên" in await officer.taps("Chọn lại")
    assert "Xong" not in officer.buttons


async def test_a_name_nobody_has_is_left_out_or_typed_again(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "units")
    await officer.taps("Tự chọn đơn vị")
    assert "Chưa tìm thấy đơn vị “atlantis”" in await officer.says("atlantis, mường tè")
    assert "1 đơn vị: Xã Mường Tè" in await officer.taps("Bỏ tên này")
    assert "Hạn gửi báo cáo" in await officer.taps("Xong")


async def test_a_department_can_be_asked(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "units")
    await officer.says("sở tài chính")
    await officer.taps("Xong")
    for words in ("4/12", "30/11", "1/11", "Tên", "Căn cứ"):
        await officer.says(words)
    await officer.taps(START)
    (one,) = kept(office)
    assert one.scope == {"kinds": [], "areas": [], "bodies": [body_id(office, "so-tai-chinh")]}


async def test_areas_are_ticked_or_typed(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "units")
    await officer.taps("Theo địa bàn")
    assert "Xong" not in officer.buttons
    assert "Chưa hiểu “uyên”" in await officer.says("mường tè, uyên")  # and nothing was taken
    assert "✓" not in officer.screen
    await officer.says("mường tè, phong thổ")
    await officer.taps("Địa bàn Phong Thổ (5)")
    assert officer.screen.count("✓") == 1
    await officer.taps("Xong")
    for words in ("4/12", "30/11", "1/11", "Tên", "Căn cứ"):
        await officer.says(words)
    assert f"Đơn vị: {len(units_of(office, 'area-107'))} ·" in officer.screen
    await officer.taps(START)
    assert kept(office)[0].scope["kinds"] == [BodyKind.COMMUNE]
    assert kept(office)[0].scope["areas"] == [body_id(office, "area-107")]


# --- days ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "why", "instead"),
    [
        ("20/11/2026", "Thứ Sáu 20/11/2026 đã qua", None),
        ("24/11", "Thứ Ba 24/11/2026 là ngày nghỉ", ["thứ Hai 23/11/2026", "thứ Tư 25/11/2026"]),
        ("5/12", "Thứ Bảy 05/12/2026 là ngày nghỉ", ["thứ Sáu 04/12/2026", "thứ Hai 07/12/2026"]),
        ("1/12/2027", "còn hơn một năm nữa", None),
        ("khi nào xong thì gửi", "Chưa đọc được ngày", None),
    ],
)
async def test_a_due_day_that_does_not_fit(
    office: Office, typed: str, why: str, instead: list[str] | None
) -> None:
    officer = await coordinator(office)
    await asks(officer, "due")
    usual = ["thứ Sáu 27/11/2026", "thứ Ba 01/12/2026", "thứ Ba 08/12/2026"]
    assert officer.buttons[:-2] == usual  # 3, 5 and 10 working days
    assert why in await officer.says(typed)
    assert officer.buttons[:-2] == (instead or usual)
    assert "Chốt số liệu đến ngày nào?" in await officer.taps(officer.buttons[0])


async def test_today_is_no_due_day_after_the_hour(office: Office) -> None:
    officer = await coordinator(office)
    office.clock.passes(hours=8.5)
    await asks(officer, "due")
    assert "Chốt số liệu" in await officer.says("hôm nay")
    await officer.taps("Quay lại")
    office.clock.passes(hours=1)
    said = await officer.says("hôm nay")
    assert "17:00" in said
    assert "Hạn gửi báo cáo là ngày nào?" in said


async def test_a_day_that_is_not_sure_is_asked_back(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "due")
    assert "Ý anh/chị là ngày nào?" in await officer.says("trước 4/12")
    await officer.taps("thứ Sáu 04/12/2026")
    assert "Chốt số liệu đến ngày nào?" in officer.screen


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("4/12", "Nghị định"),
        ("10/12", "Nghị định"),
        ("3/12", ""),
        ("20/11", ""),
        ("hôm qua", ""),
        ("1/1/2020", "đã quá một năm"),
        ("sớm thôi", "Chưa đọc được ngày"),
    ],
)
async def test_the_deadline_leaves_a_working_day_after_the_cut_off(
    office: Office, typed: str, why: str
) -> None:
    officer = await coordinator(office)
    await asks(officer, "cut_off")
    said = await officer.says(typed)
    assert why in said
    assert ("Chốt số liệu đến ngày nào?" in said) == bool(why)


async def test_an_earlier_due_day_asks_for_the_cut_off_again(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer)
    await officer.taps("Sửa: Hạn báo cáo")
    assert "Chốt số liệu đến ngày nào?" in await officer.says("27/11")
    # The window was from 01/12/2025 and still fits; one from after the cut-off would not.
    assert "Anh/chị vui lòng kiểm tra" in await officer.says("25/11")
    await officer.taps("Sửa: Số liệu từ ngày")
    await officer.says("20/11")
    await officer.taps("Sửa: Chốt số liệu")
    assert "Số liệu tính từ ngày nào?" in await officer.says("19/11")


@pytest.mark.parametrize("typed", ["1/12/2026", "1/1/2020", "không biết"])
async def test_the_window_begins_before_the_cut_off(office: Office, typed: str) -> None:
    officer = await coordinator(office)
    await asks(officer, "since")
    assert "Số liệu tính từ ngày nào?" in await officer.says(typed)
    assert "Tên đợt báo cáo là gì?" in await officer.says("1/10")


async def test_what_fitted_yesterday_is_looked_at_again_when_it_begins(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer)
    office.clock.passes(days=12)
    assert "Thứ Sáu 04/12/2026 đã qua" in await officer.taps(START)
    assert kept(office) == []
    assert "vui lòng kiểm tra" in await officer.says("11/12")  # the cut-off still leaves a day
    assert "Đã bắt đầu" in await officer.taps(START)


# --- words --------------------------------------------------------------------------------------
async def test_words_are_kept_as_they_were_typed(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "title")
    await officer.says(unicodedata.normalize("NFD", "<b>Rà soát</b>\n &amp; báo cáo"))
    await officer.says("QĐ <i>125</i>")
    assert "Tên đợt: <b>Rà soát</b> &amp; báo cáo" in officer.screen
    await officer.taps(START)
    (one,) = kept(office)
    assert (one.title, one.basis) == ("<b>Rà soát</b> &amp; báo cáo", "QĐ <i>125</i>")


@pytest.mark.parametrize(("place", "most"), [("title", 200), ("basis", 300)])
async def test_long_words_are_not_cut(office: Office, place: str, most: int) -> None:
    officer = await coordinator(office)
    before = await asks(officer, place)
    said = await officer.says("à" * (most + 1))
    assert f"{most + 1} ký tự" in said
    assert before.splitlines()[0] in said
    assert before.splitlines()[0] not in await officer.says("à" * most)


async def test_a_suggested_title_fits(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "forms")
    await officer.says("1, 2, 3, 4, 5, 6, 7, 8")
    await officer.taps("Xong")
    for _ in range(3):
        await officer.taps("Ít nhất một báo cáo")
    await officer.taps(EVERY)
    for words in ("4/12", "30/11", "1/11"):
        await officer.says(words)
    await officer.taps("Dùng tên gợi ý")
    await officer.taps("Bỏ qua")
    await officer.taps(START)
    assert 190 < len(kept(office)[0].title) <= 200


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


# --- warnings -----------------------------------------------------------------------------------
async def test_a_running_round_of_the_same_is_named(office: Office) -> None:
    officer = await coordinator(office)
    number = begin_round(office)
    warning = "⚠ Đợt “Đợt tháng 11” đang mở cũng yêu cầu báo cáo này"
    assert warning in await asks(officer)
    await officer.taps("Sửa: Biểu báo cáo")
    await officer.says("1")
    await officer.says("3")
    assert warning not in await officer.taps("Xong")  # of another form
    close_round(office, number)
    assert warning not in await asks(officer)


async def test_units_that_end_before_the_due_day_are_named(office: Office) -> None:
    officer = await coordinator(office)
    with office.database.transaction() as session:
        session.connection().exec_driver_sql(
            f"UPDATE bodies SET valid_to = '2026-11-30' WHERE id = {body_id(office, MUONG_TE)}"
        )
    assert "⚠ Đơn vị kết thúc hoạt động trước ngày hạn: Xã Mường Tè." in await asks(officer)


async def test_units_that_ended_meanwhile_are_chosen_anew(office: Office) -> None:
    officer = await coordinator(office)
    await asks(officer, "units")
    await officer.says("mường tè")
    await officer.taps("Xong")
    for words in ("4/12", "30/11", "1/11", "Tên", "Căn cứ"):
        await officer.says(words)
    with office.database.transaction() as session:
        session.connection().exec_driver_sql(
            f"UPDATE bodies SET valid_to = '2026-11-01' WHERE id = {body_id(office, MUONG_TE)}"
        )
    said = await officer.taps(START)
    assert "Yêu cầu những đơn vị nào báo cáo?" in said
    assert kept(office) == []


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
