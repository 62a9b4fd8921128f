"""Owns the tables of rounds (đợt báo cáo): what is asked, of whom, by when."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Index
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
    """A request for reports: events in the window count, late is after the due moment.

    The due moment is kept as the day the law speaks of and the clock of the province, so that it
    stays that day whatever time zone a machine is set to. `scope` says who is expected: bodies of
    `kinds` (all of them, or only those of `areas`) and `bodies` by name.
    """

    __tablename__ = "rounds"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    key: str = Field(unique=True)  # "nam-2026"
    title: str
    basis: str = ""
    kind: str
    scope: dict[str, Any] = Field(sa_type=Json)  # {"kinds": ["commune"], "areas": [], "bodies": []}
    as_of: date  # who is expected: those in force from this day on
    window_from: date
    window_to: date
    cut_off: date
    due_on: date
    due_time: time = time(17)
    ladder: list[int] = Field(default_factory=list, sa_type=Json)  # calendar days before due
    overdue_every: int = 2  # working days; 0 = never
    escalates_to: list[int] = Field(default_factory=list, sa_type=Json)  # people; [] = coordinators
    created_by: int | None = Field(default=None, foreign_key="people.id", sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RoundForm(SQLModel, table=True):
    """A form that is asked for. For one report per establishment: of which kinds, and where a
    report names its establishment.
    """

    __tablename__ = "round_forms"
    round_id: int = Field(primary_key=True, foreign_key="rounds.id", sa_type=BigId)
    form_id: str = Field(primary_key=True)
    requirement: str = Requirement.AT_LEAST_ONE
    subject: str = ""  # the question whose answer is the establishment's id
    kinds: list[str] = Field(default_factory=list, sa_type=Json)


class RoundExtension(SQLModel, table=True):
    """A later due day, for one body or for all (`body_id` None). The latest day counts."""

    __tablename__ = "round_extensions"
    __table_args__: Any = (Index("ix_round_extensions_round", "round_id", "body_id"),)
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    round_id: int = Field(foreign_key="rounds.id", sa_type=BigId)
    body_id: int | None = Field(default=None, foreign_key="bodies.id", sa_type=BigId)
    due_on: date
    reason: str
    person_id: int | None = Field(default=None, foreign_key="people.id", sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)


class NilDeclaration(SQLModel, table=True):
    """ "Không phát sinh" for one form of one round: an answer, not a gap."""

    __tablename__ = "nil_declarations"
    round_id: int = Field(primary_key=True, foreign_key="rounds.id", sa_type=BigId)
    body_id: int = Field(primary_key=True, foreign_key="bodies.id", sa_type=BigId)
    form_id: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="people.id", sa_type=BigId)
    declared_at: datetime = Field(sa_type=UtcDateTime)
