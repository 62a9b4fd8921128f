"""The inbox keeps an update once, hands it out in order, and forgets what it said."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from storage import inbox
from storage.database import Database, is_outage
from storage.inbox import Raw

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def raw(number: int, address: str = "a") -> Raw:
    return Raw(str(number), address, f'{{"n": {number}}}')


def test_an_update_is_stored_once(database: Database) -> None:
    with database.transaction() as session:
        first = inbox.store(session, "telegram", [raw(1), raw(2)], NOW)
        again = inbox.store(session, "telegram", [raw(2), raw(3)], NOW)
        elsewhere = inbox.store(session, "web", [raw(1)], NOW)
    assert (len(first), len(again), len(elsewhere)) == (2, 1, 1)


def test_entries_of_an_address_come_in_order(database: Database) -> None:
    with database.transaction() as session:
        inbox.store(session, "telegram", [raw(1), raw(2, "b"), raw(3)], NOW)
    seen = []
    for _ in range(2):
        with database.transaction() as session:
            entry = inbox.take(session, "telegram", "a")
            assert entry is not None
            seen.append(entry.payload)
            inbox.done(session, entry.id, NOW)
    with database.transaction() as session:
        assert seen == ['{"n": 1}', '{"n": 3}']
        assert inbox.take(session, "telegram", "a") is None
        assert inbox.pending_addresses(session) == [("telegram", "b")]


def test_an_address_is_served_by_one_process_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL: the second finds it taken. SQLite: the second writer has to wait at the door."""
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.1)
    other = Database(database.url.render_as_string(hide_password=False))
    with database.transaction() as session:
        inbox.store(session, "telegram", [raw(1), raw(2)], NOW)
    with database.transaction() as here:
        assert inbox.take(here, "telegram", "a") is not None
        try:
            with other.transaction() as there:
                assert inbox.take(there, "telegram", "a") is None
        except OperationalError as error:
            only_sqlite_waits = database.is_sqlite and is_outage(error)
            if not only_sqlite_waits:
                raise
    other.close()


def test_what_is_done_says_nothing_any_more(database: Database) -> None:
    with database.transaction() as session:
        (number,) = inbox.store(session, "telegram", [raw(1)], NOW)
        inbox.done(session, number, NOW)
        assert inbox.store(session, "telegram", [raw(1)], NOW) == []
        kept = session.connection().exec_driver_sql("SELECT payload FROM inbox").scalar_one()
    assert kept == ""


def test_done_entries_are_forgotten_parked_ones_kept(database: Database) -> None:
    with database.transaction() as session:
        done, parked = inbox.store(session, "telegram", [raw(1), raw(2)], NOW)
        inbox.done(session, done, NOW)
        inbox.park(session, parked, "ValueError", NOW)
        inbox.purge(session, NOW + timedelta(days=4))
        left = session.connection().exec_driver_sql("SELECT id, payload FROM inbox").all()
    assert [tuple(row) for row in left] == [(parked, '{"n": 2}')]
