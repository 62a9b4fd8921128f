"""Owns tables as Core sees them: a statement on one, built once, costs a tenth of the ORM's."""

from sqlalchemy import Table
from sqlmodel import SQLModel


def of(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]
