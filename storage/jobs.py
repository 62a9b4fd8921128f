"""Owns slow jobs: ordered in a conversation, made beside it, answered by a message."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from storage.models import Account, Job, JobState

ATTEMPTS = 3


def order(
    session: Session,
    account: Account,
    person_id: int,
    kind: str,
    arguments: dict[str, Any],
    name: str,
    now: datetime,
) -> int:
    job = Job(
        account_id=account.id,
        person_id=person_id,
        kind=kind,
        arguments=arguments,
        name=name,
        created_at=now,
    )
    session.add(job)
    session.flush()
    return job.id


def claim(session: Session, holder: str, now: datetime, until: datetime) -> Job | None:
    """The oldest job nobody is at."""
    job = session.exec(
        select(Job)
        .where(
            col(Job.state) == JobState.WAITING,
            or_(col(Job.leased_until).is_(None), col(Job.leased_until) < now),
        )
        .order_by(col(Job.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if job is not None:
        job.leased_by, job.leased_until = holder, until
        job.attempts += 1
        session.flush()
    return job


def finish(session: Session, job_id: int, holder: str, now: datetime) -> Job | None:
    """Done; None if the lease went to somebody else meanwhile, who will do it again."""
    job = session.get(Job, job_id, with_for_update=True)
    if job is None or job.leased_by != holder or job.state != JobState.WAITING:
        return None
    job.state, job.finished_at, job.leased_until = JobState.DONE, now, None
    session.flush()
    return job


def fail(session: Session, job_id: int, holder: str, why: str, now: datetime) -> bool:
    """It went wrong. True when it was the last try, and the person has to be told."""
    job = session.get(Job, job_id, with_for_update=True)
    if job is None or job.leased_by != holder:
        return False
    job.error, job.leased_until = why, None
    if job.attempts >= ATTEMPTS:
        job.state, job.finished_at = JobState.FAILED, now
    session.flush()
    return job.state == JobState.FAILED
