"""Reviewing: who may decide about what, looked at anew each time; what a decision does."""

import pytest
from sqlmodel import col, select, update

from storage.models import Assignment, AuditEvent, Report, ReportState, Review, Role
from tests.conversation.people import Office, Officer
from tests.conversation.test_filing import OUTREACH, fill
from tests.conversation.test_transcripts import send_some

pytestmark = pytest.mark.parametrize("database_prints", ["sqlite"], indirect=True)
WHO: dict[str, tuple[str, Role]] = {
    "its own area": ("area-107", Role.AREA_OFFICER),
    "another area": ("area-108", Role.AREA_OFFICER),
    "a colleague": ("03445", Role.REPORTER),
    "another commune": ("03433", Role.REPORTER),
    "a coordinator": ("so-cong-thuong", Role.COORDINATOR),
    "another department": ("so-tai-chinh", Role.REPORTER),
}


def state(office: Office) -> list[str]:
    with office.database.reading() as session:
        return [one.state for one in session.exec(select(Report).order_by(col(Report.id)))]


def decisions(office: Office) -> list[str]:
    with office.database.reading() as session:
        return list(session.exec(select(Review.decision).order_by(col(Review.id))))


async def reported(office: Office) -> Officer:
    officer = await office.officer("an")
    await fill(officer)
    await officer.says("gửi")
    return officer


def code(office: Office) -> str:
    with office.database.reading() as session:
        return session.exec(select(Report.code)).one()


@pytest.mark.parametrize(
    ("who", "sees", "decides"),
    [
        ("its own area", True, True),
        ("another area", False, False),
        ("a colleague", False, False),
        ("another commune", False, False),
        ("a coordinator", True, True),
        ("another department", False, False),
    ],
)
async def test_who_may_open_a_report_by_its_code(
    office: Office, who: str, sees: bool, decides: bool
) -> None:
    await reported(office)
    reviewer = await office.officer("reviewer", *WHO[who])
    said = await reviewer.says(f"/duyet {code(office).lower()}")
    assert ("bản Nà Hừ" in said) is sees
    assert ("Xác nhận" in reviewer.buttons) is decides


async def test_a_coordinator_removed_meanwhile_confirms_nothing(office: Office) -> None:
    await reported(office)
    reviewer = await office.officer("reviewer", *WHO["a coordinator"])
    await reviewer.says(f"/duyet {code(office)}")
    with office.database.transaction() as session:
        person = session.exec(select(Assignment.person_id).where(
            col(Assignment.role) == Role.COORDINATOR)).one()  # fmt: skip
        day = office.clock.now.date().replace(day=1)
        session.exec(update(Assignment).where(col(Assignment.person_id) == person)
                     .values(valid_from=day, valid_to=day))  # fmt: skip
    said = await reviewer.taps("Xác nhận")
    assert "không thuộc đơn vị" in said
    assert "bản Nà Hừ" not in said
    assert state(office) == [ReportState.SUBMITTED]


async def test_an_area_officer_does_not_confirm_what_they_sent(office: Office) -> None:
    area = await office.officer("area", *WHO["its own area"])
    await fill(area, *OUTREACH[:1], "mường tè", *OUTREACH[2:])
    await area.says("gửi")
    await area.says(f"/duyet {code(office)}")
    assert "Xác nhận" not in area.buttons


async def test_what_is_confirmed_is_locked_until_a_coordinator_unlocks_it(office: Office) -> None:
    officer = await reported(office)
    reviewer = await office.officer("reviewer", *WHO["a coordinator"])
    await reviewer.says(f"/duyet {code(office)}")
    await reviewer.taps("Xác nhận")
    await officer.says("/cuatoi")
    await officer.says("1")
    assert "Sửa báo cáo này" not in officer.buttons
    await reviewer.says(f"/duyet {code(office)}")
    await reviewer.taps("Mở khóa để sửa")
    await officer.says("/cuatoi")
    await officer.says("1")
    assert "Sửa báo cáo này" in officer.buttons
    assert decisions(office) == ["confirmed", "unlocked"]


async def test_a_returned_report_is_told_to_whoever_answers_for_the_unit_now(
    office: Office,
) -> None:
    await reported(office)
    with office.database.transaction() as session:  # who sent it has left
        session.exec(update(Assignment).values(valid_to=office.clock.now.date().replace(day=1)))
    successor = await office.officer("binh")
    reviewer = await office.officer("reviewer", *WHO["its own area"])
    await reviewer.says(f"/duyet {code(office)}")
    await reviewer.taps("Trả lại để bổ sung")
    await reviewer.says("9")
    await reviewer.taps("Tiếp tục")
    await reviewer.taps("Số liệu chưa khớp, đề nghị kiểm tra lại.")
    assert "Đã báo cho: Lò Văn An" in await reviewer.taps("Trả lại")
    assert "Số liệu chưa khớp" in await successor.hears()
    assert "Câu 9" in await successor.taps("Sửa: Trong đó có bao nhiêu nữ?")
    await successor.says("10")
    await successor.says("gửi")
    assert state(office) == [ReportState.SUBMITTED]


async def test_two_reviewers_decide_once(office: Office) -> None:
    await reported(office)
    one = await office.officer("one", *WHO["its own area"])
    other = await office.officer("other", *WHO["a coordinator"])
    for reviewer in (one, other):
        await reviewer.says(f"/duyet {code(office)}")
    await one.taps("Xác nhận")
    assert "vừa được xử lý" in await other.taps("Xác nhận")
    await other.taps("Trả lại để bổ sung")
    await other.taps("Cả báo cáo")
    await other.says("1")
    assert "vừa được xử lý" in await other.taps("Trả lại")
    assert state(office) == [ReportState.CONFIRMED]
    assert decisions(office) == ["confirmed"]
    with office.database.reading() as session:
        said = select(AuditEvent).where(col(AuditEvent.action) == "report confirmed")
        assert len(session.exec(said).all()) == 1


async def test_confirming_together_leaves_out_what_looks_the_same(office: Office) -> None:
    await send_some(await office.officer("an"))
    reviewer = await office.officer("reviewer", *WHO["its own area"])
    await reviewer.says("/duyet")
    await reviewer.says("1")
    await reviewer.taps("Xác nhận nhiều báo cáo")
    assert "Đã xác nhận 1 báo cáo" in await reviewer.taps("Xác nhận tất cả")
    assert state(office) == ["submitted", "submitted", "confirmed"]
