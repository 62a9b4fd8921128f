"""Owns the tables of rounds (đợt báo cáo): what is asked, of whom, by when."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.models.types import BigId, Json, UtcDateTime


class RoundKind(StrEnum):
    PERIODIC = "periodic"
    AD_HOC = "ad_hoc"
    THEMATIC = "thematic"


class Requirement(StrEnum):
    ONCE = "once"
    AT_LEAST_ONE = "at_least_one"
    PER_ESTABLISHMENT = "per_establishment"


class Round(SQLModel, table=True):
    """A request for reports: events in the window count, late is after `due_at`."""

    __tablename__ = "rounds"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    key: str = Field(unique=True)  # "nam-2026"
    title: str
    basis: str = ""
    kind: str
    window_from: date
    window_to: date
    cut_off: date
    due_at: datetime = Field(sa_type=UtcDateTime)
    ladder: list[int] = Field(default_factory=list, sa_type=Json)  # calendar days before due
    created_by: int | None = Field(default=None, foreign_key="people.id", sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RoundForm(SQLModel, table=True):
    __tablename__ = "round_forms"
    round_id: int = Field(primary_key=True, foreign_key="rounds.id", sa_type=BigId)
    form_id: str = Field(primary_key=True)
    requirement: str = Requirement.AT_LEAST_ONE


class RoundBody(SQLModel, table=True):
    """A body that is expected to report; its own due moment if it was extended."""

    __tablename__ = "round_bodies"
    round_id: int = Field(primary_key=True, foreign_key="rounds.id", sa_type=BigId)
    body_id: int = Field(primary_key=True, foreign_key="bodies.id", sa_type=BigId)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    due_reason: str = ""


class NilDeclaration(SQLModel, table=True):
    """ "Không phát sinh" for one form of one round: an answer, not a gap."""

    __tablename__ = "nil_declarations"
    round_id: int = Field(primary_key=True, foreign_key="rounds.id", sa_type=BigId)
    body_id: int = Field(primary_key=True, foreign_key="bodies.id", sa_type=BigId)
    form_id: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="people.id", sa_type=BigId)
    declared_at: datetime = Field(sa_type=UtcDateTime)
