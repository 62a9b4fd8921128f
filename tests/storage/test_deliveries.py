"""Pushes are claimed in lane order, one at a time to each account, by one holder."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from storage import blocking, deliveries, messages, people
from storage.database import Database
from storage.messages import Outgoing
from storage.models import Account, AccountState, Delivery

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)


def say(session: Session, address: str, *texts: str, lane: str = "reply") -> Account:
    account = people.account(session, "telegram", address, NOW)
    messages.say(session, account, [Outgoing({"text": text}, lane) for text in texts], NOW)
    return account


def claim(session: Session, holder: str = "one", now: datetime = NOW) -> list[str]:
    until = now + timedelta(seconds=60)
    return [
        f"{one.address}:{one.body['text']}"
        for one in deliveries.claim(session, "telegram", holder, now, until, 50)
    ]


def test_replies_go_before_reminders_and_in_order(database: Database) -> None:
    with database.transaction() as session:
        say(session, "a", "remember", lane="reminder")
        say(session, "b", "first", "second")
        assert claim(session) == ["b:first", "a:remember"]
        assert claim(session) == []


def test_the_next_goes_when_the_one_before_has_arrived(database: Database) -> None:
    with database.transaction() as session:
        say(session, "a", "first", "second")
        (first,) = deliveries.claim(session, "telegram", "one", NOW, LATER, 50)
        deliveries.sent(session, first.id, "one", ["77"], NOW)
        assert claim(session) == ["a:second"]
        assert deliveries.external_id_of(session, first.message_id) == "77"


def test_a_lease_that_ran_out_is_taken_by_another(database: Database) -> None:
    with database.transaction() as session:
        say(session, "a", "hello")
        assert claim(session, "one") == ["a:hello"]
        assert claim(session, "two") == []
        assert claim(session, "two", NOW + timedelta(seconds=61)) == ["a:hello"]


def test_only_the_holder_may_finish(database: Database) -> None:
    with database.transaction() as session:
        say(session, "a", "hello")
        (one,) = deliveries.claim(session, "telegram", "one", NOW, LATER, 50)
        deliveries.sent(session, one.id, "two", ["1"], NOW)
        assert session.get_one(Delivery, one.id, populate_existing=True).state == "pending"


@pytest.mark.parametrize(("charged", "attempts"), [(True, 1), (False, 0)])
def test_what_is_put_off_waits_and_is_charged_or_not(
    database: Database, charged: bool, attempts: int
) -> None:
    with database.transaction() as session:
        say(session, "a", "hello")
        (one,) = deliveries.claim(session, "telegram", "one", NOW, LATER, 50)
        deliveries.put_off(session, one.id, "one", LATER, "429", charged=charged, uncertain=charged)
        row = session.get_one(Delivery, one.id, populate_existing=True)
        assert (row.attempts, row.uncertain, row.begun) == (attempts, charged, charged)
        assert claim(session) == []
        assert claim(session, now=LATER) == ["a:hello"]


def test_nothing_more_goes_to_whoever_blocked_us_until_they_write(database: Database) -> None:
    with database.transaction() as session:
        account = say(session, "a", "first", "second")
        blocking.block(session, account.id, "403", NOW)
        session.refresh(account)
        assert account.state == AccountState.BLOCKED
        assert claim(session) == []
        assert people.account(session, "telegram", "a", NOW).state == AccountState.ACTIVE


@pytest.mark.parametrize(("lane", "holds"), [("reply", True), ("alert", True), ("reminder", False)])
def test_what_nobody_asked_for_holds_up_no_reply(
    database: Database, lane: str, holds: bool
) -> None:
    with database.transaction() as session:
        account = say(session, "a", "hello", lane=lane)
        assert deliveries.has_backlog(session, account.id) is holds
        assert deliveries.oldest_waiting(session) == (NOW if holds else None)


def test_one_that_is_put_off_holds_up_what_is_behind_it_and_not_what_is_beside(
    database: Database,
) -> None:
    with database.transaction() as session:
        say(session, "a", "first", "second", lane="reminder")
        (one,) = deliveries.claim(session, "telegram", "one", NOW, LATER, 50)
        deliveries.put_off(session, one.id, "one", LATER, "", charged=False, uncertain=False)
        say(session, "a", "alert", lane="alert")
        assert claim(session) == ["a:alert"]
        assert claim(session, now=LATER) == ["a:first"]


def test_of_ten_thousand_only_the_first_are_looked_at(database: Database) -> None:
    """The plan, not the time: an index gives what is pending in the order in which it goes."""
    plans = []
    with database.transaction() as session:
        account = say(session, "a", "hello")
        many = Outgoing({"text": "x"}, "reminder")
        messages.say(session, account, [many] * 300, NOW)
        if not database.is_sqlite:
            session.connection().exec_driver_sql("ANALYZE deliveries")

        @event.listens_for(session.connection(), "before_cursor_execute", retval=True)
        def explain(*args: Any) -> tuple[str, Any]:
            plans.append((args[2], args[3]))
            return args[2], args[3]

        claim(session)
        explains = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        rows = session.connection().exec_driver_sql(explains + plans[0][0], plans[0][1])
        plan = "\n".join(str(row[-1]) for row in rows)
    assert "ix_deliveries_due" in plan
    assert "ix_deliveries_pending" in plan
    assert "SORT" not in plan.upper()
    assert "TEMP B-TREE" not in plan


def test_the_browser_pulls_and_has_no_pushes(database: Database) -> None:
    with database.transaction() as session:
        account = people.account(session, "web", "w", NOW)
        (said,) = messages.say(session, account, [Outgoing({"text": "hello"})], NOW)
        assert said.delivery_id is None
        assert [line.body["text"] for line in messages.after(session, account, 0)] == ["hello"]


def test_a_lease_at_birth_keeps_others_away(database: Database) -> None:
    with database.transaction() as session:
        account = people.account(session, "telegram", "a", NOW)
        messages.say(
            session, account, [Outgoing({"text": "x"})], NOW, leased_by="me", leased_until=LATER
        )
        assert deliveries.has_backlog(session, account.id)
        assert claim(session, "other") == []
