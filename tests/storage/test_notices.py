"""What nobody asked for: said once a day, looked at before it goes, taken back, sent elsewhere."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, col, func, select

from storage import beginnings, blocking, deliveries, drafts, messages, notices, people
from storage.beginnings import Go, Gone, Wait
from storage.database import Database
from storage.messages import Outgoing
from storage.models import (
    Account,
    AccountState,
    AuditEvent,
    Body,
    Delivery,
    Digest,
    FormVersion,
    Message,
    Notice,
    NoticeKind,
    Reminder,
    Round,
)

NOW = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
TODAY = date(2026, 12, 1)
SECOND, EVENING = timedelta(seconds=1), NOW + timedelta(hours=9)


def officer(session: Session, *channels: str, name: str = "lan") -> list[Account]:
    """A person with an account on each channel."""
    person = people.add(session, name, "", None, NOW)
    accounts = [people.account(session, channel, name, NOW) for channel in channels]
    for account in accounts:
        people.claim_account(session, account, person.id)
    return accounts


def remind(session: Session, account: Account, text: str = "nhắc", **more: Any) -> int | None:
    """A step of the ladder, and what a person was told of it."""
    more.setdefault("expires_at", EVENING)
    notice_id = notices.write(
        session, account, NoticeKind.REMINDER, TODAY, {"text": text}, NOW, **more
    )
    if notice_id is not None:
        round_id, person_id = a_round(session), account.person_id or 0
        body_id = session.exec(select(func.min(col(Body.id)))).one()
        session.add(
            Reminder(
                round_id=round_id, body_id=body_id, person_id=person_id, step="2026-12-04-3",
                notice_id=notice_id,
            )
        )  # fmt: skip
        session.add(
            Digest(
                round_id=round_id, person_id=person_id, kind="area", day=TODAY, told={},
                notice_id=notice_id,
            )
        )  # fmt: skip
        session.flush()
    return notice_id


def a_round(session: Session) -> int:
    found = session.exec(select(Round)).first()
    if found is None:
        found = Round(
            key="nam-2026", title="Năm", kind="periodic", scope={}, as_of=TODAY, created_at=NOW,
            window_from=TODAY, window_to=TODAY, cut_off=TODAY, due_on=TODAY, due_time=time(17),
        )  # fmt: skip
        session.add(found)
        session.flush()
    return found.id


def claim(session: Session, holder: str = "me", now: datetime = NOW) -> list[deliveries.Claimed]:
    return deliveries.claim(session, "telegram", holder, now, now + 60 * SECOND, 50)


def row(session: Session, account: Account) -> Delivery:
    """The newest push to an account."""
    return session.exec(
        select(Delivery)
        .where(col(Delivery.account_id) == account.id)
        .order_by(col(Delivery.id).desc())
        .execution_options(populate_existing=True)
    ).first() or pytest.fail("no push")


def counts(session: Session) -> list[int]:
    """How many notices, reminders and digests are on record."""
    tables: Sequence[type[SQLModel]] = (Notice, Reminder, Digest)
    return [session.exec(select(func.count()).select_from(one)).one() for one in tables]


def test_a_person_is_reminded_once_a_day_and_told_other_things_as_often_as_there_is_news(
    database: Database,
) -> None:
    with database.transaction() as session:
        (lan,) = officer(session, "telegram")
        assert remind(session, lan) is not None
        assert remind(session, lan) is None
        tomorrow = TODAY + timedelta(days=1)
        kinds = [(NoticeKind.REMINDER, tomorrow), *[(NoticeKind.NEWS, TODAY)] * 2]
        for kind, day in kinds:
            assert notices.write(session, lan, kind, day, {"text": kind}, NOW) is not None
        said = [line.body for line in messages.after(session, lan, 0)]
        assert [one["text"] for one in said] == ["nhắc", "reminder", "news", "news"]
        assert {one["lane"] for one in said} == {"reminder"}
        assert {one.expires_at for one in session.exec(select(Delivery))} == {EVENING, None}


def test_what_waits_is_taken_back_as_if_it_had_never_been_said(database: Database) -> None:
    with database.transaction() as session:
        (lan,) = officer(session, "telegram")
        notice_id = remind(session, lan) or 0
        assert lan.person_id is not None
        assert notices.waiting_for(session, [lan.person_id]) == [notice_id]
        assert notices.withdraw(session, notice_id, NOW)
        assert counts(session) == [0, 0, 0]
        assert (row(session, lan).state, row(session, lan).error) == ("dead", "withdrawn")
        assert notices.waiting_for(session, [lan.person_id]) == []
        assert remind(session, lan, "lại") is not None
        assert [one.body["text"] for one in claim(session)] == ["lại"]


def test_only_reminders_of_these_people_wait_for_them(database: Database) -> None:
    with database.transaction() as session:
        (lan,), (minh,) = officer(session, "telegram"), officer(session, "telegram", name="minh")
        news = notices.write(session, lan, NoticeKind.NEWS, TODAY, {"text": "tin"}, NOW)
        his = remind(session, minh)
        assert news is not None
        assert notices.waiting_for(session, [lan.person_id or 0]) == []
        assert notices.waiting_for(session, [lan.person_id or 0, minh.person_id or 0]) == [his]


@pytest.mark.parametrize("arrives", [True, False])
def test_what_may_have_arrived_stays_on_record_and_is_not_tried_again(
    database: Database, arrives: bool
) -> None:
    with database.transaction() as session:
        (lan,) = officer(session, "telegram")
        notice_id = remind(session, lan) or 0
        (one,) = claim(session)
        assert beginnings.begin(session, one.id, "me", NOW) == Go()
        assert not notices.withdraw(session, notice_id, NOW)
        assert counts(session) == [1, 1, 1]
        if arrives:
            deliveries.sent(session, one.id, "me", ["7"], NOW)
        else:
            deliveries.put_off(session, one.id, "me", NOW, "502", charged=False, uncertain=False)
        assert claim(session) == []
        found = row(session, lan)
        assert (found.state, found.error) == (("sent", None) if arrives else ("dead", "withdrawn"))


@pytest.mark.parametrize("channel", ["telegram", "web"])
def test_what_was_sent_or_pulled_cannot_be_taken_back(database: Database, channel: str) -> None:
    with database.transaction() as session:
        (lan,) = officer(session, channel)
        notice_id = remind(session, lan) or 0
        for one in claim(session):
            deliveries.sent(session, one.id, "me", ["7"], NOW)
        assert not notices.withdraw(session, notice_id, NOW)
        assert notices.expire(session, EVENING) == set()
        assert counts(session) == [1, 1, 1]


def test_what_was_taken_back_while_leased_does_not_begin(database: Database) -> None:
    with database.transaction() as session:
        (lan,) = officer(session, "telegram")
        notice_id = remind(session, lan) or 0
        (one,) = claim(session)
        assert notices.withdraw(session, notice_id, NOW)
        assert beginnings.begin(session, one.id, "me", NOW) == Gone()


def test_only_the_holder_may_begin(database: Database) -> None:
    with database.transaction() as session:
        (lan,) = officer(session, "telegram")
        remind(session, lan)
        (one,) = claim(session)
        assert beginnings.begin(session, one.id, "another", NOW) == Gone()
        assert not row(session, lan).begun
        assert beginnings.begin(session, one.id, "me", NOW) == Go()


@pytest.mark.parametrize(("minutes", "waits"), [(14, True), (15, False)])
def test_nobody_is_interrupted_in_the_middle_of_a_question(
    database: Database, minutes: int, waits: bool
) -> None:
    moved = NOW - timedelta(minutes=minutes)
    with database.transaction() as session:
        lan, web = officer(session, "telegram", "web")
        form = session.exec(select(func.min(col(FormVersion.id)))).one()
        body = session.exec(select(func.min(col(Body.id)))).one()
        drafts.start(session, web.person_id or 0, body, form, {"answers": {}}, web.id, moved)
        remind(session, lan)
        (one,) = claim(session)
        begin = beginnings.begin(session, one.id, "me", NOW)
        assert begin == (Wait(NOW + timedelta(minutes=1)) if waits else Go())
        assert row(session, lan).begun is not waits


def test_what_is_too_late_is_taken_back_and_can_be_said_another_time(database: Database) -> None:
    with database.transaction() as session:
        (lan,), (minh,) = officer(session, "telegram"), officer(session, "telegram", name="minh")
        remind(session, lan)
        (one,) = claim(session)
        remind(session, minh, expires_at=EVENING + SECOND)
        assert beginnings.begin(session, one.id, "me", EVENING) == Gone()
        assert counts(session) == [1, 1, 1]
        assert remind(session, lan) is not None
        assert row(session, minh).state == "pending"
        assert len(notices.expire(session, EVENING + SECOND)) == 2
        assert counts(session) == [0, 0, 0]


def test_a_try_that_certainly_did_not_arrive_has_not_begun(database: Database) -> None:
    with database.transaction() as session:
        (lan,) = officer(session, "telegram")
        remind(session, lan)
        for uncertain, begun in ((False, False), (True, True), (False, True)):
            (one,) = claim(session)
            assert beginnings.begin(session, one.id, "me", NOW) == Go()
            deliveries.put_off(
                session, one.id, "me", NOW, "502", charged=uncertain, uncertain=uncertain
            )
            assert row(session, lan).begun is begun
        assert row(session, lan).attempts == 1


@pytest.mark.parametrize("is_let_go", [True, False])
def test_what_was_being_sent_when_its_process_died_is_sent_again_unless_taken_back(
    database: Database, is_let_go: bool
) -> None:
    later = NOW + 61 * SECOND
    with database.transaction() as session:
        (lan,) = officer(session, "telegram")
        notice_id = remind(session, lan) or 0
        (one,) = claim(session, "dead")
        beginnings.begin(session, one.id, "dead", NOW)
        (one,) = claim(session, "heir", later)
        if is_let_go:  # it does not come to it, and still it may have arrived before
            deliveries.put_off(session, one.id, "heir", later, "", charged=False, uncertain=False)
        else:
            assert beginnings.begin(session, one.id, "heir", later) == Go()
        assert not notices.withdraw(session, notice_id, later)
        assert counts(session) == [1, 1, 1]
        assert claim(session, now=later + 61 * SECOND) == []


def block(session: Session, account: Account) -> None:
    blocking.block(session, account.id, "403", NOW)
    session.expire_all()


def test_what_waited_is_said_again_where_else_the_person_is(database: Database) -> None:
    with database.transaction() as session:
        lan, web, zalo, _viber = officer(session, "telegram", "web", "zalo", "viber")
        body = {"text": "báo", "lane": "alert", "replaces": 4}
        messages.say(session, lan, [Outgoing({"text": "đáp"}), Outgoing(body, "alert")], NOW)
        notice_id = remind(session, lan) or 0
        claim(session)
        block(session, lan)
        assert lan.state == AccountState.BLOCKED
        said = session.exec(
            select(Delivery, Message)
            .join(Message, col(Message.id) == col(Delivery.message_id))
            .where(col(Delivery.account_id) == zalo.id)
            .order_by(col(Delivery.id))
        ).all()
        assert [(one.lane, one.expires_at, what.body) for one, what in said] == [
            (1, None, {"text": "báo", "lane": "alert"}),
            (2, EVENING, {"text": "nhắc", "lane": "reminder"}),
        ]
        assert {one.state for one, _ in said} == {"pending"}
        assert session.get_one(Notice, notice_id).message_id == said[1][1].id
        assert messages.after(session, web, 0) == []
        assert row(session, lan).state == "dead"
        assert notices.withdraw(session, notice_id, NOW)


def test_in_the_end_there_is_the_browser(database: Database) -> None:
    with database.transaction() as session:
        web, lan, zalo = officer(session, "web", "telegram", "zalo")
        block(session, zalo)
        notice_id = remind(session, lan) or 0
        block(session, lan)
        (line,) = messages.after(session, web, 0)
        assert session.get_one(Notice, notice_id).message_id == line.id
        audited = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
        assert audited is not None
        assert (audited.action, audited.account_id) == ("account unreachable", lan.id)
        assert audited.details == {"why": "403", "moved": 1}


def test_who_has_no_other_account_is_not_reached_and_blocked_once(database: Database) -> None:
    with database.transaction() as session:
        (lan,), (stranger) = (
            officer(session, "telegram"),
            people.account(session, "telegram", "stranger", NOW),
        )
        notice_id = remind(session, lan) or 0
        for account in (lan, stranger, lan):
            block(session, account)
        message_id = session.get_one(Notice, notice_id).message_id
        assert message_id == row(session, lan).message_id
        assert (row(session, lan).state, row(session, lan).error) == ("dead", "403")
        blocked = [one.account_id for one in session.exec(select(AuditEvent))]
        assert blocked == [lan.id, stranger.id]


def test_what_may_have_arrived_there_goes_on_to_the_other_account(database: Database) -> None:
    with database.transaction() as session:
        lan, zalo = officer(session, "telegram", "zalo")
        notice_id = remind(session, lan) or 0
        (one,) = claim(session)
        beginnings.begin(session, one.id, "me", NOW)
        deliveries.put_off(session, one.id, "me", NOW, "cut", charged=True, uncertain=True)
        block(session, lan)
        assert (row(session, zalo).uncertain, row(session, zalo).begun) == (True, True)
        assert not notices.withdraw(session, notice_id, NOW)
        assert counts(session) == [1, 1, 1]


def test_many_are_taken_back_at_once(database: Database) -> None:
    with database.transaction() as session:
        (lan,) = officer(session, "telegram")
        ids = [
            notices.write(session, lan, NoticeKind.NEWS, TODAY, {"text": "tin"}, NOW) or 0
            for _ in range(1100)
        ]
        assert notices.withdraw_all(session, ids, NOW) == set(ids)
        assert counts(session) == [0, 0, 0]
