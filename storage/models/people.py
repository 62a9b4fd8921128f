"""Owns the tables of people: accounts, assignments, consents, invitations, web sessions."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.types import BigId, UtcDateTime


class Role(StrEnum):
    REPORTER = "reporter"
    AREA_OFFICER = "area_officer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class AccountState(StrEnum):
    ACTIVE = "active"
    BLOCKED = "blocked"  # the person blocked the bot: nothing is sent until they write again


class Person(SQLModel, table=True):
    """A person who consented. The full name is one field: it is never split."""

    __tablename__ = "people"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    full_name: str
    position: str
    phone: str | None = None
    language: str = "vi"
    demo: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Account(SQLModel, table=True):
    """One address on one channel. Without a person it is a stranger's, kept only while talking."""

    __tablename__ = "accounts"
    __table_args__: Any = (UniqueConstraint("channel", "address"),)
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    channel: str
    address: str
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True, sa_type=BigId)
    state: str = AccountState.ACTIVE
    created_at: datetime = Field(sa_type=UtcDateTime)


class Assignment(SQLModel, table=True):
    """A person answers for a body in a role, from a day to a day (inclusive)."""

    __tablename__ = "assignments"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    person_id: int = Field(foreign_key="people.id", index=True, sa_type=BigId)
    body_id: int = Field(foreign_key="bodies.id", index=True, sa_type=BigId)
    role: str
    valid_from: date
    valid_to: date | None = None


class Consent(SQLModel, table=True):
    """Who agreed to which version of the notice, when, from which account."""

    __tablename__ = "consents"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    account_id: int = Field(foreign_key="accounts.id", index=True, sa_type=BigId)
    person_id: int | None = Field(default=None, foreign_key="people.id", index=True, sa_type=BigId)
    version: str
    text: str
    given_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Invitation(SQLModel, table=True):
    """A one-time way in. Only the hash of its code is kept."""

    __tablename__ = "invitations"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    code_hash: str = Field(unique=True)
    body_id: int = Field(foreign_key="bodies.id", sa_type=BigId)
    role: str
    created_by: int | None = Field(default=None, foreign_key="people.id", sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by_account: int | None = Field(default=None, sa_type=BigId)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class WrongCode(SQLModel, table=True):
    """A code that did not fit: what guessing is slowed by. Purged after a day."""

    __tablename__ = "wrong_codes"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    channel: str
    address: str
    at: datetime = Field(sa_type=UtcDateTime, index=True)


class WebLink(SQLModel, table=True):
    """A personal one-time link into the web chat of an account that already exists."""

    __tablename__ = "web_links"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    token_hash: str = Field(unique=True)
    account_id: int = Field(foreign_key="accounts.id", index=True, sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class WebSession(SQLModel, table=True):
    """A browser that was let in. Only the hash of its cookie is kept."""

    __tablename__ = "web_sessions"
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    token_hash: str = Field(unique=True)
    account_id: int = Field(foreign_key="accounts.id", index=True, sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
