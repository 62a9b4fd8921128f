"""Owns the tables of what is sent unasked: notices, reminders, mailings, digests, days off."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.models.types import BigId, Json, UtcDateTime


class NoticeKind(StrEnum):
    REMINDER = "reminder"  # of the ladder
    NUDGE = "nudge"  # a coordinator's or area officer's
    BROADCAST = "broadcast"
    DIGEST = "digest"
    NEWS = "news"  # a round was started, extended, closed


class Notice(SQLModel, table=True):
    """One message to one person that nobody asked for. `day` is the local day it belongs to.

    A reminder that never left (its reader reported first, its hours ended) is taken away again.
    """

    __tablename__ = "notices"
    __table_args__: Any = (
        Index(
            "ux_notices_reminder",  # at most one reminder a day per person
            "person_id",
            "day",
            unique=True,
            sqlite_where=text("kind = 'reminder'"),
            postgresql_where=text("kind = 'reminder'"),
        ),
        Index("ix_notices_message", "message_id"),
        Index("ix_notices_mailing", "mailing_id"),
        {"sqlite_autoincrement": True},
    )
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    person_id: int = Field(foreign_key="people.id", index=True, sa_type=BigId)
    kind: str
    day: date
    message_id: int | None = Field(
        default=None, foreign_key="messages.id", ondelete="SET NULL", sa_type=BigId
    )
    mailing_id: int | None = Field(default=None, foreign_key="mailings.id", sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Reminder(SQLModel, table=True):
    """A step of the ladder that a person was given: "2026-12-04-7" is 7 days before that day."""

    __tablename__ = "reminders"
    round_id: int = Field(primary_key=True, foreign_key="rounds.id", sa_type=BigId)
    body_id: int = Field(primary_key=True, foreign_key="bodies.id", sa_type=BigId)
    person_id: int = Field(primary_key=True, foreign_key="people.id", sa_type=BigId)
    step: str = Field(primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True, sa_type=BigId)


class Mailing(SQLModel, table=True):
    """A nudge or broadcast: prepared and shown first, sent once (`sent_at`)."""

    __tablename__ = "mailings"
    __table_args__: Any = {"sqlite_autoincrement": True}  # an id names one mailing for ever
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    kind: str
    round_id: int | None = Field(default=None, foreign_key="rounds.id", sa_type=BigId)
    scope: dict[str, Any] = Field(sa_type=Json)
    text: str = ""
    created_by: int = Field(foreign_key="people.id", sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DigestKind(StrEnum):
    AREA = "area"  # late units of an area, to its officers
    PROVINCE = "province"  # late areas, to the coordinators
    UNREACHED = "unreached"  # units that nobody can be reminded of


class Digest(SQLModel, table=True):
    """What a person was told about a round on a day, so that the next one says what changed."""

    __tablename__ = "digests"
    __table_args__: Any = (
        UniqueConstraint("round_id", "person_id", "kind", "subject_id", "day"),
        {"sqlite_autoincrement": True},
    )
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    round_id: int = Field(foreign_key="rounds.id", sa_type=BigId)
    person_id: int = Field(foreign_key="people.id", sa_type=BigId)
    kind: str
    subject_id: int = Field(default=0, sa_type=BigId)  # the area; 0 = the province
    day: date
    told: dict[str, Any] = Field(sa_type=Json)
    notice_id: int = Field(foreign_key="notices.id", index=True, sa_type=BigId)


class Postponement(SQLModel, table=True):
    """ "Remind me on Monday": no reminder before that day."""

    __tablename__ = "postponements"
    person_id: int = Field(primary_key=True, foreign_key="people.id", sa_type=BigId)
    until: date
    asked_at: datetime = Field(sa_type=UtcDateTime)


class CalendarDay(SQLModel, table=True):
    """A day on which the calendar of the law and that of the offices differ: off, or worked."""

    __tablename__ = "calendar_days"
    day: date = Field(primary_key=True)
    working: bool
    note: str = ""
    by_hand: bool = False  # the administrator's word stands above the seed's
