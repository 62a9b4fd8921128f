"""Owns INSERT … ON CONFLICT for both databases (rowcount there is -1 on psycopg: use RETURNING)."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

Insert: TypeAlias = postgresql.Insert | sqlite.Insert
INSERTS: Mapping[str, Callable[[Table], Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def insert(session: Session, table: type[SQLModel]) -> Insert:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if dialect(session) == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
