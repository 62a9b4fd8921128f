"""Filing: nothing accepted is lost, nothing is sent twice, nobody touches another's report."""

import unicodedata

import pytest
from sqlmodel import Session, col, select

from handlers.messages import Unusable
from storage import reports
from storage.models import Answer, Draft, Report, Revision
from tests.conversation.golden import picture
from tests.conversation.people import Office, Officer

OUTREACH = ["hôm qua", "1", "bản Nà Hừ", "1", "2", "1", "không", "45", "20", "không thống kê",
            "không có", "1", "không có", "không phát sinh", "bỏ qua"]  # fmt: skip


async def fill(officer: Officer, *answers: str) -> str:
    await officer.says("/baocao")
    await officer.taps("Báo cáo hoạt động tuyên truyền")
    said = ""
    for answer in answers or OUTREACH:
        said = await officer.says(answer)
    return said


def kept(session: Session) -> dict[str, object]:
    return {one.name: one.value for one in session.exec(select(Answer))}


async def test_a_report_is_kept_with_typed_values(office: Office) -> None:
    officer = await office.officer()
    assert "kiểm tra lại" in await fill(officer)
    receipt = await officer.says("gửi")
    with office.database.reading() as session:
        report = session.exec(select(Report)).one()
        values = kept(session)
    assert report.code in receipt
    assert (report.unit_code, str(report.unit_valid_from)) == ("03445", "2025-07-01")
    assert report.event_date.isoformat() == "2026-11-22"
    assert values["participants_total"] == 45
    assert values["participants_minority"] == {"not_recorded": True}
    assert values["cost"] == 0
    assert values["event_date"] == {"date": "2026-11-22"}


async def test_two_taps_on_send_make_one_report(office: Office) -> None:
    officer = await office.officer()
    await fill(officer)
    first = await officer.taps("Gửi báo cáo")
    second = await officer.taps("Gửi báo cáo")
    assert "đã được gửi trước đó" in second
    with office.database.reading() as session:
        report = session.exec(select(Report)).one()
        assert session.exec(select(Draft)).all() == []
    assert report.code in first
    assert report.code in second


async def test_every_accepted_answer_is_there_after_a_restart(office: Office) -> None:
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Báo cáo hoạt động tuyên truyền")
    for number, answer in enumerate(OUTREACH, 1):
        said = await officer.says(answer)
        office.start()
        with office.database.reading() as session:
            draft = session.exec(select(Draft)).one()
        done = len(draft.filling["answers"]) + len(draft.filling["skipped"])
        assert done == number, said


async def test_start_never_destroys_a_draft(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:5])
    for command in ("/start", "/cuatoi", "/trogiup", "/quyenriengtu"):
        await officer.says(command)
    assert "Câu 6/15" in await officer.says("/tiep")


async def test_a_correction_is_a_new_revision_and_the_old_one_stays(office: Office) -> None:
    officer = await office.officer()
    await fill(officer)
    await officer.says("gửi")
    await officer.taps("Xem lại nội dung đã gửi")
    await officer.taps("Sửa báo cáo này")
    await officer.says("8")
    await officer.says("54")
    assert "bản 2" in await officer.says("gửi")
    with office.database.reading() as session:
        report = session.exec(select(Report)).one()
        revisions = session.exec(select(Revision).order_by(col(Revision.number))).all()
        counts = [
            next(a.value for a in reports.answers(session, r.id) if a.name == "participants_total")
            for r in revisions
        ]
    assert (report.revision, counts) == (2, [45, 54])


async def test_an_edit_after_sending_offers_a_correction(office: Office) -> None:
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Báo cáo hoạt động tuyên truyền")
    refs = {}
    for answer in OUTREACH:
        await officer.says(answer)
        refs[answer] = officer.last_ref
    await officer.says("gửi")
    assert "chưa thay đổi gì" in await officer.edits(refs["45"], "54")
    assert "kiểm tra lại" in await officer.taps("Sửa báo cáo này")


