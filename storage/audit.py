"""Owns the audit trail: append-only; ids and reasons, never answers, phones or tokens."""

from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from storage.models import AuditEvent


def add(
    session: Session,
    action: str,
    now: datetime,
    *,
    person_id: int | None = None,
    account_id: int | None = None,
    subject: str = "",
    **details: str | int | None,
) -> None:
    values = {
        "at": now,
        "person_id": person_id,
        "account_id": account_id,
        "action": action,
        "subject": subject,
        "details": details,
    }
    session.exec(insert(AuditEvent), params=[values])
