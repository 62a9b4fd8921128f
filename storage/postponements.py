"""Owns reminders that were put off: until which day a person is left in peace."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import Session, col, delete, select

from storage import upsert
from storage.models import Postponement

FEW = 500  # people that are named in a query; for more all are fetched


def put(session: Session, person_id: int, until: date, now: datetime) -> None:
    """No reminder before that day; what was said last counts."""
    statement = upsert.insert(session, Postponement).values(
        person_id=person_id, until=until, asked_at=now
    )
    session.exec(
        statement.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"until": statement.excluded.until, "asked_at": statement.excluded.asked_at},
        )
    )


def until_of(session: Session, person_ids: Collection[int]) -> dict[int, date]:
    """Before which day each is left in peace; those who asked for nothing are absent."""
    query = select(col(Postponement.person_id), col(Postponement.until))
    if len(person_ids) <= FEW:
        query = query.where(col(Postponement.person_id).in_(person_ids))
    wanted = set(person_ids)
    return {person: until for person, until in session.exec(query) if person in wanted}


def forget(session: Session, person_id: int) -> None:
    """Reminders come as usual again."""
    session.exec(delete(Postponement).where(col(Postponement.person_id) == person_id))
