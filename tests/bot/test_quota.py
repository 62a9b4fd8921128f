"""A channel that allows so many messages a month: what is held back, until when, who is told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select
from structlog.testing import capture_logs

from bot.channels.base import Later
from bot.quota import Quota
from handlers.messages import Lane, Reply
from storage import quotas
from storage.database import Database
from storage.models import AuditEvent
from tests.bot.outbox import NOW, ZONE, Outbox, Street, until_long

DECEMBER = date(2026, 12, 1)
NEW_YEAR = datetime(2027, 1, 1, tzinfo=ZONE)


@pytest.fixture
def street(database: Database, tmp_path: Path) -> Iterator[Street]:
    made = Street(database, tmp_path)
    yield made
    made.transactions.close()


async def write(street: Street, count: int, lane: Lane = Lane.REPLY, first: int = 0) -> None:
    for number in range(first, first + count):
        await street.moves_in(f"p{number}", "telegram")
        await street.say(f"telegram:p{number}", Reply(lane.value, lane=lane))


async def audited(street: Street) -> list[tuple[str, int]]:
    def look(session: Session) -> list[tuple[str, int]]:
        events = session.exec(select(AuditEvent).order_by(col(AuditEvent.id)))
        return [(one.action, one.details["most"]) for one in events]

    return await street.transactions.write(look)


async def sent(street: Street) -> int:
    return await street.transactions.write(quotas.sent, "telegram", DECEMBER)


async def test_nothing_is_counted_where_there_is_no_quota(street: Street) -> None:
    await write(street, 3)
    async with street.delivering(Outbox()):
        await street.until(*["sent"] * 3)
    assert await sent(street) == 0


async def test_replies_stop_short_of_the_end_reminders_at_it_and_all_go_on_next_month(
    street: Street,
) -> None:
    await write(street, 11)
    outbox = Outbox(most=10)
    with capture_logs() as logs:
        async with street.delivering(outbox):
            rows = await street.until_so(lambda rows: sum(r.due_at != NOW for r in rows) == 2)
            assert [one.state for one in rows] == ["sent"] * 9 + ["pending"] * 2
            assert {(one.due_at, one.attempts) for one in rows[9:]} == {(NEW_YEAR, 0)}
            await write(street, 2, Lane.REMINDER, 11)
            rows = await street.until_so(lambda rows: rows[12].due_at != NOW)
            assert [one.state for one in rows[11:]] == ["sent", "pending"]
            assert await sent(street) == 10
            street.now = NEW_YEAR.astimezone(UTC)
            await street.until(*["sent"] * 13)
    assert outbox.sent[10:] == ["p9: reply", "p10: reply", "p12: reminder"]
    assert await audited(street) == [("quota running out", 10), ("quota used up", 10)]
    said = [(one["log_level"], one["event"]) for one in logs if "quota" in one["event"]]
    assert said == [("warning", "quota running out"), ("error", "quota used up")]


@pytest.mark.parametrize("lane", [Lane.REPLY, Lane.ALERT])
async def test_what_was_counted_before_counts(street: Street, lane: Lane) -> None:
    await street.transactions.write(quotas.add, "telegram", DECEMBER, 8)
    await write(street, 2, lane)
    async with street.delivering(Outbox(most=10)):
        rows = await street.until_so(lambda rows: rows[1].due_at != NOW)
    assert [one.state for one in rows] == ["sent", "pending"]


async def test_the_last_ones_wait_for_those_under_way(street: Street) -> None:
    """One that fails leaves its place to another: nothing is held back too early."""
    await write(street, 3)
    outbox = Outbox(most=2)  # one of them for replies
    outbox.ends["p0"] = Later(timedelta(seconds=30), "502")
    outbox.hold()
    async with street.delivering(outbox):
        await until_long(outbox.begun, 1)
        outbox.let_go()
        rows = await street.until_so(lambda rows: rows[2].due_at != NOW)
    assert outbox.begun == ["p0: reply", "p1: reply"]
    assert [one.state for one in rows] == ["pending", "sent", "pending"]
    assert rows[0].due_at < NEW_YEAR


async def test_every_part_counts(street: Street) -> None:
    await street.moves_in("lan", "telegram")
    await street.say("telegram:lan", Reply("x " * 4000))
    outbox = Outbox(most=100)
    async with street.delivering(outbox):
        await street.until("sent")
    assert await sent(street) == len(outbox.sent) == 2


@given(st.integers(0, 20 * 366 * 24))
def test_a_month_ends_where_the_next_one_begins(hours: int) -> None:
    now, quota = NOW + timedelta(hours=hours), Quota(10, ZONE)
    until = quota.renewed_at(now)
    assert now < until <= now + timedelta(days=31)
    assert quota.month(until) == until.date() > quota.month(now)
    assert quota.month(until - timedelta(microseconds=1)) == quota.month(now)


def test_the_month_begins_in_the_province_and_not_in_london() -> None:
    quota = Quota(10, ZONE)
    assert quota.month(datetime(2026, 11, 30, 17, tzinfo=UTC)) == DECEMBER
    assert quota.renewed_at(datetime(2026, 11, 30, 16, 59, tzinfo=UTC)).date() == DECEMBER
