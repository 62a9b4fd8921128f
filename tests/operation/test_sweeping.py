"""Letters are planned by reading and written a moment later: what happened between is seen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from handlers import standings, sweeping, timing
from handlers.planning import Letter
from storage import rounds
from storage.database import Database
from storage.messages import LANES
from storage.models import Delivery, DeliveryState, Notice, NoticeKind, Reminder
from tests.conversation.season import Season, local

FORMS = (("outreach", local(2026, 11, 1).date()), ("packaging", local(2026, 11, 1).date()))


@pytest.fixture
async def season(database: Database, tmp_path: Path) -> AsyncIterator[Season]:
    found = Season(database, tmp_path, local(2026, 11, 4, 7))
    await found.timetable.start_up()
    await found.joins("an")
    await found.joins("binh", unit="03466")
    found.office.clock.now = local(2026, 11, 4, 8)
    yield found
    found.office.transactions.close()


def due(session: Session, season: Season) -> list[Letter]:
    moment = timing.moment(session, season.office.worlds.world())
    return sweeping.due(session, standings.reminding(session, moment), moment)


def write(session: Session, letters: list[Letter], season: Season) -> set[str]:
    moment = timing.moment(session, season.office.worlds.world())
    return sweeping.write(session, letters, season.office.worlds.world, moment)


def reminded(session: Session) -> list[str]:
    rows = session.exec(select(Notice.id).where(col(Notice.kind) == NoticeKind.REMINDER)).all()
    steps = session.exec(select(Reminder.step).order_by(col(Reminder.step))).all()
    assert bool(rows) == bool(steps)
    return list(steps)


async def test_written_as_planned(season: Season) -> None:
    transactions = season.office.transactions
    letters = await transactions.read(due, season)
    assert len(letters) == 2
    assert await transactions.write(write, letters, season) == {"test"}
    assert await transactions.read(reminded) == ["2026-12-04-30"] * 2
    assert await transactions.read(due, season) == []
    assert await transactions.write(write, letters, season) == set()  # by another process
    assert await transactions.read(reminded) == ["2026-12-04-30"] * 2


async def test_who_reported_since_it_was_planned_gets_none(season: Season) -> None:
    transactions = season.office.transactions
    letters = await transactions.read(due, season)
    for form_id, day in FORMS:
        await season.report("03445", form_id, day=day)
    await season.report("03445", "period_report")
    await transactions.write(write, letters, season)
    assert await transactions.read(reminded) == ["2026-12-04-30"]


async def test_a_round_that_was_closed_since_is_spoken_of_no_more(season: Season) -> None:
    transactions = season.office.transactions
    letters = await transactions.read(due, season)

    def close(session: Session) -> None:
        (one,) = rounds.running(session)
        one.closed_at = season.office.clock.now

    await transactions.write(close)
    await transactions.write(write, letters, season)
    assert await transactions.read(reminded) == []


async def test_whoever_began_to_write_since_is_left_in_peace(season: Season) -> None:
    transactions = season.office.transactions
    letters = await transactions.read(due, season)
    an = season.people[0]
    await an.says("/baocao")
    await an.taps("Báo cáo hoạt động tuyên truyền")
    await transactions.write(write, letters, season)
    assert len(await transactions.read(reminded)) == 1
    season.office.clock.passes(minutes=14)
    assert await transactions.read(due, season) == []
    season.office.clock.passes(minutes=2)
    assert len(await transactions.read(due, season)) == 1


def waiting(session: Session) -> int:
    pending = col(Delivery.state) == DeliveryState.PENDING
    lane = col(Delivery.lane) == LANES["reminder"]
    return len(session.exec(select(Delivery.id).where(pending, lane)).all())


async def test_a_reminder_that_still_waits_is_taken_back_by_the_report(season: Season) -> None:
    transactions = season.office.transactions
    await transactions.write(write, await transactions.read(due, season), season)
    assert await transactions.read(waiting) == 2
    for form_id, day in FORMS:
        await season.report("03445", form_id, day=day)
    assert await transactions.read(waiting) == 2  # the period report is still missing
    await season.report("03445", "period_report")
    assert await transactions.read(waiting) == 1
    assert len(await transactions.read(reminded)) == 1


async def test_out_of_hours_nothing_waits_and_the_next_morning_writes_anew(season: Season) -> None:
    season.delivers = False
    await season.look()
    assert await season.office.transactions.read(waiting) == 2
    season.office.clock.now = local(2026, 11, 4, 11, 30)
    await season.look()
    assert await season.office.transactions.read(waiting) == 0
    season.office.clock.now = local(2026, 11, 4, 13, 31)
    await season.look()
    assert await season.office.transactions.read(waiting) == 2
    assert await season.office.transactions.read(reminded) == ["2026-12-04-30"] * 2
