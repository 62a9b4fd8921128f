"""Owns the ways into the web chat: personal one-time links, and the browsers that were let in."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.models import Account, Person, WebLink, WebSession

LINK_LIFE = timedelta(hours=24)
SESSION_LIFE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose browser it is. A stranger (invited, not yet joined) has no person, no language."""

    account_id: int
    address: str
    person_id: int | None
    name: str
    language: str
    demo: bool


def make_link(
    session: Session, account_id: int, token: str, now: datetime, life: timedelta = LINK_LIFE
) -> None:
    """A link that lets its bearer into the account, once. The caller made the token (`secrets`)."""
    session.add(
        WebLink(
            token_hash=_hash(token), account_id=account_id, created_at=now, expires_at=now + life
        )
    )
    session.flush()


def use_link(session: Session, token: str, now: datetime) -> int | None:
    """Use it up: its account's id; None if it is unknown, used or too old."""
    statement = (
        update(WebLink)
        .where(
            col(WebLink.token_hash) == _hash(token),
            col(WebLink.used_at).is_(None),
            col(WebLink.expires_at) > now,
        )
        .values(used_at=now)
        .returning(col(WebLink.account_id))
    )
    row = session.exec(statement).first()
    return int(row.account_id) if row else None


def open_session(session: Session, account_id: int, token: str, now: datetime) -> None:
    """Let a browser in. The caller made the token (`secrets`) and keeps it in a cookie."""
    session.add(
        WebSession(
            token_hash=_hash(token),
            account_id=account_id,
            created_at=now,
            expires_at=now + SESSION_LIFE,
        )
    )
    session.flush()


def session_of(session: Session, token: str, now: datetime) -> Visitor | None:
    """Who the bearer of a cookie is; None if it was revoked, ran out or never was."""
    row = session.exec(
        select(Account, Person)
        .join(WebSession, col(WebSession.account_id) == col(Account.id))
        .join(Person, col(Person.id) == col(Account.person_id), isouter=True)
        .where(
            col(WebSession.token_hash) == _hash(token),
            col(WebSession.revoked_at).is_(None),
            col(WebSession.expires_at) > now,
        )
    ).first()
    if row is None:
        return None
    account, person = row
    if account.person_id is None:
        return Visitor(account.id, account.address, None, "", "", demo=False)
    return Visitor(
        account.id, account.address, person.id, person.full_name, person.language, person.demo
    )


def revoke(session: Session, token: str, now: datetime) -> None:
    """Log one browser out."""
    _revoke(session, now, col(WebSession.token_hash) == _hash(token))


def revoke_all(session: Session, person_id: int, now: datetime) -> None:
    """Log a person out everywhere; links that were not used are used up."""
    theirs = select(col(Account.id)).where(col(Account.person_id) == person_id)
    _revoke(session, now, col(WebSession.account_id).in_(theirs))
    session.exec(
        update(WebLink)
        .where(col(WebLink.account_id).in_(theirs), col(WebLink.used_at).is_(None))
        .values(used_at=now)
    )


def purge(session: Session, now: datetime) -> None:
    """Forget what can let nobody in any more."""
    session.exec(
        delete(WebSession).where(
            or_(col(WebSession.expires_at) < now, col(WebSession.revoked_at).is_not(None))
        )
    )
    session.exec(
        delete(WebLink).where(or_(col(WebLink.expires_at) < now, col(WebLink.used_at).is_not(None)))
    )


def forget(session: Session, accounts: SelectOfScalar[int]) -> None:
    """Erase every way into these accounts."""
    session.exec(delete(WebSession).where(col(WebSession.account_id).in_(accounts)))
    session.exec(delete(WebLink).where(col(WebLink.account_id).in_(accounts)))


def _revoke(session: Session, now: datetime, which: ColumnElement[bool]) -> None:
    session.exec(
        update(WebSession).where(which, col(WebSession.revoked_at).is_(None)).values(revoked_at=now)
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
