"""Owns the tables of forms, drafts, reports, their answers, files and establishments."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.types import BigId, Json, UtcDateTime


class ReportState(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


class FormVersion(SQLModel, table=True):
    """A compiled form, immutable, with its source."""

    __tablename__ = "form_versions"
    __table_args__: Any = (UniqueConstraint("form_id", "version"),)
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    form_id: str
    version: str
    title: str
    content_hash: str
    definition: dict[str, Any] = Field(sa_type=Json)
    source: str
    created_at: datetime = Field(sa_type=UtcDateTime)


class Draft(SQLModel, table=True):
    """A form being filled in, or a report being corrected (`report_id`). Gone once submitted.

    `filling` is the engine's own value: every accepted answer with the message it came from.
    """

    __tablename__ = "drafts"
    __table_args__: Any = {"sqlite_autoincrement": True}  # an id names one draft for ever
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    person_id: int = Field(foreign_key="people.id", index=True, sa_type=BigId)
    body_id: int = Field(foreign_key="bodies.id", sa_type=BigId)
    form_version_id: int = Field(foreign_key="form_versions.id", sa_type=BigId)
    report_id: int | None = Field(default=None, foreign_key="reports.id", sa_type=BigId)
    filling: dict[str, Any] = Field(sa_type=Json)
    # Where its open question was shown last: words typed on another account may be meant for
    # another question.
    account_id: int | None = Field(default=None, foreign_key="accounts.id", sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class Report(SQLModel, table=True):
    """What a body reported. `code` is the receipt; the unit is the one in force at the event."""

    __tablename__ = "reports"
    __table_args__: Any = (
        ForeignKeyConstraint(
            ["unit_code", "unit_valid_from"], ["admin_units.code", "admin_units.valid_from"]
        ),
        Index("ix_reports_body_form", "body_id", "form_id"),
        Index("ix_reports_form_event", "form_id", "event_date"),
    )
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    code: str = Field(unique=True)
    person_id: int = Field(foreign_key="people.id", index=True, sa_type=BigId)
    body_id: int = Field(foreign_key="bodies.id", sa_type=BigId)
    form_id: str
    state: str = ReportState.SUBMITTED
    revision: int = 1
    event_date: date
    unit_code: str | None = None
    unit_valid_from: date | None = None
    round_id: int | None = Field(default=None, foreign_key="rounds.id", sa_type=BigId)
    is_distinct: bool = False  # somebody looked: it is not the same as the one it is like
    submitted_at: datetime = Field(sa_type=UtcDateTime)  # of the latest revision
    created_at: datetime = Field(sa_type=UtcDateTime)


class Revision(SQLModel, table=True):
    """One submit. Nothing is overwritten; a draft can become a revision only once."""

    __tablename__ = "revisions"
    __table_args__: Any = (UniqueConstraint("report_id", "number"),)
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    report_id: int = Field(foreign_key="reports.id", sa_type=BigId)
    number: int
    draft_id: int = Field(unique=True, sa_type=BigId)
    form_version_id: int = Field(foreign_key="form_versions.id", sa_type=BigId)
    person_id: int = Field(foreign_key="people.id", sa_type=BigId)
    filling: dict[str, Any] = Field(sa_type=Json)
    submitted_at: datetime = Field(sa_type=UtcDateTime)


class Answer(SQLModel, table=True):
    """One submitted value of one revision: typed for queries, and as people read it."""

    __tablename__ = "answers"
    revision_id: int = Field(primary_key=True, foreign_key="revisions.id", sa_type=BigId)
    name: str = Field(primary_key=True)
    ordinal: int
    type: str
    label: str
    shown: str
    value: Any = Field(default=None, sa_type=Json)  # {"not_recorded": true} is never 0
    source: str | None = Field(default=None, index=True)  # "channel:message id"


class StoredFile(SQLModel, table=True):
    """A file under DATA_DIR/files by its content hash, checked and stripped before it got there."""

    __tablename__ = "files"
    sha256: str = Field(primary_key=True, max_length=64)
    media_type: str
    size: int
    stored_at: datetime = Field(sa_type=UtcDateTime)


class FileGrant(SQLModel, table=True):
    """This person may see this file (sent it, or was sent it)."""

    __tablename__ = "file_grants"
    sha256: str = Field(primary_key=True, foreign_key="files.sha256")
    person_id: int = Field(primary_key=True, foreign_key="people.id", sa_type=BigId)


class Establishment(SQLModel, table=True):
    """A supermarket, market, shop, craft village, industrial cluster … of a commune's registry."""

    __tablename__ = "establishments"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    body_id: int = Field(foreign_key="bodies.id", index=True, sa_type=BigId)
    kind: str
    name: str
    folded: str
    created_by: int | None = Field(default=None, foreign_key="people.id", sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    closed_on: date | None = None
