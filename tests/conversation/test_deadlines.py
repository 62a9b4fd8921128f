"""/han: what is due from whom, and the buttons below it and below reminders, days old or not."""

from datetime import date, timedelta

import pytest
from sqlmodel import select, update

from handlers.due_buttons import PAGE
from storage import extensions, people, rounds
from storage.models import Draft, Report, ReportState, Role, RoundKind
from tests.conversation.due_stage import leaves_office, person_id, staged
from tests.conversation.people import Office, Officer
from tests.conversation.test_filing import OUTREACH as ANSWERS
from tests.conversation.test_filing import fill
from tests.storage.round_stage import DUE, OUTREACH, PERIOD, SHOPS, at

OTHER = "03433"
PAPER = "Báo cáo hoạt động tuyên truyền"
BAGS = "Rà soát bao bì tại cơ sở kinh doanh"
SHORT = "Báo cáo định kỳ của đơn vị"
AD_HOC = "Báo cáo đột xuất rác thải nhựa"


def button(officer: Officer, label: str) -> tuple[int, int]:
    """Where a button stands now, to be pressed later."""
    message_id, reply = officer.heard[-1]
    return message_id, [choice.label for choice in reply.choices].index(label)


# --- what is said -------------------------------------------------------------------------------
async def test_what_is_due_is_said_with_its_day_and_what_is_missing(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, PERIOD)
        stage.round(OUTREACH, scope={"bodies": [stage.body(OTHER).id]}, title="Của xã khác")
    assert await officer.says("/han") == (
        "Xã Mường Tè · Báo cáo năm 2026\n"
        "Hạn: thứ Sáu 04/12/2026, còn 8 ngày làm việc\n"
        "Tình trạng: chưa bắt đầu. Còn thiếu:\n"
        "• Báo cáo hoạt động tuyên truyền\n"
        "• Báo cáo định kỳ của đơn vị\n"
        "[1. Báo cáo ngay]\n[2. Không phát sinh]\n[Menu]"
    )


async def test_several_rounds_come_in_the_order_of_their_days(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, PERIOD)
        stage.round(OUTREACH, title=AD_HOC, due_on=date(2026, 11, 23))
        stage.round(OUTREACH, title="Chưa bắt đầu", as_of=date(2026, 11, 25))
        stage.round(OUTREACH, title="Đã đóng").closed_at = office.clock()
    said = await officer.says("/han")
    assert f"1. Xã Mường Tè · {AD_HOC}\nHạn: hôm nay, thứ Hai 23/11/2026" in said
    assert "2. Xã Mường Tè · Báo cáo năm 2026" in said
    assert officer.buttons == [AD_HOC, "Báo cáo năm 2026", "Không phát sinh", "Menu"]
    assert "Chưa bắt đầu\n" not in said
    assert "Đã đóng" not in said
    assert "muốn báo cáo nội dung nào" in await officer.says("2")


