"""Leases and runs: one process at a time, one process a moment."""

from datetime import UTC, datetime, timedelta

from storage import leases, runs
from storage.database import Database

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=30)


def test_a_lease_is_held_renewed_and_lost(database: Database) -> None:
    with database.transaction() as session:
        assert leases.acquire(session, "poll", "one", NOW, LATER)
        assert not leases.acquire(session, "poll", "two", NOW, LATER)
        assert leases.acquire(session, "poll", "one", NOW, LATER)
        after = LATER + timedelta(seconds=1)
        assert leases.acquire(session, "poll", "two", after, after + timedelta(seconds=30))
        assert not leases.acquire(session, "poll", "one", after, after)


def test_a_released_lease_is_free_at_once(database: Database) -> None:
    with database.transaction() as session:
        leases.acquire(session, "poll", "one", NOW, LATER)
        leases.release(session, "poll", "two")
        assert not leases.acquire(session, "poll", "two", NOW, LATER)
        leases.release(session, "poll", "one")
        assert leases.acquire(session, "poll", "two", NOW, LATER)


def test_a_run_is_claimed_once_a_moment(database: Database) -> None:
    with database.transaction() as session:
        assert runs.claim(session, "clean up", NOW, "one", NOW)
        assert not runs.claim(session, "clean up", NOW, "two", NOW)
        assert runs.claim(session, "clean up", LATER, "two", LATER)
