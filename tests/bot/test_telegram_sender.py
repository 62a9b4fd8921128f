"""python-telegram-bot over a real socket: what is shown, and what each failure means."""

import logging
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import (
    Blocked,
    Button,
    Later,
    Outcome,
    Part,
    Ready,
    Rejected,
    Sent,
    Span,
    Stopped,
    Unknown,
)
from bot.channels.telegram import wire
from bot.channels.telegram.sender import TelegramSender
from tests.telegram_double import TOKEN, Double, Person
from tests.telegram_double.faults import FaultKind
from tests.telegram_double.pictures import picture

COMMANDS = [("baocao", "Báo cáo"), ("trogiup", "Trợ giúp")]


@pytest.fixture
async def double() -> AsyncIterator[Double]:
    async with Double() as running:
        yield running


@pytest.fixture
async def lan(double: Double) -> Person:
    return await double.person("Lan", known=True)


@pytest.fixture
async def sender(double: Double) -> AsyncIterator[TelegramSender]:
    made = TelegramSender(TOKEN, double.base_url, 0, COMMANDS)
    await made.start()
    yield made
    await made.stop()


def words(text: str) -> Part:
    return Part(spans=(Span(text),))


async def test_start_makes_acquaintance(double: Double, sender: TelegramSender) -> None:
    assert await sender.start() == Ready(sender.username)
    assert sender.username == double.world.bot["username"]
    (commands,) = double.world.commands.values()
    assert [one["command"] for one in commands] == ["baocao", "trogiup"]


async def test_text_is_shown_as_it_is(lan: Person, sender: TelegramSender) -> None:
    evil = "<b>5 & 6</b> </a> _*[]()~` &lt;"
    part = Part(spans=(Span(evil, "bold"), Span("\n"), Span("gõ 👍", "italic")))
    outcome = await sender.send(str(lan.id), part)
    heard = await lan.hears()
    assert outcome == Sent(str(heard.message_id))
    assert heard.text == f"{evil}\ngõ 👍"
    assert [one["type"] for one in heard.raw["entities"]] == ["bold", "italic"]


async def test_buttons_and_edits(lan: Person, sender: TelegramSender) -> None:
    rows = ((Button("1. Có", "7:0"), Button("2. Không", "7:1")), (Button("Quay lại", "7:2"),))
    sent = await sender.send(str(lan.id), Part(spans=(Span("Có?"),), rows=rows))
    assert isinstance(sent, Sent)
    heard = await lan.hears()
    assert heard.callbacks == (("1. Có", "7:0"), ("2. Không", "7:1"), ("Quay lại", "7:2"))
    edit = Part(spans=(Span("Đã chọn Có."),), remove_keyboard=True)
    assert await sender.edit(str(lan.id), sent.external_id, edit) == sent
    edited = await lan.sees_edit()
    assert (edited.text, edited.buttons) == ("Đã chọn Có.", ())
    assert await sender.edit(str(lan.id), sent.external_id, edit) == sent  # is not modified


async def test_what_cannot_be_edited_is_to_be_sent_anew(
    lan: Person, sender: TelegramSender, tmp_path: Path
) -> None:
    assert await sender.edit(str(lan.id), "4242", words("x")) is None
    (tmp_path / "p").write_bytes(picture())
    photo = Part(spans=(Span("ảnh"),), file=tmp_path / "p", is_photo=True)
    sent = await sender.send(str(lan.id), photo)
    assert isinstance(sent, Sent)
    assert await sender.edit(str(lan.id), sent.external_id, words("x")) is None


async def test_files(lan: Person, sender: TelegramSender, tmp_path: Path) -> None:
    path = tmp_path / "0a1b"
    path.write_bytes(b"a;b")
    part = Part(spans=(Span("Tổng hợp", "bold"),), file=path, file_name="tổng hợp.csv")
    assert isinstance(await sender.send(str(lan.id), part), Sent)
    heard = await lan.hears()
    assert heard.document is not None
    assert (heard.text, heard.document.name) == ("Tổng hợp", "tổng hợp.csv")
    assert await lan.fetches(heard) == b"a;b"
    path.write_bytes(picture())
    assert isinstance(
        await sender.send(str(lan.id), Part(file=path, file_name="a.jpg", is_photo=True)), Sent
    )
    assert (await lan.hears()).photo is not None
    missing = Part(file=tmp_path / "none", file_name="x")
    assert await sender.send(str(lan.id), missing) == Rejected("FileNotFoundError")


