"""Owns drafts: forms being filled in, kept at every step until they are submitted or cancelled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import Session, col, select

from storage import tables
from storage.models import Account, AccountState, Draft


@dataclass(frozen=True, slots=True)
class Open:
    """A draft as the conversation needs it."""

    id: int
    person_id: int
    body_id: int
    form_version_id: int
    report_id: int | None
    filling: dict[str, Any]
    account_id: int | None  # where its open question was shown last
    updated_at: datetime


_DRAFT = select(Draft)
# On the way of every answer: built once.
_T = tables.of(Draft)
_GET = sqlalchemy.select(
    _T.c.id,
    _T.c.person_id,
    _T.c.body_id,
    _T.c.form_version_id,
    _T.c.report_id,
    _T.c.filling,
    _T.c.account_id,
    _T.c.updated_at,
).where(_T.c.id == bindparam("draft_id"), _T.c.person_id == bindparam("person_id"))
_KEEP = update(_T).where(_T.c.id == bindparam("draft_id"))


def start(
    session: Session,
    person_id: int,
    body_id: int,
    form_version_id: int,
    filling: dict[str, Any],
    account_id: int,
    now: datetime,
    report_id: int | None = None,
) -> int:
    values = {
        "person_id": person_id,
        "body_id": body_id,
        "form_version_id": form_version_id,
        "report_id": report_id,
        "filling": filling,
        "account_id": account_id,
        "created_at": now,
        "updated_at": now,
    }
    row = session.exec(insert(Draft).returning(col(Draft.id)).values(values)).one()
    return int(row.id)


def get(session: Session, draft_id: int, person_id: int) -> Open | None:
    """The person's draft; None if it is gone or somebody else's."""
    values = {"draft_id": draft_id, "person_id": person_id}
    found = tables.run(session, _GET, values).first()
    return Open(*found) if found else None


def untouched(session: Session, person_id: int, body_id: int, form_version_id: int) -> int | None:
    """A draft of this form that was begun and not yet answered."""
    rows = session.exec(
        select(Draft).where(
            col(Draft.person_id) == person_id,
            col(Draft.body_id) == body_id,
            col(Draft.form_version_id) == form_version_id,
            col(Draft.report_id).is_(None),
        )
    )
    return next((row.id for row in rows if not row.filling["answers"]), None)


def keep(
    session: Session,
    draft_id: int,
    filling: dict[str, Any],
    account_id: int | None,
    now: datetime,
) -> None:
    values = {"filling": filling, "account_id": account_id, "updated_at": now}
    tables.run(session, _KEEP, {"draft_id": draft_id, **values})


def discard(session: Session, draft_id: int) -> None:
    session.exec(delete(Draft).where(col(Draft.id) == draft_id))


def of_person(session: Session, person_id: int) -> list[Open]:
    """A person's drafts, the one touched last first."""
    rows = session.exec(
        _DRAFT.where(col(Draft.person_id) == person_id).order_by(
            col(Draft.updated_at).desc(), col(Draft.id).desc()
        )
    )
    return [_open(row) for row in rows]


def correcting(session: Session, report_id: int, person_id: int) -> Open | None:
    """The draft in which a person is correcting a report."""
    found = session.exec(
        _DRAFT.where(col(Draft.report_id) == report_id, col(Draft.person_id) == person_id)
    ).first()
    return _open(found) if found else None


def accounts_amid(session: Session, since: datetime) -> list[Account]:
    """The reachable accounts of people who moved a draft since then."""
    amid = select(col(Draft.person_id)).where(col(Draft.updated_at) >= since)
    return list(
        session.exec(
            select(Account)
            .where(col(Account.person_id).in_(amid), col(Account.state) == AccountState.ACTIVE)
            .order_by(col(Account.id))
        )
    )


def _open(row: Draft) -> Open:
    return Open(
        row.id,
        row.person_id,
        row.body_id,
        row.form_version_id,
        row.report_id,
        row.filling,
        row.account_id,
        row.updated_at,
    )
