"""From the database to a person's phone: in order, once, and never lost."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel, col, select

from bot import files, ledger
from bot.delivery import Pace
from bot.transactions import Transactions
from handlers.messages import Choice, Lane, Reply, Stored
from storage import channel_states
from storage.database import Database
from storage.models import Account, AccountState, AuditEvent, DeliveryState
from tests.bot.office import QUICK, Office
from tests.postgres import fresh_database, running_server, why_missing
from tests.telegram_double import Double, Person

BACKENDS = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    with ExitStack() as stack:
        if reason := why_missing():
            pytest.skip(reason)
        server = stack.enter_context(running_server())
        yield stack.enter_context(fresh_database(server, "delivery"))


# Where rows are taken, given back and blocked the two databases differ.
on_both = pytest.mark.parametrize("database", BACKENDS, indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if getattr(request, "param", "sqlite") == "postgres":
        url = request.getfixturevalue("server_url")
    else:
        url = f"sqlite:///{tmp_path / 'x.db'}"
    made = Database(url)
    SQLModel.metadata.drop_all(made.engine)
    SQLModel.metadata.create_all(made.engine)
    yield made
    made.close()


@pytest.fixture
async def office(database: Database, tmp_path: Path) -> AsyncIterator[Office]:
    async with Double() as double:
        transactions = Transactions(database)
        yield Office(database, transactions, double, tmp_path)
        transactions.close()


def _came(outcomes: Counter[str], kind: str, count: int) -> bool:
    return outcomes[kind] >= count


async def heard(person: Person, count: int) -> list[str]:
    return [(await person.hears()).text for _ in range(count)]


def say(text: str, lane: Lane = Lane.REPLY) -> Reply:
    return Reply(text, lane=lane)


@on_both
async def test_what_was_written_arrives_in_order(office: Office) -> None:
    lan, minh = await office.officer("Lan"), await office.officer("Minh")
    numbers = [f"{number}" for number in range(12)]
    await office.say(lan, *map(say, numbers))
    await office.say(minh, *map(say, numbers))
    async with office.delivering():
        assert await heard(lan, 12) == numbers
        assert await heard(minh, 12) == numbers
        rows = await office.until_finished()
    assert {one.attempts for one in rows} == {1}
    assert all(one.external_ids for one in rows)


@on_both
async def test_what_is_handed_over_needs_no_look_at_the_database(office: Office) -> None:
    lan = await office.officer()
    async with office.delivering(pace=Pace(poll_seconds=60)) as delivery:
        await office.until_sending(delivery)
        await office.answer(delivery, lan, say("một"), say("hai"))
        assert await heard(lan, 2) == ["một", "hai"]
        await office.until_finished()


async def test_notify_wakes_it_and_what_waits_behind_follows(office: Office) -> None:
    lan = await office.officer()
    async with office.delivering(pace=Pace(poll_seconds=60)) as delivery:
        await office.until_sending(delivery)
        await office.double.fault("slow", "sendMessage", latency_ms=200)
        await office.answer(delivery, lan, say("một"))
        await office.say(lan, say("hai"), say("ba"))
        delivery.notify()
        assert await heard(lan, 3) == ["một", "hai", "ba"]
        await office.until_finished()


async def test_replies_overtake_reminders_of_other_people(office: Office) -> None:
    people = [await office.officer(f"P{number}") for number in range(30)]
    lan = await office.officer()
    for person in people:
        await office.say(person, say("nhắc", Lane.REMINDER))
    async with office.delivering(rate=50) as delivery:
        await office.until_sending(delivery)
        await asyncio.sleep(0.1)
        await office.answer(delivery, lan, say("trả lời"))
        await lan.hears()
        sent = (await office.double.counters()).total_sends
        await office.until_finished()
    assert sent < 28


@on_both
async def test_one_persons_reply_overtakes_the_reminder(office: Office) -> None:
    lan = await office.officer()
    await office.say(lan, say("nhắc", Lane.REMINDER), say("báo", Lane.ALERT), say("trả lời"))
    async with office.delivering():
        assert await heard(lan, 3) == ["trả lời", "báo", "nhắc"]
        await office.until_finished()


async def test_429_holds_everybody_back_and_costs_no_attempt(office: Office) -> None:
    lan, minh = await office.officer("Lan"), await office.officer("Minh")
    async with office.delivering() as delivery:
        await office.until_sending(delivery)
        await office.double.fault("429", "sendMessage", retry_after=1)
        began = time.monotonic()
        await office.say(lan, say("một"))
        await asyncio.sleep(0.3)
        assert not delivery.is_sending
        await office.say(minh, say("hai"))
        assert await heard(lan, 1) + await heard(minh, 1) == ["một", "hai"]
        assert time.monotonic() - began > 0.9
        rows = await office.until_finished()
    assert [one.attempts for one in rows] == [1, 1]
    assert (await office.double.counters()).too_many == 1


async def test_a_strict_telegram_gets_everything_once(office: Office) -> None:
    people = [await office.officer(f"P{number}") for number in range(30)]
    for person in people:
        await office.say(person, say("nhắc", Lane.REMINDER))
    await office.double.flood_control(overall=15, per_chat=1, seconds=0.2)
    async with office.delivering(rate=70):
        await office.until_finished()
    counters = await office.double.counters()
    assert (counters.total_sends, counters.too_many) == (30, 0)


@on_both
async def test_who_blocked_the_bot_is_tried_once(office: Office) -> None:
    lan, minh = await office.officer("Lan"), await office.officer("Minh")
    await lan.blocks_bot()
    await office.say(lan, say("một"), say("hai"), say("ba", Lane.REMINDER))
    await office.say(minh, say("bốn"))
    async with office.delivering():
        assert await heard(minh, 1) == ["bốn"]
        rows = await office.until_finished()
    assert [one.state for one in rows] == [DeliveryState.DEAD] * 3 + [DeliveryState.SENT]
    assert (await office.double.counters()).refused == 1

    def look(session: Session) -> tuple[str, list[str]]:
        account = session.get_one(Account, office.accounts[lan.id].id)
        return account.state, list(session.exec(select(col(AuditEvent.action))))

    state, audited = await office.transactions.write(look)
    assert (state, audited) == (AccountState.BLOCKED, ["account unreachable"])


@on_both
async def test_a_revoked_token_stops_the_channel_and_loses_nothing(office: Office) -> None:
    lan = await office.officer()
    async with office.delivering() as delivery:
        await office.until_sending(delivery)
        await office.double.fault("401", "sendMessage", count=None)
        await office.say(lan, say("một"), say("hai"))
        await office.until(lambda: delivery.outcomes["stopped"] > 0)
        await asyncio.sleep(0.2)
        assert not delivery.is_sending
    state = await office.transactions.write(channel_states.get, "telegram")
    assert state is not None
    assert state.stopped == "the token was refused"
    assert [(one.state, one.attempts, one.leased_by) for one in await office.rows()] == [
        (DeliveryState.PENDING, 0, None)
    ] * 2
    await office.double.heal()
    async with office.delivering("b"):
        assert await heard(lan, 2) == ["một", "hai"]
        await office.until_finished()


async def test_server_faults_cost_no_attempt_and_keep_the_order(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.outcomes.SHORTLY", timedelta(seconds=0.05))
    lan = await office.officer()
    await office.double.fault("502", "sendMessage", count=3)
    await office.say(lan, say("một"), say("hai"), say("ba"))
    async with office.delivering():
        assert await heard(lan, 3) == ["một", "hai", "ba"]
        rows = await office.until_finished()
    assert [(one.attempts, one.uncertain) for one in rows] == [(1, False)] * 3


async def test_the_api_may_be_down_at_start(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.outcomes.SHORTLY", timedelta(seconds=0.05))
    lan = await office.officer()
    await office.double.fault("502", "getMe", count=3)
    await office.say(lan, say("một"))
    async with office.delivering():
        assert await heard(lan, 1) == ["một"]
        await office.until_finished()
    state = await office.transactions.write(channel_states.get, "telegram")
    assert state is not None
    assert state.username == office.double.world.bot["username"]


async def test_a_lost_answer_makes_exactly_one_duplicate(office: Office) -> None:
    lan = await office.officer()
    await office.double.fault("lost", "sendMessage")
    await office.say(lan, say("một"), say("hai"))
    async with office.delivering():
        assert await heard(lan, 1) == ["một"]
        assert await heard(lan, 2) == ["một", "hai"]
        rows = await office.until_finished()
    assert [(one.attempts, one.uncertain) for one in rows] == [(2, True), (1, False)]
    assert (await office.double.counters()).total_repeats == 1


async def test_what_is_never_answered_is_given_up(office: Office) -> None:
    lan = await office.officer()
    await office.double.fault("reset", "sendMessage", count=None)
    await office.say(lan, say("một"))
    async with office.delivering() as delivery:
        for attempt in range(1, 9):
            await office.until(partial(_came, delivery.outcomes, "unknown", attempt))
            await asyncio.sleep(0.1)
            office.ahead += timedelta(seconds=400)
        (row,) = await office.until_finished()
    assert (row.state, row.attempts) == (DeliveryState.DEAD, 8)


async def test_long_messages_go_on_behind_the_part_that_arrived(office: Office) -> None:
    lan = await office.officer()
    text = "\n".join(f"dòng {number} " + "x" * 80 for number in range(100))
    async with office.delivering() as delivery:
        await office.until_sending(delivery)
        await office.double.fault("slow", "sendMessage", count=None, latency_ms=150)
        await office.say(lan, Reply(text, choices=(Choice("a", "Có"),)))
        first = await lan.hears()
        await office.double.fault("429", "sendMessage", retry_after=1)
        rest = [await lan.hears(), await lan.hears()]
        (row,) = await office.until_finished()
    assert [bool(one.buttons) for one in (first, *rest)] == [False, False, True]
    assert "\n".join(one.text for one in (first, *rest)).split() == text.split()
    assert row.external_ids == [str(one.message_id) for one in (first, *rest)]
    assert (await office.double.counters()).too_many == 1
    assert (await office.double.counters()).total_repeats == 0


@on_both
async def test_a_message_is_replaced_where_that_can_be_done(office: Office) -> None:
    lan = await office.officer()
    async with office.delivering() as delivery:
        await office.until_sending(delivery)
        (asked,) = await office.say(lan, Reply("Có?", choices=(Choice("a", "Có"),)))
        question = await lan.hears()
        await office.until_finished()
        await office.say(lan, Reply("Đã chọn.", replaces=asked), Reply("Tiếp.", replaces=4242))
        edited = await lan.sees_edit()
        assert (edited.message_id, edited.text) == (question.message_id, "Đã chọn.")
        assert await heard(lan, 1) == ["Tiếp."]
        await office.until_finished()
    async with office.delivering("b"):  # which has it from the database
        await office.say(lan, Reply("Lại đổi.", replaces=asked))
        assert (await lan.sees_edit()).text == "Lại đổi."
        await office.until_finished()


async def test_files_go_by_their_hash(office: Office) -> None:
    lan = await office.officer()
    sha = "ab" * 32
    path = files.path_of(office.data_dir, sha)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"bang")
    await office.say(lan, Reply("Đây.", attachments=(Stored(sha, "text/csv", "bảng.csv"),)))
    await office.say(lan, Reply("Mất.", attachments=(Stored("cd" * 32, "text/csv", "x"),)))
    async with office.delivering():
        document = await lan.hears()
        assert await lan.fetches(document) == b"bang"
        rows = await office.until_finished()
    assert [one.state for one in rows] == [DeliveryState.SENT, DeliveryState.DEAD]


@on_both
async def test_a_process_that_died_leaves_nothing_unsent(office: Office) -> None:
    lan = await office.officer()
    dead = office.delivery("dead")
    running = asyncio.create_task(dead.run())
    await office.until_sending(dead)
    await office.double.fault("slow", "sendMessage", count=1, latency_ms=60_000)
    await office.answer(dead, lan, say("một"), say("hai"))
    await asyncio.sleep(0.1)
    running.cancel()  # no farewell: leases of rows and of the sender stay
    await asyncio.gather(running, return_exceptions=True)
    assert {one.leased_by for one in await office.rows()} == {"dead"}
    office.ahead += timedelta(seconds=61)
    async with office.delivering("heir"):
        assert await heard(lan, 2) == ["một", "hai"]
        rows = await office.until_finished()
    assert [one.attempts for one in rows] == [2, 2]


@on_both
async def test_stopping_lets_go_what_was_not_begun(office: Office) -> None:
    people = [await office.officer(f"P{number}") for number in range(6)]
    for person in people:
        await office.say(person, say("một"))
    await office.double.fault("slow", "sendMessage", count=None, latency_ms=300)
    async with office.delivering(pace=Pace(2, 0.05, 3.0)) as delivery:
        await office.until_sending(delivery)
        await asyncio.sleep(0.2)
    rows = await office.rows()
    assert [one.state for one in rows] == [DeliveryState.SENT] * 2 + [DeliveryState.PENDING] * 4
    assert {(one.leased_by, one.attempts) for one in rows[2:]} == {(None, 0)}


@on_both
async def test_of_two_only_one_sends_and_the_other_takes_over(office: Office) -> None:
    people = [await office.officer(f"P{number}") for number in range(20)]
    for person in people:
        await office.say(person, say("một"), say("hai"))
    async with office.delivering("a") as first, office.delivering("b") as second:
        active = await office.until_sending(first, second)
        idle = second if active is first else first
        await office.until_finished()
        assert not idle.is_sending
        active.stop()
        await office.say(people[0], say("ba"))
        assert await heard(people[0], 3) == ["một", "hai", "ba"]
        await office.until_finished()
    counters = await office.double.counters()
    assert (counters.total_sends, counters.total_repeats) == (41, 0)


async def test_the_database_may_be_away_when_an_outcome_is_to_be_stored(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = await office.officer()
    real, fails = ledger.store, iter([True, True])

    def store(*args: object) -> None:
        if next(fails, False):
            raise OperationalError("x", {}, Exception("away"))
        real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger, "store", store)
    await office.say(lan, say("một"))
    async with office.delivering(pace=QUICK):
        assert await heard(lan, 1) == ["một"]
        await office.until_finished()
    assert (await office.double.counters()).total_sends == 1


async def test_after_a_fault_it_can_be_run_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = await office.officer()
    delivery = office.delivery()
    with monkeypatch.context() as broken:
        broken.setattr("storage.deliveries.claim", None)
        with pytest.raises(TypeError):
            await delivery.run()
    await office.say(lan, say("một"))
    running = asyncio.create_task(delivery.run())
    assert await heard(lan, 1) == ["một"]
    await office.until_finished()
    delivery.stop()
    await running
