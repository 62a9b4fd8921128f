"""Reading from Telegram: nothing is acknowledged before it is stored."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from bot.channels.telegram import api, reader, webhook
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.reader import Reader
from bot.channels.telegram.webhook import SECRET_HEADER, Webhook
from bot.tenure import Tenure
from bot.transactions import Transactions
from storage import channel_states
from storage.database import Database
from storage.inbox import Raw
from storage.models import ChannelState
from tests.bot.office import closed
from tests.telegram_double import TOKEN, Double
from tests.telegram_double.faults import FaultKind

SECRET = "ma-bi-mat"
GIVEN = {SECRET_HEADER: SECRET}


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Shelf:
    """An inbox that keeps in memory what it was given, and can be away."""

    kept: dict[str, Raw] = field(default_factory=dict)
    calls: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None

    async def store(self, channel: str, updates: Sequence[Raw]) -> None:
        assert channel == "telegram"
        self.calls += 1
        if self.error is not None:
            raise self.error
        await self.open.wait()
        self.kept |= {one.external_id: one for one in updates}

    def texts(self) -> list[str]:
        return [json.loads(one.payload)["message"]["text"] for one in self.kept.values()]

    async def holds(self, count: int, seconds: float = 8.0) -> None:
        async with asyncio.timeout(seconds):
            while len(self.kept) < count:  # noqa: ASYNC110 - nothing tells tests of it
                await asyncio.sleep(0.01)


@dataclass
class Desk:
    double: Double
    bot: Bot
    shelf: Shelf
    transactions: Transactions

    def reader(self, holder: str = "a", bot: Bot | None = None) -> Reader:
        tenure = Tenure(self.transactions, "telegram:123456:poll", holder, now, seconds=3.0)
        intake = Intake(bot or self.bot, self.shelf)
        return Reader(bot or self.bot, intake, self.transactions, tenure, now, poll_seconds=2)

    @asynccontextmanager
    async def reading(self, holder: str = "a") -> AsyncIterator[asyncio.Task[None]]:
        task = asyncio.create_task(self.reader(holder).run())
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def webhook(self) -> Webhook:
        return Webhook(self.bot, Intake(self.bot, self.shelf), self.transactions, SECRET, now)

    async def state(self) -> ChannelState | None:
        return await self.transactions.write(channel_states.get, "telegram:reading")


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(reader, "LONGEST_PAUSE", 0.1)
    monkeypatch.setattr(webhook, "LONGEST_PAUSE", 0.1)
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    SQLModel.metadata.create_all(database.engine)
    transactions = Transactions(database)
    async with Double() as double:
        bot = api.connect(TOKEN, double.base_url)
        shelf = Shelf()
        shelf.open.set()
        yield Desk(double, bot, shelf, transactions)
        await closed(bot)
    transactions.close()


# --- polling ------------------------------------------------------------------------------------
async def test_updates_are_stored_as_they_came(desk: Desk) -> None:
    lan = await desk.double.person("Lan", known=True)
    await lan.says("12 con gà 🐔")
    await lan.edits("12 con gà 🐔", "13")
    await lan.blocks_bot()
    async with desk.reading():
        await desk.shelf.holds(3)
        await desk.double.settles()
    raws = list(desk.shelf.kept.values())
    assert {one.address for one in raws} == {str(lan.id)}
    first = json.loads(raws[0].payload)
    assert (str(first["update_id"]), first["message"]["text"]) == (
        raws[0].external_id,
        "12 con gà 🐔",
    )


async def test_nothing_is_acknowledged_before_it_is_stored(desk: Desk) -> None:
    lan = await desk.double.person("Lan", known=True)
    desk.shelf.open.clear()
    await lan.says("12")
    async with desk.reading():
        async with asyncio.timeout(5):
            while not desk.shelf.calls:  # noqa: ASYNC110 - nothing tells tests of it
                await asyncio.sleep(0.01)
        assert (await desk.double.counters()).pending == 1
    assert (await desk.double.counters()).pending == 1  # cut off meanwhile: it comes again
    desk.shelf.open.set()
    async with desk.reading("b"):
        await desk.shelf.holds(1)
        await desk.double.settles()


FAULTS: list[tuple[FaultKind, int]] = [("502", 5), ("reset", 3), ("429", 1), ("409", 2)]


@pytest.mark.parametrize(("kind", "count"), FAULTS)
async def test_it_goes_on_after_a_fault(desk: Desk, kind: FaultKind, count: int) -> None:
    lan = await desk.double.person("Lan", known=True)
    await desk.double.fault(kind, "getUpdates", count=count)
    await lan.says("12")
    async with desk.reading():
        await desk.shelf.holds(1)
        await desk.double.settles()
    assert desk.shelf.texts() == ["12"]


@pytest.mark.parametrize(
    ("kind", "why"),
    [("401", "the token was refused"), ("409", "another program polls with the same token")],
)
async def test_a_refusal_stops_the_channel(desk: Desk, kind: FaultKind, why: str) -> None:
    await desk.double.fault(kind, "getUpdates", count=None)
    await asyncio.wait_for(desk.reader().run(), 10)
    state = await desk.state()
    assert state is not None
    assert state.stopped == why


async def test_a_webhook_is_taken_down_before_polling(desk: Desk) -> None:
    await desk.bot.set_webhook("http://127.0.0.1:9/", secret_token="x")
    lan = await desk.double.person("Lan", known=True)
    await lan.says("12")
    async with desk.reading():
        await desk.shelf.holds(1)


async def test_of_two_processes_one_polls_and_the_other_takes_over(desk: Desk) -> None:
    lan = await desk.double.person("Lan", known=True)
    async with desk.reading("b") as second:
        async with desk.reading("a") as first:
            await lan.says("12")
            await desk.shelf.holds(1)
            await desk.double.settles()
            assert not first.done()
        await lan.says("13")
        await desk.shelf.holds(2)
        await desk.double.settles()
        assert not second.done()
    assert (await desk.double.counters()).refused == 0


async def test_a_tap_is_answered_at_once(desk: Desk) -> None:
    lan = await desk.double.person("Lan", known=True)
    row = [InlineKeyboardButton(text="Có", callback_data="7:0")]
    await desk.bot.send_message(
        lan.id, "Có?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row])
    )
    async with desk.reading():
        await lan.taps("Có")
        assert await lan.sees_toast() == ""
    await desk.shelf.holds(1)


async def test_a_tap_that_cannot_be_answered_is_no_loss(desk: Desk) -> None:
    lan = await desk.double.person("Lan", known=True)
    row = [InlineKeyboardButton(text="Có", callback_data="7:0")]
    await desk.bot.send_message(
        lan.id, "Có?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row])
    )
    await desk.double.fault("502", "answerCallbackQuery", count=None)
    async with desk.reading() as running:
        await lan.taps("Có")
        await lan.says("12")
        await desk.shelf.holds(2)
        await desk.double.settles()
        assert not running.done()


# --- webhook ------------------------------------------------------------------------------------
def body(**update: object) -> bytes:
    message = {"message_id": 1, "chat": {"id": 42, "type": "private"}, "text": "12"}
    return json.dumps({"update_id": 7, "message": message} | update).encode()


async def test_the_webhook_stores_and_agrees(desk: Desk) -> None:
    assert await desk.webhook().handle(GIVEN, body()) == 200
    assert desk.shelf.kept["7"].address == "42"


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "sai\udce9"}])
async def test_strangers_are_turned_away_unread(desk: Desk, headers: dict[str, str]) -> None:
    assert await desk.webhook().handle(headers, b"{" * 9) == 401
    assert desk.shelf.calls == 0


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"{", 400), (b"[]", 400), (b"7", 400), (b"{}", 400), (b" " * 2_000_000, 413)],
)
async def test_nonsense_is_refused(desk: Desk, content: bytes, status: int) -> None:
    assert await desk.webhook().handle(GIVEN, content) == status


async def test_telegram_is_asked_to_come_again_while_nothing_can_be_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "STORE_SECONDS", 0.05)
    desk.shelf.open.clear()
    assert await desk.webhook().handle(GIVEN, body()) == 503
    desk.shelf.error = OperationalError("x", {}, Exception("away"))
    assert await desk.webhook().handle(GIVEN, body()) == 503
    assert desk.shelf.kept == {}


async def test_the_webhook_is_announced_until_telegram_answers(desk: Desk) -> None:
    await desk.double.fault("502", "setWebhook", count=3)
    await desk.webhook().announce("http://127.0.0.1:9/telegram/webhook")
    info = await desk.bot.get_webhook_info()
    assert info.url == "http://127.0.0.1:9/telegram/webhook"


async def test_announcing_with_a_refused_token_stops_the_channel(desk: Desk) -> None:
    await desk.double.fault("401", "setWebhook", count=None)
    await desk.webhook().announce("http://127.0.0.1:9/telegram/webhook")
    state = await desk.state()
    assert state is not None
    assert state.stopped == "the token was refused"


def test_a_webhook_needs_a_secret(desk: Desk) -> None:
    with pytest.raises(ValueError, match="secret"):
        Webhook(desk.bot, Intake(desk.bot, desk.shelf), desk.transactions, "", now)
