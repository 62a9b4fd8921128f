"""What may be answered to each question of a round that is asked for, and what is refused."""

import unicodedata

import pytest

from storage.models import BodyKind, Requirement
from storage.rounds import Asked
from tests.conversation.mailing_stage import (
    MUONG_TE,
    begin_round,
    body_id,
    close_round,
    coordinator,
    units_of,
)
from tests.conversation.people import Office
from tests.conversation.rounds import EVERY, asked, asks, kept

START = "Bắt đầu đợt"


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
