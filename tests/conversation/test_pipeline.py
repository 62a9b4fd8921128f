"""The pipeline: one transaction a message, poison set aside, outages waited out."""

import asyncio
import json
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlmodel import select

from bot import files
from storage.inbox import Raw
from storage.models import AuditEvent, InboxEntry, StoredFile
from tests.conversation.people import CHANNEL, Office
from tests.conversation.test_filing import OUTREACH, fill


async def test_poison_is_parked_with_an_apology_and_the_talk_goes_on(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, "hôm nay")
    assert "Xin lỗi" in await officer.sends_poison()
    assert "✓ Xã Mường Tè" in await officer.says("1")
    with office.database.reading() as session:
        parked = session.exec(select(InboxEntry).where(InboxEntry.parked != None)).one()  # noqa: E711
        audited = session.exec(select(AuditEvent).where(AuditEvent.action == "entry parked")).one()
    assert parked.parked == "RuntimeError"
    assert audited.subject == str(parked.id)


async def test_a_duplicate_update_is_heard_once(office: Office) -> None:
    officer = await office.officer()
    await fill(officer, "hôm nay", "1")
    payload = {"kind": "text", "text": "bản Nà Hừ", "address": officer.address, "ref": "r"}
    raw = Raw("the same", officer.address, json.dumps(payload | {"edited": False}))
    for _ in range(3):
        await office.inbox.store(CHANNEL, [raw])
        while await office.pipeline.serve(CHANNEL, officer.address):
            pass
    with office.database.reading() as session:
        said = session.connection().exec_driver_sql(
            "SELECT count(*) FROM messages WHERE direction = 'in' AND ref = 'r'"
        )
        assert said.scalar_one() == 1


async def test_messages_of_one_person_are_answered_in_order(office: Office) -> None:
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Báo cáo hoạt động tuyên truyền")
    for number, text in enumerate(OUTREACH[:6]):
        body = {"kind": "text", "text": text, "address": officer.address, "ref": f"r{number}"}
        raw = Raw(f"burst {number}", officer.address, json.dumps(body | {"edited": False}))
        await office.inbox.store(CHANNEL, [raw])
    running = asyncio.create_task(office.inbox.run(office.pipeline.serve))
    for _ in range(200):
        await asyncio.sleep(0.05)
        with office.database.reading() as session:
            if not session.exec(select(InboxEntry).where(InboxEntry.done_at == None)).all():  # noqa: E711
                break
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert "Câu 7/15" in await officer.says("/tiep")


async def test_a_photo_loses_where_and_when_it_was_taken(office: Office, tmp_path: Path) -> None:
    officer = await office.officer()
    await fill(officer, *OUTREACH[:-1])
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", exif=exif)
    await officer.sends_photo(out.getvalue())
    with office.database.reading() as session:
        stored = session.exec(select(StoredFile)).one()
    with Image.open(files.path_of(tmp_path, stored.sha256)) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (40, 60)


async def test_a_strangers_photo_is_not_even_fetched(office: Office, tmp_path: Path) -> None:
    stranger = office.person("stranger")
    await stranger.sends_photo(b"never read")
    await stranger.says(office.invite())
    await stranger.sends_photo(b"never read")
    assert not (tmp_path / "files").exists()
