"""Owns the inbox: updates stored before they are acknowledged, handed out in order, done once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, text, update
from sqlmodel import Session, col, select

from storage import tables, upsert
from storage.models import InboxEntry


@dataclass(frozen=True, slots=True)
class Raw:
    external_id: str
    address: str
    payload: str


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    payload: str
    file: dict[str, Any] | None
    more: bool  # the address has another one


# On the way of every message: built once.
_T = tables.of(InboxEntry)
_OLDEST = (
    select(_T.c.id, _T.c.payload, _T.c.file)
    .where(
        _T.c.channel == bindparam("channel"),
        _T.c.address == bindparam("address"),
        _T.c.done_at.is_(None),
    )
    .order_by(_T.c.id)
    .limit(2)
)
_STORE = {
    dialect: insert(_T)
    .on_conflict_do_nothing(index_elements=["channel", "external_id"])
    .returning(_T.c.id)
    for dialect, insert in upsert.INSERTS.items()
}
_DONE = update(_T).where(_T.c.id == bindparam("entry_id"))


def store(session: Session, channel: str, updates: Sequence[Raw], now: datetime) -> list[int]:
    """Keep updates; ids of those that are new. One that was stored before is left as it is."""
    if not updates:
        return []
    statement = _STORE[upsert.dialect(session)]
    rows = [
        {
            "channel": channel,
            "external_id": raw.external_id,
            "address": raw.address,
            "payload": raw.payload,
            "received_at": now,
        }
        for raw in updates
    ]
    return [row.id for row in tables.run(session, statement, rows)]


def pending_addresses(session: Session, limit: int = 200) -> list[tuple[str, str]]:
    """(channel, address) with entries to be done, longest waiting first."""
    statement = (
        select(col(InboxEntry.channel), col(InboxEntry.address))
        .where(col(InboxEntry.done_at).is_(None))
        .group_by(col(InboxEntry.channel), col(InboxEntry.address))
        .order_by(func.min(col(InboxEntry.id)))
        .limit(limit)
    )
    return list(session.exec(statement))


def oldest(session: Session, channel: str, address: str) -> Entry | None:
    """An address's oldest entry that is not done. Looks only."""
    rows = tables.run(session, _OLDEST, {"channel": channel, "address": address}).all()
    if not rows:
        return None
    number, payload, file = rows[0]
    return Entry(number, payload, file, more=len(rows) > 1)


def take(session: Session, channel: str, address: str) -> Entry | None:
    """The oldest entry, held until the transaction ends; None if another process has it."""
    if upsert.dialect(session) == "postgresql":
        # A row lock would let a second process skip to the address's next entry: out of order.
        key = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 1))")
        held = session.exec(key, params={"key": f"{channel}:{address}"})  # type: ignore[call-overload]
        if not held.scalar_one():
            return None
    return oldest(session, channel, address)


def keep_file(session: Session, entry_id: int, outcome: dict[str, Any]) -> None:
    """What became of the file an entry speaks of: fetched before the conversation sees it."""
    session.exec(update(InboxEntry).where(col(InboxEntry.id) == entry_id).values(file=outcome))


def done(session: Session, entry_id: int, now: datetime) -> None:
    """Finished: only the id stays, against duplicates."""
    values = {"entry_id": entry_id, "done_at": now, "payload": "", "file": None}
    tables.run(session, _DONE, values)


def park(session: Session, entry_id: int, reason: str, now: datetime) -> None:
    """Set aside with its payload: it failed, and would fail again."""
    session.exec(
        update(InboxEntry).where(col(InboxEntry.id) == entry_id).values(done_at=now, parked=reason)
    )


def purge(session: Session, now: datetime) -> None:
    """Forget ids that no channel will send again (Telegram keeps an update for a day)."""
    session.exec(
        delete(InboxEntry).where(
            col(InboxEntry.done_at) < now - timedelta(days=3), col(InboxEntry.parked).is_(None)
        )
    )
    session.exec(delete(InboxEntry).where(col(InboxEntry.done_at) < now - timedelta(days=90)))
