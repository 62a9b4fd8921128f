"""Files and places: kept for who consented, shown back to their owner, refused with a reason."""

import json
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.files import path_of
from handlers.messages import Stored
from storage.models import Answer, FileGrant, Message, StoredFile
from tests.conversation.golden import document, picture
from tests.conversation.people import Office, Officer
from tests.conversation.test_transcripts import TRIAL
from tests.conversation.test_two_places import second_account


async def at_the_place(office: Office) -> Officer:
    office.publish(TRIAL.read_text("utf-8"))
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Lớp tập huấn")
    await officer.says("hôm nay\n8h30\nHội Phụ nữ xã")
    return officer


async def at_the_file(office: Office) -> Officer:
    officer = await at_the_place(office)
    await officer.says("bỏ qua")
    return officer


async def sent(officer: Officer) -> None:
    await officer.says("Lò Văn An\n2\nkhông\nok")
    await officer.says("gửi")


def values(session: Session) -> dict[str, object]:
    return {one.name: one.value for one in session.exec(select(Answer))}


async def test_a_file_is_kept_as_it_is_and_shown_back(office: Office, tmp_path: Path) -> None:
    officer = await at_the_file(office)
    content = document("kế hoạch.docx")
    assert "✓ kế hoạch.docx" in await officer.sends_document(content, "kế hoạch.docx")
    await sent(officer)
    await officer.taps("Xem lại nội dung đã gửi")
    (shown,) = officer.heard[-1][1].attachments
    assert isinstance(shown, Stored)
    assert shown.name == "kế hoạch.docx"
    assert path_of(tmp_path, shown.sha256).read_bytes() == content
    with office.database.reading() as session:
        assert session.exec(select(FileGrant)).one().sha256 == shown.sha256
        assert values(session)["plan"] == {
            "file": [shown.sha256, shown.media_type, "kế hoạch.docx"]
        }


async def test_a_photo_is_taken_where_a_file_is_asked(office: Office) -> None:
    officer = await at_the_file(office)
    assert "✓" in await officer.sends_photo(picture())
    await sent(officer)
    await officer.taps("Xem lại nội dung đã gửi")
    (shown,) = officer.heard[-1][1].attachments
    assert isinstance(shown, Stored)
    assert shown.media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (document("a.docx", macros=True), "macro"),
        (document("a.doc"), "lưu lại thành .docx"),
        (b"MZ\x90", "PDF"),
        (b"%PDF-" + bytes(20 * 1024 * 1024), "20 MB"),
        (b"\xff\xd8\xff not a photo", "không phải ảnh"),
    ],
)
async def test_what_is_not_taken_is_refused_with_its_reason(
    office: Office, tmp_path: Path, content: bytes, words: str
) -> None:
    officer = await at_the_file(office)
    said = await officer.sends_document(content, "báo cáo.pdf")
    assert words in said
    assert "Câu 5/8" in said
    assert not (tmp_path / "files").exists()
    with office.database.reading() as session:
        assert session.exec(select(StoredFile)).all() == []


async def test_a_strangers_file_is_not_even_fetched(office: Office, tmp_path: Path) -> None:
    stranger = office.person("stranger")
    await stranger.sends_document(document("a.pdf"), "a.pdf")
    await stranger.says(office.invite())
    await stranger.sends_document(document("a.pdf"), "a.pdf")
    assert not (tmp_path / "files").exists()


async def test_another_persons_file_is_theirs_alone(office: Office) -> None:
    content = document("kế hoạch.pdf")
    officer = await at_the_file(office)
    await officer.sends_document(content, "kế hoạch.pdf")
    other = await office.officer("other", unit="03388")
    await other.sends_document(content, "bản khác.pdf")  # the same content, once on the disk
    with office.database.reading() as session:
        assert len(session.exec(select(StoredFile)).all()) == 1
        assert len(session.exec(select(FileGrant)).all()) == 2


async def test_a_place_is_an_answer_and_nothing_else_keeps_it(office: Office) -> None:
    officer = await at_the_place(office)
    await officer.shares_place(22.3861, 103.4582)
    await officer.says("bỏ qua")
    await officer.shares_place(20.1234, 105.4321)  # nobody asked for it
    await sent(officer)
    with office.database.reading() as session:
        assert values(session)["place"] == {"point": [22.3861, 103.4582]}
        said = [one.body for one in session.exec(select(Message)) if one.direction == "in"]
    assert "103.4582" not in json.dumps(said)
    assert "105.4321" not in json.dumps(said)


@pytest.mark.parametrize("key", ["Bỏ qua", "1. Không xác định được", "không xác định được"])
async def test_the_keys_of_a_place_may_be_typed_by_the_app(office: Office, key: str) -> None:
    """Where a chat app shares a place, the other choices are keys that type their words."""
    officer = await at_the_place(office)
    assert "Câu 5/8" in await officer.says(key)


async def test_a_place_from_another_account_is_not_taken_for_the_open_question(
    office: Office,
) -> None:
    phone = await at_the_place(office)
    laptop = second_account(office, phone, "laptop")
    await laptop.says("/tiep")
    await laptop.says("bỏ qua")
    said = await phone.shares_place(22.4, 103.4)
    assert "làm tiếp ở nơi khác" in said
    assert "Câu 5/8" in said


async def test_people_who_join_are_asked_on_whatever_they_send(office: Office) -> None:
    stranger = office.person("a")
    await stranger.says(office.invite())
    await stranger.taps("Tôi đồng ý")
    assert "họ và tên" in await stranger.shares_place(22.4, 103.4)
    assert "họ và tên" in await stranger.sends_document(document("a.pdf"), "a.pdf")
