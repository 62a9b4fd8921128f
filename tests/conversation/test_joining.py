"""Joining: one-time codes, consent first, guessing slowed, strangers learn nothing."""

from datetime import timedelta

from sqlmodel import col, select

from storage import housekeeping
from storage.models import (
    Account,
    Assignment,
    AuditEvent,
    Consent,
    Conversation,
    InboxEntry,
    Message,
    Person,
    Role,
)
from tests.conversation.people import Office


async def test_an_officer_joins_and_all_of_it_is_kept(office: Office) -> None:
    await office.officer(unit="03445")
    with office.database.reading() as session:
        person = session.exec(select(Person)).one()
        consent = session.exec(select(Consent)).one()
        duty = session.exec(select(Assignment)).one()
    assert (person.full_name, person.phone) == ("Lò Văn An", "0912345678")
    assert consent.person_id == person.id
    assert consent.version == "2026-11-24"
    assert "rút lại đồng ý" in consent.text
    assert (duty.role, duty.valid_to) == (Role.REPORTER, None)


async def test_a_code_works_once(office: Office) -> None:
    code = office.invite()
    first, second = office.person("first"), office.person("second")
    await first.says(code)
    await second.says(code)
    assert "họ và tên" in await first.taps("Tôi đồng ý")
    assert "không còn hiệu lực" in await second.taps("Tôi đồng ý")
    assert "chưa đúng hoặc không còn hiệu lực" in await office.person("third").says(code)


async def test_an_expired_code_is_as_wrong_as_any_other(office: Office) -> None:
    code = office.invite()
    office.clock.passes(days=15)
    wrong = await office.person("a").says("ABCDE-12345")
    assert await office.person("b").says(code) == wrong


async def test_a_code_may_be_typed_as_people_type(office: Office) -> None:
    code = office.invite().replace("-", " ").lower().replace("0", "o")
    assert "được mời làm" in await office.person("a").says(f" {code} ")


async def test_guessing_is_slowed_for_the_guesser_and_audited(office: Office) -> None:
    guesser = office.person("guesser")
    for number in range(5):
        assert "chưa đúng" in await guesser.says(f"ABCDE-1234{number}")
    code = office.invite()
    assert "sai nhiều lần" in await guesser.says(code)
    assert "được mời làm" in await office.person("honest").says(code)
    office.clock.passes(hours=1, minutes=1)
    assert "được mời làm" in await guesser.says(code)
    with office.database.reading() as session:
        actions = [event.action for event in session.exec(select(AuditEvent))]
    assert actions.count("wrong code") == 5
    assert "codes refused" in actions


async def test_guessing_from_many_accounts_is_slowed_too(office: Office) -> None:
    office.clock.tick = timedelta(0)
    for number in range(30):
        await office.person(f"guesser-{number}").says("ABCDE-12345")
    assert "sai nhiều lần" in await office.person("guesser-0").says("ABCDE-12346")
    assert "được mời làm" in await office.person("honest").says(office.invite())


async def test_whoever_says_no_leaves_nothing_behind(office: Office) -> None:
    stranger = office.person("stranger")
    await stranger.says(office.invite())
    await stranger.taps("Tôi không đồng ý")
    office.clock.passes(days=2)
    with office.database.transaction() as session:
        for delivery in session.connection().exec_driver_sql("SELECT id FROM deliveries"):
            session.connection().exec_driver_sql(
                f"UPDATE deliveries SET state = 'sent' WHERE id = {delivery.id}"
            )
        housekeeping.clean_up(session, office.clock())
    with office.database.reading() as session:
        for table in (Account, Person, Consent, Conversation, Message):
            assert session.exec(select(table)).all() == [], table
        payloads = session.exec(select(col(InboxEntry.payload))).all()
    assert set(payloads) <= {""}


async def test_a_stranger_learns_nothing(office: Office) -> None:
    stranger = office.person("stranger")
    greeting = await stranger.says("xin chào")
    for text in ("/baocao", "/tiep", "/cuatoi", "03445", "Mường Tè", "/start"):
        assert await stranger.says(text) == greeting


async def test_an_officer_who_broke_off_goes_on_with_the_same_code(office: Office) -> None:
    code = office.invite()
    officer = office.person("a")
    await officer.says(code)
    await officer.taps("Tôi đồng ý")
    with office.database.transaction() as session:  # the open question was lost somehow
        for conversation in session.exec(select(Conversation)):
            session.delete(conversation)
    assert "họ và tên" in await officer.says(code)


async def test_a_second_code_gives_one_duty_more(office: Office) -> None:
    officer = await office.officer(unit="03445")
    offered = await officer.says(office.invite("03388"))
    assert "giao thêm" in offered
    assert "Phường Đoàn Kết" in offered
    await officer.taps("Tôi nhận")
    assert "đơn vị nào" in await officer.taps("Báo cáo mới") + await officer.says("1")
    assert officer.buttons[:2] == ["Xã Mường Tè", "Phường Đoàn Kết"]


async def test_a_web_link_is_personal(office: Office) -> None:
    officer = await office.officer()
    link = await officer.says("/web")
    assert "https://soxanh.example/vao/" in link
    assert "dùng một lần" in link
