"""Owns the word that there was nothing to report ("không phát sinh"): given once, taken back."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, delete, select

from storage import upsert
from storage.models import NilDeclaration


def declare(
    session: Session,
    round_id: int,
    body_id: int,
    form_ids: Collection[str],
    person_id: int,
    now: datetime,
) -> list[str]:
    """The forms for which it was said now; where it stands already the first word stays."""
    said: list[str] = []
    for form_id in form_ids:
        statement = upsert.insert(session, NilDeclaration).values(
            round_id=round_id,
            body_id=body_id,
            form_id=form_id,
            person_id=person_id,
            declared_at=now,
        )
        row = session.exec(
            statement.on_conflict_do_nothing(
                index_elements=["round_id", "body_id", "form_id"]
            ).returning(col(NilDeclaration.form_id))
        ).first()
        if row is not None:
            said.append(form_id)
    return said


def withdraw(session: Session, round_id: int, body_id: int, form_id: str) -> bool:
    """Take it back; False if there was nothing to take back."""
    row = session.exec(
        delete(NilDeclaration)
        .where(
            col(NilDeclaration.round_id) == round_id,
            col(NilDeclaration.body_id) == body_id,
            col(NilDeclaration.form_id) == form_id,
        )
        .returning(col(NilDeclaration.form_id))
    ).first()
    return row is not None


def of_body(session: Session, round_id: int, body_id: int) -> list[NilDeclaration]:
    """What a body declared in a round, by form."""
    return list(
        session.exec(
            select(NilDeclaration)
            .where(col(NilDeclaration.round_id) == round_id, col(NilDeclaration.body_id) == body_id)
            .order_by(col(NilDeclaration.form_id))
        )
    )
