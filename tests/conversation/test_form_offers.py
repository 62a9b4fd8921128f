"""A coordinator sends a form as a workbook: it is checked, explained, put into use, once."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from sqlmodel import select

from storage.models import AuditEvent, FormVersion, Role
from tests.conversation.golden import document
from tests.conversation.people import Office, Officer

GOOD: dict[str, list[list[Any]]] = {
    "survey": [
        ["type", "name", "label", "required"],
        ["date", "event_date", "Phiên chợ ngày nào?", "yes"],
        ["integer", "stalls", "Có bao nhiêu gian hàng?", "yes"],
    ],
    "settings": [["form_title", "form_id", "version"], ["Phiên chợ xanh", "market", "1"]],
}


def workbook(changes: dict[str, list[list[Any]]] | None = None) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in (GOOD | (changes or {})).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


async def coordinator(office: Office, role: Role = Role.COORDINATOR) -> Officer:
    return await office.officer("coordinator", "so-cong-thuong", role)


async def checked(office: Office, officer: Officer, content: bytes) -> str:
    assert "đang kiểm tra biểu mẫu" in await officer.sends_document(content, "phiên chợ.xlsx")
    await office.works()
    return await officer.hears()


async def put_into_use(office: Office, officer: Officer, content: bytes) -> str:
    await checked(office, officer, content)
    await officer.taps("Đưa vào sử dụng")
    await office.works()
    return await officer.hears()


def versions(office: Office) -> list[str]:
    with office.database.reading() as session:
        rows = session.exec(select(FormVersion)).all()
        return [one.version for one in rows if one.form_id == "market"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
async def test_a_good_form_is_put_into_use_and_filled_in(office: Office, role: Role) -> None:
    officer = await coordinator(office, role)
    said = await checked(office, officer, workbook())
    assert "“Phiên chợ xanh” dùng được: 2 câu hỏi" in said
    assert versions(office) == []
    await officer.taps("Đưa vào sử dụng")
    await office.works()
    assert "đã được đưa vào sử dụng" in await officer.hears()
    assert versions(office) == ["1"]
    reporter = await office.officer()
    await reporter.says("/baocao")
    await reporter.taps("Phiên chợ xanh")
    await reporter.says("hôm nay\n12")
    assert "Đã gửi" in await reporter.says("gửi")
    with office.database.reading() as session:
        events = session.exec(select(AuditEvent).where(AuditEvent.action == "form published"))
        assert [one.subject for one in events] == ["market 1"]


async def test_two_taps_put_it_into_use_once(office: Office) -> None:
    officer = await coordinator(office)
    await put_into_use(office, officer, workbook())
    await officer.taps("Đưa vào sử dụng")
    await office.works()
    assert versions(office) == ["1"]


async def test_left_out_it_is_not_used(office: Office) -> None:
    officer = await coordinator(office)
    await checked(office, officer, workbook())
    assert "chưa được đưa vào sử dụng" in await officer.taps("Bỏ")
    await office.works()
    assert versions(office) == []


async def test_what_is_wrong_is_said_ten_at_a_time(office: Office) -> None:
    rows = [["type", "name", "label"], *([f"text{n}", f"q{n}", "Câu?"] for n in range(14))]
    officer = await coordinator(office)
    said = await checked(office, officer, workbook({"survey": rows}))
    assert "Biểu mẫu chưa dùng được. Cần sửa 14 lỗi" in said
    assert said.count("• ") == 10
    assert "… và 4 lỗi nữa." in said
    assert "gửi lại" in said
    assert officer.buttons == []


@pytest.mark.parametrize(
    ("content", "words"), [(document("a.xlsx"), "Cần sửa"), (workbook({"survey": []}), "Cần sửa")]
)
async def test_what_is_no_form_is_explained(office: Office, content: bytes, words: str) -> None:
    officer = await coordinator(office)
    assert words in await checked(office, officer, content)


async def test_a_changed_form_needs_a_new_version(office: Office) -> None:
    officer = await coordinator(office)
    await put_into_use(office, officer, workbook())
    assert "đang được sử dụng rồi" in await checked(office, officer, workbook())
    rows = [*GOOD["survey"], ["text", "note", "Ghi chú gì thêm?", ""]]
    said = await checked(office, officer, workbook({"survey": rows}))
    assert "đã có phiên bản 1 với nội dung khác" in said
    settings = [GOOD["settings"][0], ["Phiên chợ xanh", "market", "2"]]
    new = workbook({"survey": rows, "settings": settings})
    assert "đã được đưa vào sử dụng" in await put_into_use(office, officer, new)
    assert versions(office) == ["1", "2"]


async def test_only_coordinators_offer_forms(office: Office) -> None:
    reporter = await office.officer()
    said = await reporter.sends_document(workbook(), "phiên chợ.xlsx")
    assert "bắt đầu một báo cáo trước" in said
    await office.works()
    assert await reporter.hears() == ""


async def test_who_is_no_coordinator_any_more_puts_nothing_into_use(office: Office) -> None:
    officer = await coordinator(office)
    await checked(office, officer, workbook())
    with office.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE assignments SET valid_to = '2026-11-01'")
    assert "không còn dùng được" in await officer.taps("Đưa vào sử dụng")
    await office.works()
    assert versions(office) == []


async def test_the_open_question_stays_open_beside_it(office: Office) -> None:
    officer = await coordinator(office)
    await officer.says("/baocao")
    await officer.taps("Báo cáo hoạt động tuyên truyền")
    said = await officer.sends_document(workbook(), "phiên chợ.xlsx")
    assert "đang kiểm tra biểu mẫu" in said
    assert "Câu 1/" in said
    await office.works()
    assert "dùng được" in await officer.hears()
    assert "✓ 23/11/2026" in await officer.says("hôm nay")
