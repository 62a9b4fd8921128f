"""A message that is edited corrects its answer; after the report was sent it offers to."""

from tests.end_to_end import words
from tests.end_to_end.stage import Stage
from tests.end_to_end.test_outreach import to_the_check, to_the_forms


async def test_an_edited_message_corrects_its_answer(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_forms(lan)
    corrected = await lan.edits("bản Nà Hừ", "bản Nậm Khao")
    assert "bản Nà Hừ" in corrected.text
    assert "bản Nậm Khao" in corrected.text
    check = await to_the_check(lan)
    assert "bản Nậm Khao" in "".join(one.text for one in lan.read[-5:]) + check.text
    await lan.taps(words.SEND)
    (report,) = stage.kept.reports(lan.id)
    assert report.shown["place"] == "bản Nậm Khao"


async def test_an_edit_after_sending_offers_to_correct_the_report(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_forms(lan)
    await to_the_check(lan)
    await lan.taps(words.SEND)
    offer = await lan.edits("bản Nà Hừ", "bản Nậm Khao")
    (before,) = stage.kept.reports(lan.id)
    assert before.code in offer.text
    assert before.shown["place"] == "bản Nà Hừ"
    await lan.taps(words.said("Correct the report"))
    if words.SEND not in lan.screen.buttons or "bản Nậm Khao" not in lan.screen.text:
        await lan.taps(words.CHANGE)
        await lan.taps("địa điểm nào")
        await lan.says("bản Nậm Khao")
    await lan.taps(words.SEND)
    (after,) = stage.kept.reports(lan.id)
    assert (after.code, after.revision) == (before.code, 2)
    assert after.shown["place"] == "bản Nậm Khao"
    assert after.shown["cost"] == before.shown["cost"]
