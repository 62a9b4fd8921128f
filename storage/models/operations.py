"""Owns the tables of running it: runs, leases, channel states, monthly counts, the audit trail."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.models.types import BigId, Json, UtcDateTime


class Run(SQLModel, table=True):
    """A job of the timetable that somebody took for one moment: the key makes it run once."""

    __tablename__ = "runs"
    job: str = Field(primary_key=True)
    moment: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    holder: str
    claimed_at: datetime = Field(sa_type=UtcDateTime)


class Lease(SQLModel, table=True):
    """Who may do what only one process may do (poll a token, send with it), until when."""

    __tablename__ = "leases"
    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=UtcDateTime)


class ChannelState(SQLModel, table=True):
    """How a channel is: its bot's name, and why it stopped, for every process to see."""

    __tablename__ = "channel_states"
    channel: str = Field(primary_key=True)
    username: str = ""
    stopped: str = ""  # "" = running
    changed_at: datetime = Field(sa_type=UtcDateTime)


class MonthlyCount(SQLModel, table=True):
    """How many messages went out through a channel in a month, named by its first day."""

    __tablename__ = "monthly_counts"
    channel: str = Field(primary_key=True)
    month: date = Field(primary_key=True)
    sent: int


class AuditEvent(SQLModel, table=True):
    """Append-only: who did what to what. Ids and reasons, never answers, phones or tokens."""

    __tablename__ = "audit_events"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    person_id: int | None = Field(default=None, sa_type=BigId)
    account_id: int | None = Field(default=None, sa_type=BigId)
    action: str
    subject: str = ""
    details: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
