"""Withdrawing: what it says it erases is erased, and coming back begins at the door."""

import os
import time
from pathlib import Path

from sqlmodel import SQLModel, select

from bot.files import path_of
from bot.filing_cabinet import YOUNG, FilingCabinet, Limits
from handlers.messages import Unusable
from storage import files, housekeeping, personal
from storage.models import (
    Conversation,
    Draft,
    FileGrant,
    Job,
    Message,
    Person,
    Report,
    StoredFile,
)
from tests.conversation.people import Office, Officer
from tests.conversation.test_filing import fill


def rows(office: Office, table: type[SQLModel]) -> list[SQLModel]:
    with office.database.reading() as session:
        return list(session.exec(select(table)))


async def leave(officer: Officer) -> str:
    await officer.says("/rutdongy")
    return await officer.taps("Rút lại đồng ý")


async def test_nothing_personal_stays_but_the_reports_do(office: Office) -> None:
    officer = await office.officer()
    await fill(officer)
    await officer.says("gửi")
    await fill(officer, "hôm nay")
    await officer.says("/dulieucuatoi")
    with office.database.transaction() as session:
        person = session.exec(select(Person)).one()
        files.keep(session, "c" * 64, personal.COPY, 10, office.clock())
        files.grant(session, "c" * 64, person.id)
    assert "xóa thông tin" in await leave(officer)
    (gone,) = rows(office, Person)
    assert isinstance(gone, Person)
    assert (gone.full_name, gone.phone) == ("", None)
    for table in (Draft, Job, FileGrant, StoredFile):
        assert rows(office, table) == [], table
    said = " ".join(str(one.body) for one in rows(office, Message))  # type: ignore[attr-defined]
    assert "Lò Văn An" not in said
    assert "0912345678" not in said
    assert len(rows(office, Report)) == 1


async def test_the_clean_up_goes_on_after_a_withdrawal(office: Office) -> None:
    officer = await office.officer()
    await officer.says("/dulieucuatoi")
    await leave(officer)
    with office.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE deliveries SET state = 'sent'")
    office.clock.passes(days=2)
    with office.database.transaction() as session:
        housekeeping.clean_up(session, office.clock())
    assert rows(office, Message) == []


async def test_a_typed_phone_number_is_not_in_the_transcript(office: Office) -> None:
    officer = office.person("a")
    for text in (office.invite(), "tôi đồng ý", "Lò Văn An", "5", "0987 654 321"):
        await officer.says(text)
    said = " ".join(str(one.body) for one in rows(office, Message))  # type: ignore[attr-defined]
    assert "654" not in said
    assert "Chào anh/chị" in officer.screen


async def test_coming_back_needs_a_code_and_consent_again(office: Office) -> None:
    officer = await office.officer()
    await leave(officer)
    old = next(m for m, r in officer.heard if any(c.label == "Khác (nhập)" for c in r.choices))
    await officer.says(office.invite())
    assert "không còn dùng được" in await officer.taps_raw(old, 6)
    assert "họ và tên" in await officer.taps("Tôi đồng ý")


async def test_a_code_is_used_up_also_by_who_broke_off_with_another(office: Office) -> None:
    first, second = office.invite(), office.invite("so-cong-thuong")
    officer, stranger = office.person("a"), office.person("b")
    await officer.says(first)
    await officer.taps("Tôi đồng ý")
    with office.database.transaction() as session:
        for conversation in session.exec(select(Conversation)):
            session.delete(conversation)
    assert "họ và tên" in await officer.says(second)
    assert "không còn hiệu lực" in await stranger.says(second)


async def test_copies_of_data_go_after_a_week(office: Office, tmp_path: Path) -> None:
    cabinet = FilingCabinet(tmp_path, Limits(10, 10))
    sha256 = cabinet.put(b"somebody's data")
    with office.database.transaction() as session:
        files.keep(session, sha256, personal.COPY, 10, office.clock())
    office.clock.passes(days=8)
    with office.database.transaction() as session:
        housekeeping.clean_up(session, office.clock())
        known = files.all_hashes(session)
    assert known == set()
    path = path_of(tmp_path, sha256)
    os.utime(path, (0, time.time() - YOUNG - 1))
    cabinet.sweep(known)
    assert not path.exists()


async def test_an_edited_name_is_not_taken_for_the_position(office: Office) -> None:
    stranger = office.person("a")
    await stranger.says(office.invite())
    await stranger.taps("Tôi đồng ý")
    await stranger.says("Lò Văn An")
    said = await stranger.edits(stranger.last_ref, "Lò Văn Am")
    assert "Chức vụ hiện tại" in said
    await stranger.taps("Công chức Phòng Kinh tế")
    await stranger.says("bỏ qua")
    (person,) = rows(office, Person)
    assert isinstance(person, Person)
    assert person.full_name == "Lò Văn An"


async def test_a_sticker_does_not_end_the_correction_of_ones_details(office: Office) -> None:
    officer = await office.officer()
    await officer.says("/suathongtin")
    assert "họ và tên" in await officer.sends_unreadable(Unusable.STICKER)
    await officer.says("Lò Thị Bình")
    assert "Chức vụ" in officer.screen


def test_no_table_keeps_people_unseen() -> None:
    """Whoever adds a table with a person in it must think of their erasing."""
    tables = {t.name for t in SQLModel.metadata.sorted_tables if "person_id" in t.columns}
    assert tables == {
        "accounts", "assignments", "audit_events", "consents", "digests", "drafts", "file_grants",
        "jobs", "messages", "nil_declarations", "notices", "postponements", "reminders", "reports",
        "reviews", "revisions", "round_extensions",
    }  # fmt: skip