async def test_nobody_reaches_another_ones_draft_or_report(office: Office) -> None:
    anna, ben = await office.officer("anna"), await office.officer("ben", unit="03388")
    await fill(anna)
    message_id, reply = anna.heard[-1]
    for index in range(len(reply.choices)):
        assert "không còn dùng được" in await ben.taps_raw(message_id, index)
    await anna.says("gửi")
    message_id, reply = anna.heard[-1]
    for index in range(len(reply.choices)):
        assert "không còn dùng được" in await ben.taps_raw(message_id, index)
    with office.database.reading() as session:
        assert session.exec(select(Report)).one().person_id == 1


@pytest.mark.parametrize(("message", "index"), [(-1, -1), (0, 0), (999_999, 0), (1, 99)])
async def test_a_forged_button_does_nothing(office: Office, message: int, index: int) -> None:
    officer = await office.officer()
    await fill(officer, "hôm nay")
    said = await officer.taps_raw(message, index)
    assert "không còn dùng được" in said
    assert "Câu 2/15" in said


async def test_a_button_of_an_answered_question_changes_nothing(office: Office) -> None:
    officer = await office.officer()
    await fill(officer)
    said = await officer.taps("Hội nghị, hội thảo")
    assert "đã trả lời rồi" in said
    assert "kiểm tra lại" in said


async def test_ticks_update_the_message_they_are_made_on(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:3])
    question, _ = officer.heard[-1]
    await officer.taps("Tập huấn")
    ticked, reply = officer.heard[-1]
    assert reply.replaces == question
    assert [c.label for c in reply.choices if c.chosen] == ["Tập huấn"]
    await officer.taps("Ký cam kết")
    assert officer.heard[-1][1].replaces == ticked
    assert "Tập huấn; Ký cam kết" in await officer.taps("Xong")


async def test_photos_are_stripped_counted_and_shown_again(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:-1])
    assert "Đã nhận 1 ảnh" in await officer.sends_photo(picture("red"))
    assert "Đã nhận 2 ảnh" in await officer.sends_photo(picture("blue"))
    assert "2 ảnh" in await officer.taps("Xong")
    await officer.says("gửi")
    await officer.taps("Xem lại nội dung đã gửi")
    assert len(officer.heard[-1][1].attachments) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"GIF89a" + bytes(50), "không phải ảnh"), (b"%PDF-1.7", "vui lòng gửi ảnh")],
)
async def test_a_file_that_lies_is_refused(office: Office, content: bytes, words: str) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:-1])
    assert words in await officer.sends_photo(content)
    assert "Câu 15/15" in officer.screen


async def test_a_huge_photo_is_refused(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:-1])
    assert "10 MB" in await officer.sends_photo(bytes(11 * 1024 * 1024))
    assert "10 MB" in await officer.sends_unreadable(Unusable.TOO_LARGE)


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE reports; --",
        "<script>alert(1)</script> & <b>",
        "*đậm* _nghiêng_ [x](http://y) `z`",
        "=cmd|' /C calc'!A0",
        "bản 🏔️ Nà Hừ",
        "b\u0061\u0309n Nà Hừ",  # NFD
    ],
)
async def test_whatever_is_typed_is_data(office: Office, text: str) -> None:
    officer = await office.officer()
    answers = [*OUTREACH]
    answers[2] = text
    await fill(officer, *answers)
    await officer.says("gửi")
    with office.database.reading() as session:
        place = kept(session)["place"]
    assert place == unicodedata.normalize("NFC", text)


async def test_invisible_marks_are_dropped_and_long_texts_refused(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, "hôm nay", "1")
    assert "quá dài" in await officer.says("a" * 5000)
    assert "120" in await officer.says("a" * 121)
    assert "✓ bản Nà Hừ" in await officer.says("bản \u202eNà\u200b Hừ\x00")


async def test_an_officer_whose_duty_ended_cannot_send(office: Office) -> None:
    officer = await office.officer()
    await fill(officer)
    with office.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE assignments SET valid_to = '2026-11-01'")
    assert "không còn được giao" in await officer.says("gửi")
    with office.database.reading() as session:
        assert session.exec(select(Report)).all() == []
