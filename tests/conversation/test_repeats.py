"""Several things of a kind in one report: each is kept, a tap counts once, edits find theirs."""

from sqlmodel import Session, col, select

from storage.models import Answer, Draft
from tests.conversation.people import Office, Officer
from tests.conversation.test_transcripts import TRIAL

BEGIN = "hôm nay\n8h30\nHội Phụ nữ xã\nbỏ qua\nbỏ qua"


async def begun(office: Office) -> Officer:
    """At the first lecturer's name."""
    office.publish(TRIAL.read_text("utf-8"))
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Lớp tập huấn")
    await officer.says(BEGIN)
    return officer


async def at_the_check(office: Office) -> Officer:
    officer = await begun(office)
    await officer.says("Lò Văn An\n2\nthêm\nLý Thị Mẩy\n1\nkhông\nok")
    return officer


def people_of(session: Session) -> list[object]:
    answers = session.exec(select(Draft)).one().filling["answers"]
    return [one["value"] for key, one in answers.items() if key.startswith("full_name")]


async def test_each_of_them_is_kept_under_its_place(office: Office) -> None:
    officer = await at_the_check(office)
    await officer.says("gửi")
    with office.database.reading() as session:
        kept = session.exec(select(Answer).order_by(col(Answer.ordinal))).all()
    inside = [(one.name, one.label, one.value) for one in kept if "/" in one.name]
    assert inside == [
        ("speaker[1]/full_name", "Giảng viên 1 · Họ và tên giảng viên là gì?", "Lò Văn An"),
        ("speaker[1]/sessions", "Giảng viên 1 · Giảng viên này dạy mấy buổi?", 2),
        ("speaker[2]/full_name", "Giảng viên 2 · Họ và tên giảng viên là gì?", "Lý Thị Mẩy"),
        ("speaker[2]/sessions", "Giảng viên 2 · Giảng viên này dạy mấy buổi?", 1),
    ]


async def test_two_taps_on_add_add_one(office: Office) -> None:
    officer = await begun(office)
    await officer.says("Lò Văn An")
    await officer.says("2")
    await officer.taps("Thêm")
    await officer.taps("Thêm")
    assert "Câu 8/10 · Giảng viên 2" in officer.screen


async def test_nobody_removes_from_anothers_draft(office: Office) -> None:
    anna = await at_the_check(office)
    ben = await office.officer("ben", unit="03388")
    await anna.taps("Sửa")
    await anna.taps("Bớt giảng viên")
    await anna.taps("Giảng viên 1: Lò Văn An")
    message_id, reply = anna.heard[-1]
    for index in range(len(reply.choices)):
        assert "không còn dùng được" in await ben.taps_raw(message_id, index)
    with office.database.reading() as session:
        assert people_of(session) == ["Lò Văn An", "Lý Thị Mẩy"]


async def test_an_old_button_removes_nothing_while_a_question_is_open(office: Office) -> None:
    officer = await at_the_check(office)
    await officer.taps("Sửa")
    await officer.taps("Bớt giảng viên")
    await officer.taps("Giảng viên 1: Lò Văn An")
    await officer.taps("Không, giữ lại")
    await officer.says("1")
    assert "Câu 1/10" in await officer.taps("Có, bỏ mục này")
    with office.database.reading() as session:
        assert people_of(session) == ["Lò Văn An", "Lý Thị Mẩy"]


async def test_an_edited_name_corrects_the_right_one(office: Office) -> None:
    officer = await begun(office)
    await officer.says("Lò Văn An")
    await officer.says("2")
    await officer.taps("Thêm")
    await officer.says("Lý Thị Mẩy")
    second = officer.last_ref
    said = await officer.edits(second, "Lý Thị Mỷ")
    assert "Đã sửa: Lý Thị Mẩy → Lý Thị Mỷ" in said
    with office.database.reading() as session:
        assert people_of(session) == ["Lò Văn An", "Lý Thị Mỷ"]


async def test_the_answers_of_an_edited_message_are_offered_also_when_some_still_wait(
    office: Office,
) -> None:
    officer = await begun(office)
    await officer.says("Lò Văn An\nnhiều lắm\nkhông")
    ref = officer.last_ref
    said = await officer.edits(ref, "Lò Văn Ân\n2\nkhông")
    assert "Anh/chị muốn sửa câu nào?" in said
    assert officer.buttons == [
        "Giảng viên 1 · Họ và tên giảng viên là gì? Lò Văn An",
        "Không sửa gì",
    ]
    assert "Hiện ghi: Lò Văn An" in await officer.says("1")


async def test_many_answers_of_a_sent_report_are_offered_one_by_one(office: Office) -> None:
    officer = await begun(office)
    await officer.says("Lò Văn An\n2\nthêm\nLý Thị Mẩy\n1\nkhông\nok")
    ref = officer.last_ref
    await officer.says("gửi")
    await officer.edits(ref, "Lò Văn An\n2\nthêm\nLý Thị Mẩy\n3\nkhông\nok")
    said = await officer.taps("Giảng viên 2 · Giảng viên này dạy mấy buổi? 1")
    assert "Hiện ghi: 1" in said
    assert "Đã sửa: 1 → 3" in await officer.says("3")
    assert "bản 2" in await officer.says("gửi")
