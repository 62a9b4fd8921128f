"""Owns reading units and bodies as items of the search index: their names, kinds and codes."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlmodel import Session, col, select

from storage.models import (
    AdminUnit,
    Body,
    BodyKind,
    BodySuccession,
    Level,
    UnitAlias,
    UnitLineage,
)
from vietnamese.text import fold

P = TypeVar("P")
_SMALL_WORDS = {"va"}  # not part of an abbreviation: Sở KH&ĐT


@dataclass(frozen=True, slots=True)
class Item(Generic[P]):
    """A place as the index sees it. `place` belongs to no session: it is shared, not to change."""

    place: P
    key: str
    valid_from: date
    valid_to: date | None
    kinds: frozenset[str]  # folded: what may stand before the name
    names: tuple[str, ...]  # without the kind
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    old: str
    new: str
    effective_from: date


def unit_rows(session: Session, level: Level) -> tuple[list[Item[AdminUnit]], list[Edge]]:
    aliases: dict[str, list[str]] = {}
    for alias in session.exec(select(UnitAlias).order_by(col(UnitAlias.alias))):
        aliases.setdefault(_key(alias.code, alias.valid_from), []).append(alias.alias)
    items = []
    for row in session.exec(
        select(AdminUnit)
        .where(AdminUnit.level == level.value)
        .order_by(col(AdminUnit.valid_from).desc(), col(AdminUnit.code))
    ):
        key = _key(row.code, row.valid_from)
        items.append(
            Item(
                place=AdminUnit(**row.model_dump()),
                key=key,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                kinds=frozenset({fold(row.kind)}),
                names=(row.name, *aliases.get(key, [])),
                codes=(row.code, key),
            )
        )
    edges = [
        Edge(
            _key(e.old_code, e.old_valid_from), _key(e.new_code, e.new_valid_from), e.effective_from
        )
        for e in session.exec(select(UnitLineage).order_by(col(UnitLineage.new_code)))
    ]
    return items, edges


def body_rows(session: Session) -> tuple[list[Item[Body]], list[Edge]]:
    """Departments and areas; a commune is searched as a unit."""
    kinds = {
        (row.code, row.valid_from): fold(row.kind)
        for row in session.exec(select(AdminUnit).where(AdminUnit.level == Level.DISTRICT.value))
    }
    items = []
    for row in session.exec(
        select(Body).where(Body.kind != BodyKind.COMMUNE.value).order_by(col(Body.key))
    ):
        if row.kind == BodyKind.AREA:
            district = kinds.get((row.unit_code or "", row.unit_valid_from or date.min), "")
            accepted, names = {"dia ban", district}, _area_names(row.name, district)
        else:
            accepted, names = {"so"}, _department_names(row.name)
        items.append(
            Item(
                place=Body(**row.model_dump()),
                key=str(row.id),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                kinds=frozenset(accepted),
                names=names,
                codes=(row.key, *([row.unit_code] if row.unit_code else [])),
            )
        )
    edges = [
        Edge(str(e.old_id), str(e.new_id), e.effective_from)
        for e in session.exec(select(BodySuccession).order_by(col(BodySuccession.new_id)))
    ]
    return items, edges


def _key(code: str, valid_from: date) -> str:
    return f"{code}@{valid_from}"


def _area_names(full: str, district: str) -> tuple[str, ...]:
    name = full.removeprefix("Địa bàn ")
    if district and fold(name).startswith(district + " "):
        return name, name[len(district) + 1 :]
    return (name,)


def _department_names(full: str) -> tuple[str, ...]:
    name = full.removeprefix("Sở ")
    words = [word.casefold() for word in name.split() if fold(word) not in _SMALL_WORDS]
    short = "".join(word[0] for word in words)
    return name, short, "s" + short
