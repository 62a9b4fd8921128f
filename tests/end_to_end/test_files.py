"""A file and a shared place the whole way: from the chat app, kept, and back to their sender."""

from datetime import UTC, datetime

from forms import xlsform
from handlers import publishing
from tests.conversation.golden import document
from tests.conversation.test_transcripts import TRIAL
from tests.end_to_end import words
from tests.end_to_end.stage import Stage

PDF = "application/pdf"
SHARE = words.said("Share my location")


async def test_a_place_and_a_file_are_sent_kept_and_shown_back(stage: Stage) -> None:
    await stage.running()
    source = TRIAL.read_text("utf-8")
    with stage.kept.session() as session, session.begin():
        publishing.publish(session, xlsform.from_markdown(source), source, datetime.now(UTC))
    lan = await stage.officer()
    await lan.says("/baocao")
    await lan.taps("Lớp tập huấn")
    asked = await lan.says("hôm nay\n8h30\nHội Phụ nữ xã")
    assert asked.asks_location
    keys = [key for row in asked.keyboard or () for key in row]
    assert keys[0] == SHARE
    assert words.SKIP in keys
    await lan.person.presses(words.BACK)
    assert "Đơn vị nào tổ chức?" in (await lan.hears()).text
    await lan.says("Hội Phụ nữ xã")
    await lan.person.sends_location(22.386, 103.458)
    assert "văn bản kế hoạch" in (await lan.hears()).text
    content = document("kế hoạch 125.pdf")
    await lan.person.sends_document(content, "kế hoạch 125.pdf", PDF)
    assert "✓ kế hoạch 125.pdf" in (await lan.hears()).text
    await lan.says("Lò Văn An\n2\nkhông\nok")
    receipt = await lan.taps(words.SEND)
    (code,) = words.RECEIPT.findall(receipt.text)
    (report,) = stage.kept.reports(lan.id)
    assert report.values["place"] == {"point": [22.386, 103.458]}
    assert report.values["plan"]["file"][1:] == [PDF, "kế hoạch 125.pdf"]
    assert report.values["speaker[1]/sessions"] == 2
    await lan.says("/cuatoi")
    await lan.person.taps(lan.button(code, lan.screen))
    shown = await lan.hears_until(lambda one: one.document is not None)
    assert shown.document is not None
    assert shown.document.name == "kế hoạch 125.pdf"
    assert await lan.person.fetches(shown) == content