async def test_an_overdue_report_and_an_extension_with_its_reason(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(title="Đợt một", due_on=date(2026, 11, 19))
        longer = stage.round(title="Đợt hai", due_on=date(2026, 11, 19))
        for day, why in ((26, "mưa lũ"), (25, "mất điện")):
            extensions.extend(
                stage.session, longer.id, None, date(2026, 11, day), why, stage.person.id,
                office.clock(),
            )  # fmt: skip
        extensions.extend(
            stage.session, longer.id, stage.body(OTHER).id, date(2026, 11, 26), "họp",
            stage.person.id, office.clock(),
        )  # fmt: skip
    said = await officer.says("/han")
    assert "Đợt một\nHạn: thứ Năm 19/11/2026, đã quá hạn 2 ngày làm việc" in said
    assert (
        "Đợt hai\nHạn: thứ Năm 26/11/2026, còn 2 ngày làm việc\nĐã gia hạn. Lý do: mưa lũ" in said
    )
    assert "mất điện" not in said


async def test_what_is_done_says_when_and_whether_in_time(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        body = stage.body()
        stage.round(title="Kịp")
        stage.round(title="Trễ", due_on=date(2026, 11, 18))
        nil = stage.round(SHOPS, title="Không có gì")
        stage.report(body, sent=at(date(2026, 11, 20)))
        stage.nil(nil, body, "packaging", sent=at(date(2026, 11, 20), "10:00"))
    said = await officer.says("/han")
    assert "✓ Xã Mường Tè · Kịp: đã báo cáo lúc 09:00 ngày 20/11/2026, đúng hạn" in said
    assert "Trễ: đã báo cáo lúc 09:00 ngày 20/11/2026, muộn 2 ngày làm việc" in said
    assert "không phát sinh lúc 10:00 ngày 20/11/2026, đúng hạn" in said
    assert "đã báo cáo đủ" in said
    assert "Báo cáo năm tiếp theo có hạn vào thứ Sáu 03/12/2027" in said
    assert officer.buttons == ["Bỏ khai không phát sinh", "Menu"]


@pytest.mark.parametrize(
    ("days", "coming"), [(0, "thứ Sáu 04/12/2026"), (11, "thứ Sáu 04/12/2026"),
                         (12, "thứ Sáu 03/12/2027")]
)  # fmt: skip
async def test_nothing_due_says_when_the_next_is(office: Office, days: int, coming: str) -> None:
    officer = await office.officer()
    office.clock.passes(days=days)
    said = await officer.says("/han")
    assert said == (
        "Hiện anh/chị không có báo cáo nào đến hạn.\n"
        f"Báo cáo năm tiếp theo có hạn vào {coming}.\n[Menu]"
    )


async def test_more_units_than_fit_are_turned_over(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        for number in range(PAGE + 2):
            stage.round(title=f"Đợt {number}", due_on=DUE + timedelta(days=number))
        stage.nil(stage.round(SHOPS), stage.body(), "packaging")
    first = await officer.says("/han")
    assert f"{PAGE}. Xã Mường Tè · Đợt {PAGE - 1}" in first
    assert f"Đợt {PAGE}\n" not in first
    assert "✓" in first
    second = await officer.taps("Còn 2 mục nữa")
    assert "✓" not in second
    assert f"1. Xã Mường Tè · Đợt {PAGE}\n" in second
    assert officer.buttons[:2] == [f"Đợt {PAGE}", f"Đợt {PAGE + 1}"]
    assert len(officer.buttons) <= 8
    with staged(office) as stage:
        for one in rounds.running(stage.session)[1:]:
            one.closed_at = office.clock()
    # Its button again, now that there is nothing to turn to.
    assert "Xã Mường Tè · Đợt 0\n" in await officer.taps("Còn 2 mục nữa")


async def test_an_area_officer_sees_their_area(office: Office) -> None:
    officer = await office.officer(unit="area-107", role=Role.AREA_OFFICER)
    with staged(office) as stage:
        stage.round()
        stage.round(title=AD_HOC, scope={"bodies": [stage.body("03388").id]})
        for unit in ("03445", "03433"):
            stage.report(stage.body(unit))
        stage.report(stage.body("03388"))
    said = await officer.says("/han")
    assert "Địa bàn Mường Tè · Báo cáo năm 2026: 2/7 xã, phường đã báo cáo\n" in said
    assert AD_HOC not in said
    assert officer.buttons == ["Nhắc đơn vị chưa báo cáo", "Xem các đợt báo cáo", "Menu"]


async def test_a_coordinator_sees_everybody(office: Office) -> None:
    officer = await office.officer(unit="so-cong-thuong", role=Role.COORDINATOR)
    with staged(office) as stage:
        stage.round(due_on=date(2026, 11, 20))
        stage.report(stage.body())
        one = stage.round(title=AD_HOC, scope={"bodies": [stage.body().id]})
    said = await officer.says("/han")
    assert "Báo cáo năm 2026: 1/38 đơn vị đã báo cáo, 37 quá hạn" in said
    assert f"{one.title}: 1/1 đơn vị đã báo cáo\n" in said


async def test_nobody_is_reminded_in_a_round_that_is_done(office: Office) -> None:
    officer = await office.officer(unit="so-cong-thuong", role=Role.COORDINATOR)
    with staged(office) as stage:
        stage.round(scope={"bodies": [stage.body().id]})
        stage.report(stage.body())
    await officer.says("/han")
    assert officer.buttons == ["Xem các đợt báo cáo", "Menu"]


async def test_who_has_no_duty_is_told_nothing_of_others(office: Office) -> None:
    officer = await office.officer(unit="so-cong-thuong", role=Role.COORDINATOR)
    with staged(office) as stage:
        stage.round()
    leaves_office(office, officer)
    said = await officer.says("/han")
    assert "chưa được giao báo cáo cho đơn vị nào" in said
    assert "Báo cáo năm 2026" not in said
    assert officer.buttons == ["Menu"]


# --- straight to the form -----------------------------------------------------------------------
async def test_a_single_missing_form_begins_at_once(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round()
    await officer.says("/han")
    assert "Câu 1/15" in await officer.taps("Báo cáo ngay")


async def test_a_form_is_chosen_where_several_are_missing_and_all_is_done_at_the_end(
    office: Office,
) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, PERIOD)
    office.clock.passes(days=8)  # behind the window: the period report is the round's all the same
    await officer.says("/han")
    await officer.taps("Báo cáo ngay")
    await officer.taps(PAPER)
    for answer in ["25/11", *ANSWERS[1:], "gửi"]:
        await officer.says(answer)
    await officer.says("/han")
    await officer.taps("Báo cáo ngay")
    for answer in ["1", "không có", "không có", "bỏ qua", "1", "gửi"]:
        await officer.says(answer)
    assert "đã báo cáo đủ" in await officer.says("/han")


async def test_an_own_draft_is_gone_on_with(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, PERIOD)
    await officer.says("/baocao")
    await officer.taps(PAPER)
    await officer.says("hôm qua")
    said = await officer.says("/han")
    assert f"• {PAPER}: đang viết, chưa gửi" in said
    assert "Câu 2/15" in await officer.taps("Viết tiếp bản nháp")
    await officer.says("/han")
    await officer.taps("Báo cáo ngay")
    assert "Câu 2/15" in await officer.taps(PAPER)


async def test_somebody_elses_draft_is_not(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round()
        stage.draft(stage.body())
    await officer.says("/han")
    assert "Câu 1/15" in await officer.taps("Báo cáo ngay")
    assert "Viết tiếp bản nháp" not in officer.buttons


async def test_a_draft_of_something_else_is_not(office: Office) -> None:
    """Of another form, for another unit, or a correction of a report that was sent."""
    officer = await office.officer()
    me = person_id(office, officer)
    with staged(office) as stage:
        body, other = stage.body(), stage.body(OTHER)
        stage.round(SHOPS, scope={"bodies": [body.id]})
        people.assign(stage.session, me, other.id, Role.REPORTER, office.clock().date())
        stage.shop(body)
        about = ("establishment", stage.shop(body))
        sent = stage.report(body, "packaging", about=about)
        stage.draft(body, "packaging", person_id=me, corrects=sent)
        stage.draft(other, "packaging", person_id=me)
        stage.draft(body, "outreach", person_id=me)
        stage.session.exec(update(Draft).values(filling={"answers": {"x": 1}}))
    assert f"{BAGS}: 1/2 cơ sở" in await officer.says("/han")
    assert "Câu 1/" in await officer.taps("Báo cáo ngay")
    with office.database.reading() as session:
        assert len(session.exec(select(Draft)).all()) == 4


async def test_a_returned_report_is_corrected(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round()
    await fill(officer)
    await officer.says("gửi")
    with staged(office) as stage:
        stage.session.exec(select(Report)).one().state = ReportState.RETURNED
    said = await officer.says("/han")
    assert f"Tình trạng: bị trả lại, cần sửa. Còn thiếu:\n• {PAPER}: bị trả lại, cần sửa" in said
    assert officer.buttons == ["Báo cáo ngay", "Menu"]
    assert "kiểm tra lại" in await officer.taps("Báo cáo ngay")
    assert "bản 2" in await officer.says("gửi")
    assert "đã báo cáo đủ" in await officer.says("/han")


async def test_a_report_of_another_that_was_returned_names_them(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round()
        stage.person.full_name = "Giàng Thị Mỷ"
        stage.report(stage.body(), state=ReportState.RETURNED)
    await officer.says("/han")
    assert "do Giàng Thị Mỷ gửi" in await officer.taps("Báo cáo ngay")
    assert "Câu 1/15" in await officer.taps("Báo cáo mới")


# --- old buttons --------------------------------------------------------------------------------
async def test_what_was_reported_meanwhile_is_answered_with_thanks(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH)
        stage.round(PERIOD, title=AD_HOC)
    await officer.says("/han")
    first = button(officer, "Báo cáo năm 2026")
    with staged(office) as stage:
        stage.report(stage.body())
    office.clock.passes(days=3)
    said = await officer.taps_raw(*first)
    assert "Cảm ơn anh/chị" in said
    assert f"Xã Mường Tè · {AD_HOC}\nHạn: thứ Sáu 04/12/2026" in said


async def test_a_form_that_was_reported_meanwhile_is_not_begun(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, PERIOD)
    await officer.says("/han")
    await officer.taps("Báo cáo ngay")
    first = button(officer, PAPER)
    with staged(office) as stage:
        stage.report(stage.body())
    said = await officer.taps_raw(*first)
    assert "Cảm ơn anh/chị" in said
    assert f"Còn thiếu:\n• {SHORT}\n" in said


async def test_a_button_of_a_closed_round_says_so(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        one = stage.round(OUTREACH, SHOPS)
        round_id = one.id
    await officer.says("/han")
    await officer.taps("Báo cáo ngay")
    places = [button(officer, PAPER), button(officer, "Không phát sinh")]
    with staged(office) as stage:
        found = rounds.get(stage.session, round_id)
        assert found is not None
        found.closed_at = office.clock()
    for place in places:
        assert "đã đóng" in await officer.taps_raw(*place)
    assert officer.buttons == ["Việc đến hạn", "Menu"]


async def test_a_button_of_an_office_one_left_does_nothing(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, SHOPS)
    await officer.says("/han")
    await officer.taps("Báo cáo ngay")
    places = [button(officer, PAPER), button(officer, "Không phát sinh")]
    leaves_office(office, officer)
    for place in places:
        assert "không còn được giao báo cáo" in await officer.taps_raw(*place)


async def test_a_unit_that_is_no_longer_asked_for_owes_nothing(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        one = stage.round(kind=RoundKind.AD_HOC, scope={"bodies": [stage.body().id]})
        round_id = one.id
    await officer.says("/han")
    with staged(office) as stage:
        found = rounds.get(stage.session, round_id)
        assert found is not None
        found.scope = {"bodies": [stage.body(OTHER).id]}
    assert "không thuộc đợt báo cáo này" in await officer.taps("Báo cáo ngay")


async def test_a_restart_changes_nothing(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, PERIOD)
    await officer.says("/han")
    office.start()
    assert "muốn báo cáo nội dung nào" in await officer.says("1")
    office.start()
    assert "Câu 1/15" in await officer.says("1")


async def test_the_list_can_be_read_in_english(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round()
    await officer.says("/ngonngu")
    await officer.taps("English")
    said = await officer.says("/han")
    assert "8 working days left" in said
    assert "State: not started. Still missing:" in said
