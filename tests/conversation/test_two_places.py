"""One person in two places at once: two accounts, two drafts, two taps. Nothing lands wrong."""

from sqlmodel import select

from handlers import reasking
from storage import people
from storage.database import Database
from storage.models import Draft
from tests.conversation.people import CHANNEL, Office, Officer
from tests.conversation.test_filing import OUTREACH, fill


def second_account(office: Office, officer: Officer, address: str) -> Officer:
    """Another account of the same person, as a personal link makes it."""
    with office.database.transaction() as session:
        person_id = people.account(session, CHANNEL, officer.address, office.clock()).person_id
        account = people.account(session, CHANNEL, address, office.clock())
        account.person_id = person_id
    return office.person(address)


def answers(database: Database) -> dict[str, object]:
    with database.reading() as session:
        draft = session.exec(select(Draft)).one()
    return {name: one["value"] for name, one in draft.filling["answers"].items()}


async def test_words_typed_where_an_old_question_stands_are_not_taken(office: Office) -> None:
    phone = await office.officer()
    await fill(phone, *OUTREACH[:7])
    laptop = second_account(office, phone, "laptop")
    assert "Câu 8/15" in await laptop.says("/tiep")
    assert "Câu 9/15" in await laptop.says("45")
    said = await phone.says("45")  # meant for question 8, which still stands there
    assert "làm tiếp ở nơi khác" in said
    assert "Câu 9/15" in said
    assert "participants_female" not in answers(office.database)
    assert "✓ 20" in await phone.says("20")


async def test_an_edit_in_one_draft_leaves_the_other_one_open(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:3])
    place = officer.last_ref
    await officer.says("/baocao")
    await officer.taps("Rà soát bao bì tại cơ sở kinh doanh")
    said = await officer.edits(place, "bản Nà Hử")
    assert "Đã sửa: bản Nà Hừ → bản Nà Hử" in said
    assert "Ngày rà soát" in said
    assert "Cơ sở thuộc loại nào" in await officer.says("hôm nay")


async def test_two_taps_on_skip_skip_once(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:8])
    message_id, reply = officer.heard[-1]
    index = [choice.label for choice in reply.choices].index("Bỏ qua")
    assert "Câu 10/15" in await officer.taps_raw(message_id, index)
    assert "Câu 10/15" in await officer.taps_raw(message_id, index)


async def test_two_taps_on_a_form_begin_one_draft(office: Office) -> None:
    officer = await office.officer()
    await officer.says("/baocao")
    message_id, _ = officer.heard[-1]
    for _ in range(2):
        assert "Câu 1/15" in await officer.taps_raw(message_id, 0)
    with office.database.reading() as session:
        assert len(session.exec(select(Draft)).all()) == 1


async def test_a_command_that_only_tells_leaves_the_question_open(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:7])
    for command in ("/trogiup", "/quyenriengtu", "/web", "/dulieucuatoi"):
        assert "Câu 8/15" in await officer.says(command)
    assert "✓ 45" in await officer.says("45")


async def test_a_menu_from_before_a_downtime_answers_nothing_any_more(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:3])
    await officer.says("/huy")
    await officer.taps("Có, hủy")  # 1. Giữ lại báo cáo  2. Xóa hẳn
    with office.database.transaction() as session:
        now = office.clock()
        reasking.ask_again(session, now, now, office.worlds.world)
    assert "✓ Tập huấn" in await officer.says("2")
