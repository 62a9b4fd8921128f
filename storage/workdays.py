"""Owns the days on which the offices and the law's calendar differ, and who said so.

The seed knows the swaps that were announced; what an administrator puts stands above it and stays.
"""

import csv
from datetime import date
from pathlib import Path

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage import upsert
from storage.models import CalendarDay
from storage.seed_facts import FOLDER, Row
from vietnamese.workdays import DEFAULT_HOURS, Hours, Workdays


def load(session: Session, hours: Hours = DEFAULT_HOURS) -> Workdays:
    rows = session.exec(select(col(CalendarDay.day), col(CalendarDay.working)))
    return Workdays(dict(rows.all()), hours)


def put(session: Session, day: date, working: bool, note: str) -> None:
    """An administrator's word, whatever was there before."""
    _put(session, {"day": day, "working": working, "note": note, "by_hand": True})


def forget(session: Session, day: date) -> bool:
    """Take an administrator's word back: the seed's, else the law's, is in force again."""
    taken = session.exec(
        delete(CalendarDay)
        .where(col(CalendarDay.day) == day, col(CalendarDay.by_hand))
        .returning(col(CalendarDay.day))
    ).first()
    if taken is None:
        return False
    for fact in facts():
        if fact["day"] == day:
            _put(session, {**fact, "by_hand": False})
    return True


def all_days(session: Session) -> list[CalendarDay]:
    found = select(CalendarDay).order_by(col(CalendarDay.day))
    return list(session.exec(found.execution_options(populate_existing=True)))


def facts(folder: Path = FOLDER) -> list[Row]:
    """The swaps the seed knows, as rows of the table."""
    with (folder / "calendar_days.csv").open(encoding="utf-8", newline="") as file:
        return [
            {
                "day": date.fromisoformat(row["day"]),
                "working": row["working"] == "yes",
                "note": row["note"],
            }
            for row in csv.DictReader(file)
        ]


def _put(session: Session, row: Row) -> None:
    session.exec(
        upsert.insert(session, CalendarDay)
        .values(**row)
        .on_conflict_do_update(index_elements=["day"], set_=row)
    )
