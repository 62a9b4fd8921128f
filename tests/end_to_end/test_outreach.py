"""An outreach report the whole way, polled and by webhook."""

import pytest

from tests.end_to_end import words
from tests.end_to_end.officer import TITLE
from tests.end_to_end.stage import Stage
from tests.end_to_end.talker import Talker
from tests.telegram_double import Heard
from tests.telegram_double.pictures import picture


async def to_the_forms(lan: Talker) -> Heard:
    """Begun, at the ticks of the fourth question."""
    await lan.says("/baocao")
    await lan.taps(TITLE)
    await lan.taps("Hôm nay")
    await lan.says("muong te")
    return await lan.says("bản Nà Hừ")


async def to_the_check(lan: Talker) -> Heard:
    """All answered, three photos at once."""
    await lan.taps("Hội nghị")
    await lan.taps("Tập huấn")
    await lan.taps(words.DONE)
    await lan.says("bao bì")
    await lan.taps("Phụ nữ")
    await lan.taps("Không")
    doubted = await lan.says("4500")
    assert words.YES_RIGHT in " ".join(doubted.buttons)
    await lan.taps(words.YES_RIGHT)
    for answer in ("20", "ko rõ", "không", "tiếng thái, tiếng mông", "tờ rơi", "200", "1tr5"):
        await lan.says(answer)
    asked = await lan.taps("Ngân sách xã")
    assert "ảnh" in asked.text
    await lan.person.sends_album([picture(one) for one in ("red", "green", "blue")])
    await lan.hears_until(lambda one: "3 ảnh" in one.text)
    return await lan.taps(words.DONE)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_whole_report(stage: Stage, mode: str) -> None:
    await stage.running(mode)
    lan = await stage.officer()
    question = await to_the_forms(lan)
    ticked = await lan.taps("Hội nghị")
    assert ticked.edited
    assert ticked.message_id == question.message_id
    assert any(button.startswith("✓") for button in ticked.buttons)
    await lan.taps("Hội nghị")  # off again
    check = await to_the_check(lan)
    assert check.photo is not None or "3 ảnh" in check.text
    await lan.taps(words.CHANGE)
    await lan.taps("bao nhiêu nữ")
    changed = await lan.says("45")
    assert words.SEND in changed.buttons
    assert "45" in changed.text
    receipt = await lan.taps(words.SEND)
    (code,) = words.RECEIPT.findall(receipt.text)
    (report,) = stage.kept.reports(lan.id)
    assert (report.code, report.revision, report.state) == (code, 1, "submitted")
    assert report.values["participants_total"] == 4500
    assert report.values["participants_female"] == 45
    assert report.values["participants_minority"] == {"not_recorded": True}
    assert report.values["participants_business"] == 0
    assert report.values["cost"] == 1_500_000
    assert report.values["form"] == {"names": ["conference", "training"]}
    assert len(report.values["photos"]["photos"]) == 3
    await lan.says("/cuatoi")
    seen = len(lan.read)
    await lan.taps(code)
    await stage.settles()
    lan.news()
    shown = next(one for one in lan.read[seen:] if "bản Nà Hừ" in one.text)
    assert code in shown.text
    assert sum(one.photo is not None for one in lan.read[seen:]) == 3


async def test_a_copy_of_ones_own_data_comes_as_a_document(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await lan.person.says("/dulieucuatoi")
    file = await lan.hears_until(lambda one: one.document is not None)
    content = (await lan.person.fetches(file)).decode()
    assert "Lò Văn An" in content
    assert lan.phone in content
    assert str(lan.id) in content