async def test_the_contact_keyboard_comes_and_goes(lan: Person, sender: TelegramSender) -> None:
    rows = ((Button("Bỏ qua", "7:0"),),)
    part = Part(spans=(Span("Số?"),), contact_button="Chia sẻ số", rows=rows)
    await sender.send(str(lan.id), part)
    heard = await lan.hears()
    assert heard.asks_contact
    assert heard.keyboard == (("Chia sẻ số",), ("Bỏ qua",))
    await sender.send(str(lan.id), Part(spans=(Span("Cảm ơn."),), remove_keyboard=True))
    assert (await lan.hears()).removes_keyboard
    assert await lan.keyboard() is None


async def test_a_place_is_shared_by_a_key_beside_the_other_choices(
    lan: Person, sender: TelegramSender
) -> None:
    rows = ((Button("Bỏ qua", "7:0"),),)
    part = Part(spans=(Span("Ở đâu?"),), location_button="Chia sẻ vị trí", rows=rows)
    sent = await sender.send(str(lan.id), part)
    heard = await lan.hears()
    assert heard.asks_location
    assert heard.keyboard == (("Chia sẻ vị trí",), ("Bỏ qua",))
    assert isinstance(sent, Sent)
    assert await sender.edit(str(lan.id), sent.external_id, part) is None


KINDS: list[tuple[FaultKind, type[Outcome], int]] = [
    ("403", Blocked, 0),
    ("401", Stopped, 0),
    ("500", Later, 0),
    ("502", Later, 0),
    ("reset", Unknown, 0),
    ("lost", Unknown, 1),
]


@pytest.mark.parametrize(("kind", "expected", "arrived"), KINDS)
async def test_what_a_fault_means(
    double: Double,
    lan: Person,
    sender: TelegramSender,
    kind: FaultKind,
    expected: type[Outcome],
    arrived: int,
) -> None:
    await double.fault(kind, "sendMessage")
    outcome = await sender.send(str(lan.id), words("thử"))
    assert type(outcome) is expected
    assert "://" not in repr(outcome)
    assert TOKEN not in repr(outcome)
    assert (await double.counters()).total_sends == arrived
    assert isinstance(await sender.send(str(lan.id), words("thử lại")), Sent)


async def test_429_is_for_everybody(double: Double, lan: Person, sender: TelegramSender) -> None:
    await double.fault("429", "sendMessage", retry_after=7)
    outcome = await sender.send(str(lan.id), words("thử"))
    assert isinstance(outcome, Later)
    assert (outcome.after.total_seconds(), outcome.whole_bot) == (7, True)


async def test_a_slow_answer_may_have_arrived(
    double: Double, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "READ_SECONDS", 0.2)
    sender = TelegramSender(TOKEN, double.base_url, 0)
    await sender.start()
    await double.fault("hang", "sendMessage")
    assert isinstance(await sender.send(str(lan.id), words("thử")), Unknown)
    await double.heal()
    await sender.stop()


async def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        sender = TelegramSender(TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}", 0)
        assert isinstance(await sender.start(), Later)
        assert isinstance(await sender.send("7", words("thử")), Later)
        await sender.stop()


async def test_refusals(double: Double, sender: TelegramSender) -> None:
    assert isinstance(await sender.send("999", words("thử")), Blocked)  # chat not found
    lan = await double.person("Lan", known=True)
    assert isinstance(await sender.send(str(lan.id), words("x" * 5000)), Rejected)
    assert isinstance(await sender.send(str(lan.id), words(" ")), Rejected)
    await lan.blocks_bot()
    assert isinstance(await sender.send(str(lan.id), words("thử")), Blocked)


async def test_a_wrong_token_stops_and_is_not_told(
    double: Double, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    sender = TelegramSender("123456:wrong", double.base_url, 0)
    outcome = await sender.start()
    assert isinstance(outcome, Stopped)
    await sender.stop()
    assert "wrong" not in repr(outcome) + caplog.text


async def test_messages_are_paced(double: Double, lan: Person) -> None:
    await double.flood_control(overall=3, per_chat=100, seconds=0.1)
    sender = TelegramSender(TOKEN, double.base_url, rate=25)
    await sender.start()
    for number in range(8):
        assert isinstance(await sender.send(str(lan.id), words(f"{number}")), Sent)
    await sender.stop()
