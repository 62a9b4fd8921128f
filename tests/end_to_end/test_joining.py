"""Joining by the invitation's link, polled and by webhook; a stranger learns nothing."""

import pytest

from storage.models import Account, Person
from tests.end_to_end import words
from tests.end_to_end.stage import Stage

MODES = pytest.mark.parametrize("mode", ["polling", "webhook"])


@MODES
async def test_an_invited_officer_joins(stage: Stage, mode: str) -> None:
    await stage.running(mode)
    lan = await stage.stranger()
    other = await stage.stranger("Hoa")
    await lan.person.starts(stage.invite())
    assert "Mường Tè" in (await lan.hears()).text
    assert stage.kept.count(Person) == 0
    assert words.NAME in (await lan.taps(words.AGREE)).text
    assert words.POSITION in (await lan.says("Lò Văn An")).text
    asked = await lan.taps(words.OFFICER)
    assert asked.asks_contact
    await lan.person.sends_contact(other.phone, own=False)
    assert (
        words.said("This is somebody else's number. Please share your own, or type it.")
        in (await lan.hears()).text
    )
    await lan.person.sends_contact(lan.phone)
    assert "Lò Văn An" in (await lan.hears()).text
    kept = stage.kept.person(lan.id)
    assert kept is not None
    assert (kept.full_name, kept.position, kept.phone) == ("Lò Văn An", words.OFFICER, lan.phone)


async def test_a_stranger_learns_nothing(stage: Stage) -> None:
    await stage.running()
    await stage.officer()
    nobody = await stage.stranger("Người lạ")
    door = await nobody.says("xin chào")
    for text in ("/cuatoi", "/baocao", "/dulieucuatoi", "/tiep", "Mường Tè?"):
        heard = await nobody.says(text)
        assert heard.text == door.text
        assert not heard.buttons
    wrong = await nobody.says("/start 0123456789")
    assert "Mường Tè" not in wrong.text
    account = stage.kept.account(nobody.id)
    assert account is not None
    assert account.person_id is None


async def test_an_invitation_serves_one_person(stage: Stage) -> None:
    await stage.running()
    lan, hoa = await stage.stranger(), await stage.stranger("Hoa")
    code = stage.invite()
    await lan.joins(code)
    await hoa.person.starts(code)
    assert "Mường Tè" not in (await hoa.hears()).text
    assert stage.kept.count(Person) == 1


async def test_who_does_not_agree_is_not_kept(stage: Stage) -> None:
    await stage.running()
    lan = await stage.stranger()
    code = stage.invite()
    await lan.person.starts(code)
    await lan.hears()
    await lan.taps(words.said("I do not agree"))
    assert stage.kept.count(Person) == 0
    await lan.joins(code)  # they may change their mind
    assert stage.kept.count(Person) == 1


@pytest.mark.parametrize("step", ["consent", "name", "position", "phone"])
async def test_a_command_is_no_answer_while_joining(stage: Stage, step: str) -> None:
    await stage.running()
    lan = await stage.stranger()
    await lan.person.starts(stage.invite())
    question = await lan.hears()
    if step != "consent":
        question = await lan.taps(words.AGREE)
    if step in ("position", "phone"):
        question = await lan.says("Lò Văn An")
    if step == "phone":
        question = await lan.taps(words.OFFICER)
    again = await lan.says("/tiep")
    assert again.buttons == question.buttons
    assert again.keyboard == question.keyboard
    if step != "consent":  # its notice is said once in full
        assert again.text == question.text
    assert stage.kept.count(Account) == 1
