"""Owns the timetable's claimed runs: one process a moment."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from storage import upsert
from storage.models import Run


def claim(session: Session, job: str, moment: datetime, holder: str, now: datetime) -> bool:
    """Whether this process is the one to do `job` for `moment`."""
    statement = (
        upsert.insert(session, Run)
        .values(job=job, moment=moment, holder=holder, claimed_at=now)
        .on_conflict_do_nothing(index_elements=["job", "moment"])
        .returning(col(Run.job))
    )
    return session.exec(statement).first() is not None


def purge(session: Session, now: datetime) -> None:
    session.exec(delete(Run).where(col(Run.claimed_at) < now - timedelta(days=3)))
