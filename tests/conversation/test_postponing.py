"""Putting reminders off: "remind me on Monday", from below a reminder that may be days old."""

from datetime import date

import pytest

from handlers import codec
from handlers.messages import Choice, Lane, Reply
from storage import extensions, notices, people, postponements
from storage.models import NoticeKind
from tests.conversation.due_stage import looked, person_id, staged
from tests.conversation.people import CHANNEL, Office, Officer
from tests.storage.round_stage import DUE, OUTREACH

LATER = "Nhắc tôi sau"


async def reminded(office: Office, officer: Officer, iso: str) -> None:
    """A reminder with a button, as the timetable writes it."""
    reply = Reply("…", choices=(Choice(f"due:later:{iso}", LATER),), lane=Lane.REMINDER)
    with office.database.transaction() as session:
        account = people.find_account(session, CHANNEL, officer.address)
        assert account is not None
        body = codec.reply_to_json(reply)
        notices.write(session, account, NoticeKind.NUDGE, DUE, body, office.clock())
    await officer.hears()


def until(office: Office, officer: Officer) -> date | None:
    person = person_id(office, officer)
    return looked(office, lambda session: postponements.until_of(session, [person])).get(person)


async def presses(office: Office, iso: str, *, due_on: date = DUE) -> tuple[Officer, str]:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, due_on=due_on, ladder=(30, 15, 7, 3, 1))
    await reminded(office, officer, iso)
    return officer, await officer.taps(LATER)


@pytest.mark.parametrize(
    ("day", "coming"),
    [
        (date(2026, 11, 24), "thứ Tư 25/11/2026"),  # a holiday
        (date(2026, 11, 25), "thứ Tư 25/11/2026"),
        (date(2026, 11, 28), "thứ Hai 30/11/2026"),  # a Saturday
        (date(2026, 12, 4), "thứ Sáu 04/12/2026"),
    ],
)
async def test_it_is_kept_and_the_next_reminder_is_named(
    office: Office, day: date, coming: str
) -> None:
    officer, said = await presses(office, day.isoformat())
    assert "Đã ghi nhận: trợ lý không nhắc anh/chị trước " in said
    assert f"lần nhắc tới là {coming}." in said
    assert until(office, officer) == day
    assert "không nhắc trước" in await officer.says("/han")


async def test_what_was_put_off_is_said_until_the_day_comes(office: Office) -> None:
    officer, _ = await presses(office, "2026-11-25")
    for days, said_so in ((1, True), (1, False)):
        office.clock.passes(days=days)
        assert ("không nhắc trước" in await officer.says("/han")) is said_so


async def test_what_was_put_off_can_be_put_back(office: Office) -> None:
    officer, _ = await presses(office, "2026-11-27")
    assert "Trợ lý sẽ nhắc anh/chị như thường lệ" in await officer.taps("Nhắc như thường lệ")
    assert until(office, officer) is None
    assert "không nhắc trước" not in officer.screen


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-23"])
async def test_a_day_that_has_come_is_refused(office: Office, day: str) -> None:
    officer, said = await presses(office, day)
    assert "đã đến rồi, nên lịch nhắc giữ nguyên" in said
    assert "Hạn: thứ Sáu 04/12/2026" in said
    assert until(office, officer) is None


async def test_a_day_behind_what_is_due_is_refused(office: Office) -> None:
    officer, said = await presses(office, "2026-12-05")
    assert "Anh/chị có báo cáo đến hạn thứ Sáu 04/12/2026, nên lịch nhắc giữ nguyên" in said
    assert until(office, officer) is None


async def test_the_nearest_of_several_due_days_counts(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH)
        stage.round(OUTREACH, due_on=date(2026, 11, 25), title="Đợt gấp")
        stage.round(OUTREACH, due_on=date(2026, 11, 19), title="Đã quá hạn")
    await reminded(office, officer, "2026-11-26")
    assert "đến hạn thứ Tư 25/11/2026" in await officer.taps(LATER)
    assert until(office, officer) is None


async def test_what_is_overdue_can_be_put_off_too(office: Office) -> None:
    officer, said = await presses(office, "2026-11-30", due_on=date(2026, 11, 18))
    assert until(office, officer) == date(2026, 11, 30)
    assert "lần nhắc tới là thứ Hai 30/11/2026." in said


async def test_an_extended_due_day_is_the_one_that_counts(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        one = stage.round(OUTREACH, due_on=date(2026, 11, 25))
        extensions.extend(
            stage.session, one.id, None, DUE, "mưa lũ", stage.person.id, office.clock()
        )
    await reminded(office, officer, "2026-11-30")
    await officer.taps(LATER)
    assert until(office, officer) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("ladder", "days", "coming"),
    [
        ((1,), 1, "thứ Năm 03/12/2026"),  # reminding has not begun by then
        ((15, 7, 1), 2, "thứ Sáu 27/11/2026"),  # the rung of 19/11 was of the day before
    ],
)
async def test_no_reminder_is_announced_before_there_is_one(
    office: Office, ladder: tuple[int, ...], days: int, coming: str
) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        one = stage.round(OUTREACH, due_on=date(2026, 12, 1), ladder=ladder)
        extensions.extend(
            stage.session, one.id, None, DUE, "mưa lũ", stage.person.id, office.clock()
        )
    await reminded(office, officer, str(date(2026, 11, 23 + days)))
    assert f"lần nhắc tới là {coming}." in await officer.taps(LATER)


async def test_without_any_reminder_to_come_none_is_announced(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH, due_on=DUE.replace(year=2027), ladder=(1,))
    await reminded(office, officer, "2026-11-25")
    assert "lần nhắc tới" not in await officer.taps(LATER)
    assert until(office, officer) == date(2026, 11, 25)


async def test_with_everything_reported_there_is_nothing_to_put_off(office: Office) -> None:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(OUTREACH)
        stage.report(stage.body())
    await reminded(office, officer, "2026-11-30")
    assert "đã báo cáo đủ" in await officer.taps(LATER)
    assert until(office, officer) is None


@pytest.mark.parametrize("words", ["", "2026-02-30", "ngày mai"])
async def test_a_button_without_a_day_is_not_in_use(office: Office, words: str) -> None:
    officer, said = await presses(office, words)
    assert "không còn dùng được" in said
    assert until(office, officer) is None
