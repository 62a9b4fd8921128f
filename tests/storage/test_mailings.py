"""Mailings: claimed once, kept back until their time, told apart by what became of each message."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from storage import arrivals, blocking, mailings, notices, people, places
from storage.arrivals import Arrival
from storage.mailings import PREVIEW
from storage.models import (
    Account,
    AccountState,
    Delivery,
    DeliveryState,
    Mailing,
    Message,
    Notice,
    NoticeKind,
)

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def author(session: Session) -> int:
    return people.add(session, "Lò Văn An", "Chuyên viên", None, NOW).id


def prepared(session: Session, author: int, now: datetime = NOW) -> Mailing:
    scope = {"whom": "communes"}
    return mailings.prepare(session, NoticeKind.BROADCAST, scope, author, now, text="Họp")


def reader(session: Session, address: str, channel: str = "test") -> Account:
    person = people.add(session, f"Cán bộ {address}", "Công chức", None, NOW)
    account = people.account(session, channel, address, NOW)
    people.claim_account(session, account, person.id)
    return account


def written(session: Session, mailing: Mailing, account: Account) -> int:
    body = {"text": "Họp"}
    kind = NoticeKind.BROADCAST
    found = notices.write(session, account, kind, NOW.date(), body, NOW, mailing_id=mailing.id)
    assert found is not None
    return found


def delivery(session: Session, account: Account) -> Delivery:
    return session.exec(select(Delivery).where(col(Delivery.account_id) == account.id)).one()


def test_of_many_who_claim_it_one_gets_it(session: Session, author: int) -> None:
    mailing = prepared(session, author)
    assert [mailings.claim(session, mailing.id, NOW) for _ in range(3)] == [True, False, False]
    assert mailing.sent_at == NOW


def test_what_was_put_aside_cannot_be_claimed(session: Session, author: int) -> None:
    number = prepared(session, author).id
    assert mailings.drop(session, number)
    assert not mailings.drop(session, number)
    assert mailings.get(session, number) is None
    assert not mailings.claim(session, number, NOW)


def test_what_was_sent_cannot_be_put_aside(session: Session, author: int) -> None:
    mailing = prepared(session, author)
    mailings.claim(session, mailing.id, NOW)
    assert not mailings.drop(session, mailing.id)
    assert mailings.get(session, mailing.id) is mailing


def test_an_id_names_one_mailing_for_ever(session: Session, author: int) -> None:
    """The buttons of a preview that was put aside must not send another one."""
    before = prepared(session, author).id
    mailings.drop(session, before)
    assert prepared(session, author).id > before


def test_it_is_due_from_its_moment_until_it_is_claimed(session: Session, author: int) -> None:
    account = reader(session, "a")
    mailing, _other = prepared(session, author), prepared(session, author)
    mailings.put_off(session, mailing, NOW + HOUR, account.id)
    assert mailings.send_after(mailing) == NOW + HOUR
    assert mailings.due(session, NOW) == []
    assert mailings.due(session, NOW + HOUR) == [mailing]
    mailings.claim(session, mailing.id, NOW + HOUR)
    assert mailings.due(session, NOW + HOUR) == []


def test_old_previews_go_with_the_next_one(session: Session, author: int) -> None:
    account = reader(session, "a")
    old, waiting, sent = (prepared(session, author) for _ in range(3))
    others = prepared(session, reader(session, "b").person_id or 0)
    old_id = old.id
    mailings.put_off(session, waiting, NOW + 3 * PREVIEW, account.id)
    mailings.claim(session, sent.id, NOW)
    fresh = prepared(session, author, NOW + PREVIEW)
    assert mailings.get(session, old_id) is old
    prepared(session, author, NOW + PREVIEW + HOUR)
    assert mailings.get(session, old_id) is None
    assert all(mailings.get(session, one.id) for one in (waiting, sent, others, fresh))


def test_what_became_of_each_message(session: Session, author: int) -> None:
    mailing = prepared(session, author)
    fates = {
        "sent": (DeliveryState.SENT, None, Arrival.SENT),
        "waits": (DeliveryState.PENDING, None, Arrival.WAITING),
        "failed": (DeliveryState.DEAD, "chat not found", Arrival.FAILED),
        "late": (DeliveryState.DEAD, notices.WITHDRAWN, Arrival.TAKEN_BACK),
    }
    expected = {}
    for address, (state, error, arrival) in fates.items():
        account = reader(session, address)
        written(session, mailing, account)
        one = delivery(session, account)
        one.state, one.error = state, error
        expected[account.person_id] = arrival
    web = reader(session, "browser", "web")
    written(session, mailing, web)
    expected[web.person_id] = Arrival.PULLED
    session.flush()
    assert arrivals.of_mailing(session, mailing.id) == expected
    assert arrivals.of_mailing(session, mailing.id + 1) == {}


def test_who_blocked_the_assistant(session: Session, author: int) -> None:
    mailing, account = prepared(session, author), reader(session, "a")
    written(session, mailing, account)
    blocking.block(session, account.id, "bot was blocked by the user", NOW)
    person = account.person_id
    assert account.state == AccountState.BLOCKED
    assert arrivals.of_mailing(session, mailing.id) == {person: Arrival.BLOCKED}


def test_what_went_to_the_other_account_is_looked_for_there(session: Session, author: int) -> None:
    mailing, account = prepared(session, author), reader(session, "a")
    person = account.person_id
    assert person is not None
    people.web_account(session, person, "browser", NOW)
    written(session, mailing, account)
    blocking.block(session, account.id, "bot was blocked by the user", NOW)
    assert arrivals.of_mailing(session, mailing.id) == {person: Arrival.PULLED}


def test_taken_back_before_it_went_it_was_never_made(session: Session, author: int) -> None:
    mailing, account = prepared(session, author), reader(session, "a")
    notices.withdraw(session, written(session, mailing, account), NOW)
    assert arrivals.of_mailing(session, mailing.id) == {}


def test_of_a_forgotten_transcript_nothing_is_known(session: Session, author: int) -> None:
    mailing, account = prepared(session, author), reader(session, "a")
    notice = session.get_one(Notice, written(session, mailing, account))
    session.delete(delivery(session, account))
    session.flush()
    session.delete(session.get_one(Message, notice.message_id))
    session.flush()
    assert arrivals.of_mailing(session, mailing.id) == {account.person_id: Arrival.FORGOTTEN}


def test_names(session: Session, author: int) -> None:
    body = places.find_body(session, "03445", NOW.date())
    assert body is not None
    found = arrivals.names(session, [author], [body.id])
    assert found.people == {author: "Lò Văn An"}
    assert found.bodies == {body.id: "Xã Mường Tè"}
