"""Owns the tables of the talk: inbox, conversations, messages, deliveries, jobs."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.models.types import BigId, Json, UtcDateTime


class InboxEntry(SQLModel, table=True):
    """A raw update, stored before it is acknowledged. The payload is blanked once it is done."""

    __tablename__ = "inbox"
    __table_args__: Any = (
        UniqueConstraint("channel", "external_id"),
        Index(
            "ix_inbox_pending",
            "channel",
            "address",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    channel: str
    external_id: str
    address: str
    payload: str  # JSON as the channel gave it
    file: dict[str, Any] | None = Field(default=None, sa_type=Json)  # outcome of fetching
    received_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    parked: str | None = None  # why it was set aside (the payload is then kept)


class Conversation(SQLModel, table=True):
    """What is open with an account: one small JSON value, read and replaced by handlers."""

    __tablename__ = "conversations"
    account_id: int = Field(primary_key=True, foreign_key="accounts.id", sa_type=BigId)
    state: dict[str, Any] = Field(sa_type=Json)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class Message(SQLModel, table=True):
    """The transcript. `body` of an outgoing one is a `Reply` as JSON; its id numbers it."""

    __tablename__ = "messages"
    __table_args__: Any = (
        Index("ix_messages_account", "account_id", "id"),
        Index("ix_messages_person", "person_id", "id"),
        {"sqlite_autoincrement": True},
    )
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    account_id: int = Field(foreign_key="accounts.id", sa_type=BigId)
    person_id: int | None = Field(default=None, foreign_key="people.id", sa_type=BigId)
    direction: str
    body: dict[str, Any] = Field(sa_type=Json)
    ref: str | None = None  # the chat app's id of an incoming message
    at: datetime = Field(sa_type=UtcDateTime)


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


class Delivery(SQLModel, table=True):
    """One push of a message to an account on a channel that pushes."""

    __tablename__ = "deliveries"
    __table_args__: Any = (
        Index(
            "ix_deliveries_pending",
            "account_id",
            "lane",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        Index(
            "ix_deliveries_due",
            "channel",
            "lane",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    message_id: int = Field(foreign_key="messages.id", index=True, sa_type=BigId)
    account_id: int = Field(foreign_key="accounts.id", sa_type=BigId)
    channel: str
    lane: int  # 0 reply, 1 alert, 2 reminder
    state: str = DeliveryState.PENDING
    due_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    leased_by: str | None = None
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    external_ids: list[str] | None = Field(default=None, sa_type=Json)
    uncertain: bool = False  # an earlier attempt may have arrived
    # Of what nobody asked for: not sent after this moment; and whether a send may have begun.
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    begun: bool = False
    error: str | None = None
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class JobState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Job(SQLModel, table=True):
    """A slow rendering, ordered by a message, made beside the chat, answered by a message."""

    __tablename__ = "jobs"
    __table_args__: Any = ({"sqlite_autoincrement": True},)
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    account_id: int = Field(foreign_key="accounts.id", sa_type=BigId)
    person_id: int = Field(foreign_key="people.id", sa_type=BigId)
    kind: str
    arguments: dict[str, Any] = Field(sa_type=Json)
    name: str
    state: str = JobState.WAITING
    attempts: int = 0
    leased_by: str | None = None
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str | None = None
