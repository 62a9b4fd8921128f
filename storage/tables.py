"""Owns tables as Core sees them: a statement on one, built once, costs a tenth of the ORM's."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable, Table
from sqlmodel import Session, SQLModel


def of(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


def run(
    session: Session, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> CursorResult[*tuple[Any, ...]]:
    """Execute on the session's own connection, without the ORM in between."""
    return session.connection().execute(statement, values)
