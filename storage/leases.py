"""Owns leases: what only one process at a time may do."""

from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col

from storage import upsert
from storage.models import Delivery, Job, Lease


def acquire(session: Session, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take or renew; False while somebody else's lease lasts."""
    statement = upsert.insert(session, Lease).values(name=name, holder=holder, until=until)
    statement = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": holder, "until": until},
        where=or_(col(Lease.holder) == holder, col(Lease.until) < now),
    )
    return session.exec(statement.returning(col(Lease.name))).first() is not None


def release(session: Session, name: str, holder: str) -> None:
    session.exec(delete(Lease).where(col(Lease.name) == name, col(Lease.holder) == holder))


def release_all(session: Session, now: datetime) -> None:
    """Nobody else is alive: whatever a process that died still holds is free at once."""
    session.exec(delete(Lease).where(col(Lease.until) > now))
    for held in (Delivery, Job):
        leased = update(held).where(col(held.leased_until).is_not(None))
        session.exec(leased.values(leased_by=None, leased_until=None))


def mark(session: Session, name: str, holder: str, now: datetime) -> None:
    """Note that somebody was here at `now`, whoever was before."""
    values = {"holder": holder, "until": now}
    statement = upsert.insert(session, Lease).values(name=name, **values)
    session.exec(statement.on_conflict_do_update(index_elements=["name"], set_=values))


def marked(session: Session, name: str) -> datetime | None:
    """When somebody was last here."""
    found = session.get(Lease, name)
    return found.until if found else None
