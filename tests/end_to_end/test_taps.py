"""Taps that come twice, too late, forged, or from somebody else."""

from storage.models import Draft, Report
from tests.end_to_end import words
from tests.end_to_end.officer import TITLE, Officer
from tests.end_to_end.stage import Stage
from tests.end_to_end.test_outreach import to_the_check, to_the_forms

FORGED = ("-1:-1", "1:0", "999999999:0", "x", "0:999", "1:0:0", "١:٠", "9" * 60, "'; drop--")


async def test_a_double_tap_on_send_makes_one_report(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_forms(lan)
    await to_the_check(lan)
    for _ in range(3):
        await lan.person.taps(words.SEND)
    await lan.hears()
    await stage.settles()
    lan.news()
    codes = {code for one in lan.read for code in words.RECEIPT.findall(one.text)}
    (report,) = stage.kept.reports(lan.id)
    assert codes == {report.code}
    assert report.revision == 1


async def test_a_stale_tap_changes_nothing_and_is_answered(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await lan.says("/baocao")
    first = await lan.taps(TITLE)
    await lan.taps("Hôm nay")
    await lan.says("muong te")
    answered = await lan.taps("Hôm qua", message=first)
    assert "địa điểm nào" in answered.text
    await lan.says("bản Nà Hừ")
    await to_the_check(lan)
    await lan.taps(words.SEND)
    late = await lan.taps("Hôm qua", message=first)
    assert late.text
    (report,) = stage.kept.reports(lan.id)
    assert report.revision == 1
    assert stage.kept.count(Draft) == 0


async def test_a_forged_tap_changes_nothing_and_is_answered(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    question = await to_the_forms(lan)
    for data in FORGED:
        await lan.person.forges(data)
        answered = await lan.hears()
        assert "Hình thức hoạt động" in answered.text
        assert answered.buttons == question.buttons
        assert answered.text != question.text


async def test_another_persons_buttons_do_nothing_for_me(stage: Stage) -> None:
    await stage.running()
    lan, hoa = await stage.officer(), await stage.officer()
    await to_the_forms(lan)
    await to_the_check(lan)
    await hoa.person.taps(words.SEND, of=lan.person)
    answered = await hoa.hears()
    assert "bản Nà Hừ" not in answered.text
    assert not words.RECEIPT.search(answered.text)
    for _, data in lan.screen.callbacks:
        await hoa.person.forges(data)
        assert "bản Nà Hừ" not in (await hoa.hears()).text
    assert stage.kept.count(Report) == 0
    await lan.hears_nothing()
    assert words.RECEIPT.search((await lan.taps(words.SEND)).text)


async def test_every_tap_is_answered_so_that_no_spinner_stays(stage: Stage) -> None:
    await stage.running()
    officer = Officer(await stage.stranger(), stage.invite(), 1)
    await officer.reports()
    counters = await stage.double.until(
        lambda seen: seen.requests.get("answercallbackquery", 0) >= 10
    )
    assert counters.refused == 0
