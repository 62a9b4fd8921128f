"""Owns the tables of geography (units) and of who answers for it (bodies)."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from storage.models.types import BigId


class Level(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class BodyKind(StrEnum):
    COMMUNE = "commune"
    AREA = "area"
    DEPARTMENT = "department"


class AdminUnit(SQLModel, table=True):
    """A unit as it was in force from `valid_from` to `valid_to` (the last day, inclusive)."""

    __tablename__ = "admin_units"
    code: str = Field(primary_key=True, max_length=5)
    valid_from: date = Field(primary_key=True)
    valid_to: date | None = None
    name: str  # the proper name only: the full name is kind + " " + name
    kind: str
    level: str
    parent_code: str | None = None


class UnitLineage(SQLModel, table=True):
    """An old unit went whole into a new one."""

    __tablename__ = "unit_lineage"
    __table_args__: Any = (
        ForeignKeyConstraint(
            ["old_code", "old_valid_from"], ["admin_units.code", "admin_units.valid_from"]
        ),
        ForeignKeyConstraint(
            ["new_code", "new_valid_from"], ["admin_units.code", "admin_units.valid_from"]
        ),
    )
    old_code: str = Field(primary_key=True)
    old_valid_from: date = Field(primary_key=True)
    new_code: str = Field(primary_key=True)
    new_valid_from: date = Field(primary_key=True)
    effective_from: date
    basis: str = ""


class UnitAlias(SQLModel, table=True):
    """Another spelling under which a unit is known."""

    __tablename__ = "unit_aliases"
    __table_args__: Any = (
        ForeignKeyConstraint(
            ["code", "valid_from"], ["admin_units.code", "admin_units.valid_from"]
        ),
    )
    code: str = Field(primary_key=True)
    valid_from: date = Field(primary_key=True)
    alias: str = Field(primary_key=True)


class Body(SQLModel, table=True):
    """Who reports and who is responsible: a commune, an area, a department. Dated.

    `key` is what people and tools name it by: "03388@2025-07-01", "area-107", "so-cong-thuong".
    """

    __tablename__ = "bodies"
    __table_args__: Any = (
        ForeignKeyConstraint(
            ["unit_code", "unit_valid_from"], ["admin_units.code", "admin_units.valid_from"]
        ),
    )
    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    key: str = Field(unique=True)
    kind: str
    name: str  # the full name: "Phường Đoàn Kết", "Sở Công Thương"
    unit_code: str | None = None
    unit_valid_from: date | None = None
    valid_from: date
    valid_to: date | None = None
    duty: str = ""


class AreaMember(SQLModel, table=True):
    """A commune belongs to an area for some time."""

    __tablename__ = "area_members"
    area_id: int = Field(primary_key=True, foreign_key="bodies.id", sa_type=BigId)
    member_id: int = Field(primary_key=True, foreign_key="bodies.id", index=True, sa_type=BigId)
    valid_from: date = Field(primary_key=True)
    valid_to: date | None = None
    reason: str = ""


class BodySuccession(SQLModel, table=True):
    """A body's duties passed to another (departments of 2025; communes follow their units)."""

    __tablename__ = "body_successions"
    old_id: int = Field(primary_key=True, foreign_key="bodies.id", sa_type=BigId)
    new_id: int = Field(primary_key=True, foreign_key="bodies.id", sa_type=BigId)
    effective_from: date
    note: str = ""
