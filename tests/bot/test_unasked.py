"""What nobody asked for, on its way: looked at before it goes, taken back, behind all replies."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from bot.channels.base import Blocked
from handlers.messages import Incoming, Lane, Reply
from storage import drafts, inbox
from storage.database import Database
from storage.inbox import Raw
from storage.models import AuditEvent, Body, Delivery, FormVersion, Message, Notice
from tests.bot.outbox import NOW, QUICK, Outbox, Street, until_long
from tests.conversation.people import FakeChannel, Office

LAN, MINH = "telegram:lan", "telegram:minh"


@pytest.fixture
def street(database: Database, tmp_path: Path) -> Iterator[Street]:
    made = Street(database, tmp_path)
    yield made
    made.transactions.close()


class Leaver(FakeChannel):
    """Every update says that its address blocked the bot."""

    def read(self, payload: str) -> list[Incoming]:
        return []

    def membership(self, payload: str) -> tuple[str, bool] | None:
        return payload, False


async def two(street: Street) -> None:
    for name in ("lan", "minh"):
        await street.moves_in(name, "telegram")


async def audited(street: Street) -> list[str]:
    def look(session: Session) -> list[str]:
        return list(session.exec(select(col(AuditEvent.action))))

    return await street.transactions.write(look)


async def test_what_was_taken_back_is_not_sent(street: Street) -> None:
    await two(street)
    notice_id = await street.remind(LAN)
    await street.remind(MINH)
    assert await street.withdraw(notice_id)
    outbox = Outbox()
    async with street.delivering(outbox):
        await street.until("dead", "sent")
    assert outbox.sent == ["minh: nhắc"]


async def test_what_is_taken_back_while_it_waits_in_memory_is_not_sent(street: Street) -> None:
    await two(street)
    await street.remind(MINH)
    notice_id = await street.remind(LAN)
    outbox = Outbox()
    outbox.hold()
    async with street.delivering(outbox, pace=replace(QUICK, bulk=1)) as delivery:
        await until_long(outbox.begun, 1)
        assert [one.leased_by for one in await street.rows()] == ["a", "a"]
        assert await street.withdraw(notice_id)
        outbox.let_go()
        await street.until("sent", "dead")
        await street.remind(LAN, "lại")  # it is not in hand any more: the next one may go
        await street.until("sent", "dead", "sent")
        assert delivery.outcomes["withdrawn"] == 1
    assert outbox.begun == ["minh: nhắc", "lan: lại"]
    assert await audited(street) == []


async def test_nobody_is_reminded_in_the_middle_of_a_question(street: Street) -> None:
    await street.moves_in("lan", "telegram")

    def begin(session: Session) -> None:
        form = session.exec(select(func.min(col(FormVersion.id)))).one()
        body = session.exec(select(func.min(col(Body.id)))).one()
        lan = street.accounts[LAN]
        drafts.start(session, lan.person_id or 0, body, form, {}, lan.id, street.now)

    await street.transactions.write(begin)
    await street.remind(LAN)
    outbox = Outbox()
    async with street.delivering(outbox) as delivery:
        (row,) = await street.until_so(lambda rows: rows[0].due_at != NOW)
        assert (row.due_at - NOW, row.attempts, row.begun) == (timedelta(minutes=15), 0, False)
        await street.say(LAN, Reply("Câu 2"))
        await street.until("pending", "sent")
        street.now += timedelta(minutes=15)
        await street.until("sent", "sent")
        assert delivery.outcomes["deferred"] == 1
    assert outbox.sent == ["lan: Câu 2", "lan: nhắc"]


async def test_what_comes_too_late_is_taken_back_and_can_be_said_tomorrow(street: Street) -> None:
    await street.moves_in("lan", "telegram")
    await street.remind(LAN, "hôm nay")
    street.now += timedelta(hours=9)
    outbox = Outbox()
    async with street.delivering(outbox):
        await street.until("dead")
        street.now += timedelta(hours=15)
        assert await street.remind(LAN, "hôm sau") is not None
        await street.until("dead", "sent")
    assert outbox.sent == ["lan: hôm sau"]


@pytest.mark.parametrize("is_taken_back", [False, True])
async def test_after_a_crash_it_is_sent_again_unless_taken_back(
    street: Street, is_taken_back: bool
) -> None:
    await street.moves_in("lan", "telegram")
    notice_id = await street.remind(LAN)
    held = Outbox()
    held.hold()
    dead = asyncio.create_task(street.delivery(held, "dead", "telegram", QUICK).run())
    await until_long(held.begun, 1)
    dead.cancel()  # no farewell
    await asyncio.gather(dead, return_exceptions=True)
    if is_taken_back:
        assert not await street.withdraw(notice_id)  # it may have arrived: it stays on record
    street.now += timedelta(seconds=61)
    outbox = Outbox()
    async with street.delivering(outbox, holder="heir"):
        await street.until("dead" if is_taken_back else "sent")
    assert outbox.sent == ([] if is_taken_back else ["lan: nhắc"])


async def test_who_blocked_us_on_one_channel_is_told_on_another(street: Street) -> None:
    await street.moves_in("lan", "telegram", "zalo")
    notice_id = await street.remind(LAN)
    await street.say(LAN, Reply("báo", lane=Lane.ALERT))
    telegram, zalo = Outbox(), Outbox()
    telegram.ends["lan"] = Blocked("403")
    async with street.delivering(telegram), street.delivering(zalo, channel="zalo"):
        rows = await street.until("dead", "dead", "sent", "sent")
    assert zalo.sent == ["lan: báo", "lan: nhắc"]

    def told(session: Session) -> Delivery:
        message_id = session.get_one(Notice, notice_id).message_id
        return session.exec(select(Delivery).where(col(Delivery.message_id) == message_id)).one()

    assert (await street.transactions.write(told)).id in {one.id for one in rows[2:]}
    assert await audited(street) == ["account unreachable"]


async def test_who_tells_the_app_to_block_us_is_told_elsewhere_too(
    street: Street, tmp_path: Path
) -> None:
    await street.moves_in("lan", "telegram", "web")
    await street.remind(LAN)

    office = Office(street.database, tmp_path)
    pipeline = replace(office.pipeline, translators={"telegram": Leaver()})
    update = Raw("1", "lan", "lan")
    await street.transactions.write(inbox.store, "telegram", [update], street.now)
    await pipeline.serve("telegram", "lan")
    office.transactions.close()

    def pulled(session: Session) -> list[str]:
        web = street.accounts["web:lan"].id
        found = session.exec(select(col(Message.body)).where(col(Message.account_id) == web))
        return [one["text"] for one in found]

    assert await street.transactions.write(pulled) == ["nhắc"]
    assert [one.state for one in await street.rows()] == ["dead"]
    assert await audited(street) == ["account unreachable"]


@pytest.mark.parametrize("lane", [Lane.REMINDER, Lane.ALERT])
async def test_a_reply_waits_behind_few_of_what_nobody_asked_for(
    street: Street, lane: Lane
) -> None:
    names = [f"p{number}" for number in range(12)]
    for name in names:
        await street.moves_in(name, "telegram")
        await street.say(f"telegram:{name}", Reply("nhắc", lane=lane))
    await street.moves_in("lan", "telegram")
    outbox = Outbox()
    outbox.hold()
    async with street.delivering(outbox) as delivery:
        await until_long(outbox.begun, QUICK.bulk)
        await street.say(LAN, Reply("trả lời"))
        delivery.notify()
        await until_long(outbox.begun, QUICK.bulk + 1)
        assert outbox.begun[QUICK.bulk :] == ["lan: trả lời"]
        outbox.let_go()
        await street.until(*["sent"] * 13)
    assert sorted(outbox.begun[QUICK.bulk + 1 :]) == sorted(
        {f"{name}: nhắc" for name in names} - set(outbox.begun[: QUICK.bulk])
    )
