"""Owns mailings (a nudge, a broadcast): prepared, put off, claimed once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from storage.models import Mailing, NoticeKind

PREVIEW = timedelta(days=1)  # a preview nobody came back to goes with the next one
_SEND_AFTER = "send_after"


def prepare(
    session: Session,
    kind: NoticeKind,
    scope: dict[str, Any],
    person_id: int,
    now: datetime,
    *,
    round_id: int | None = None,
    text: str = "",
) -> Mailing:
    """What is about to be shown as a preview; nothing is sent."""
    for old in _unsent(session, person_id):
        if send_after(old) is None and old.created_at < now - PREVIEW:
            session.delete(old)
    made = Mailing(
        kind=kind, round_id=round_id, scope=scope, text=text, created_by=person_id, created_at=now
    )
    session.add(made)
    session.flush()
    return made


def get(session: Session, mailing_id: int) -> Mailing | None:
    return session.get(Mailing, mailing_id)


def claim(session: Session, mailing_id: int, now: datetime) -> bool:
    """Whether this is the one time it is sent: of many who press, one gets it."""
    statement = (
        update(Mailing)
        .where(col(Mailing.id) == mailing_id, col(Mailing.sent_at).is_(None))
        .values(sent_at=now)
        .returning(col(Mailing.id))
    )
    return session.exec(statement).first() is not None


def drop(session: Session, mailing_id: int) -> bool:
    """Forget one that was not sent; False if it was sent, or is gone already."""
    statement = (
        delete(Mailing)
        .where(col(Mailing.id) == mailing_id, col(Mailing.sent_at).is_(None))
        .returning(col(Mailing.id))
    )
    return session.exec(statement).first() is not None


def note(session: Session, mailing: Mailing, **facts: Any) -> None:  # noqa: ANN401 - JSON
    mailing.scope = {**mailing.scope, **facts}
    session.flush()


def put_off(session: Session, mailing: Mailing, until: datetime, account_id: int) -> None:
    """Send it then, and tell the account how it went."""
    note(session, mailing, **{_SEND_AFTER: until.isoformat(), "account": account_id})


def send_after(mailing: Mailing) -> datetime | None:
    kept = mailing.scope.get(_SEND_AFTER)
    return datetime.fromisoformat(kept) if kept else None


def due(session: Session, now: datetime) -> list[Mailing]:
    """What was put off, and whose time has come."""
    return [
        one for one in _unsent(session) if (until := send_after(one)) is not None and until <= now
    ]


def _unsent(session: Session, person_id: int | None = None) -> Sequence[Mailing]:
    """There are never many: a preview is sent, or goes."""
    query = select(Mailing).where(col(Mailing.sent_at).is_(None)).order_by(col(Mailing.id))
    if person_id is not None:
        query = query.where(col(Mailing.created_by) == person_id)
    return session.exec(query).all()
