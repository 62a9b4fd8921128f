"""Owns the table of reviews: what was decided about a report, by whom, why."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.models.types import BigId, Json, UtcDateTime


class Decision(StrEnum):
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    UNLOCKED = "unlocked"  # a confirmed one may be corrected again
    DISTINCT = "distinct"  # looks like another report, and is not the same


class Review(SQLModel, table=True):
    """One decision about one revision. Nothing is overwritten."""

    __tablename__ = "reviews"
    __table_args__: Any = (
        Index("ix_reviews_report", "report_id", "id"),
        {"sqlite_autoincrement": True},
    )
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    report_id: int = Field(foreign_key="reports.id", sa_type=BigId)
    revision: int
    person_id: int = Field(foreign_key="people.id", sa_type=BigId)
    decision: str
    reason: str = ""
    questions: list[str] = Field(default_factory=list, sa_type=Json)  # those to be looked at
    decided_at: datetime = Field(sa_type=UtcDateTime)
