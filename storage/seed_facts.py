"""Owns the reading of storage/seeds: the CSV facts, and the bodies and areas that follow from them.

A commune body is made for every commune unit; a department is a row of departments.csv. (The
sources also name "Phòng Kinh tế …" and "UBND huyện": offices within a body, not departments, and
so not here.) An area is ONE body that lasts across the reform of 1 July 2025: until then it is the
district (its unit row says so, and ends), since then what is left of the district's charge. People
and reports of a district thereby stay where they were.

A commune belongs to the area of its district; once there is no district, to the area that most of
its parts (old communes) belonged to. A tie is an error unless area_members.csv decides it, with the
reason; a row there also overrides the rule. The one tie is Hua Bum (1 part of Nậm Nhùn, 1 of Mường
Tè): Nậm Nhùn, where the old commune of the same name and code was.
"""

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from storage.models import BodyKind, Level

FOLDER = Path(__file__).parent / "seeds"
BY_SEED = "Dữ liệu gốc: "  # how the reason of a membership begins that nobody made by hand

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    units: list[Row]
    lineage: list[Row]
    aliases: list[Row]
    bodies: list[Row]
    members: list[Row]  # area_key, member_key instead of ids
    successions: list[Row]  # old_key, new_key instead of ids


def read(folder: Path = FOLDER) -> Facts:
    units = _table(folder / "units.csv", drop="source")
    lineage = _table(folder / "unit_lineage.csv")
    areas = _table(folder / "areas.csv")
    communes = [unit for unit in units if unit["level"] == Level.COMMUNE]
    return Facts(
        units=units,
        lineage=lineage,
        aliases=_table(folder / "unit_aliases.csv", drop="note"),
        bodies=[
            *(_commune(unit) for unit in communes),
            *(_area(row) for row in areas),
            *(_department(row) for row in _table(folder / "departments.csv", drop="source")),
        ],
        members=_members(communes, lineage, areas, _table(folder / "area_members.csv")),
        successions=_table(folder / "successions.csv"),
    )


def _table(path: Path, *, drop: str = "") -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: _value(name, text) for name, text in row.items() if name != drop}
            for row in csv.DictReader(file)
        ]


def _value(name: str, text: str) -> str | date | None:
    if name.endswith(("valid_from", "valid_to", "effective_from")):
        return date.fromisoformat(text) if text else None
    return None if name == "parent_code" and not text else text


def _key(code: str, valid_from: date) -> str:
    return f"{code}@{valid_from}"


def _commune(unit: Row) -> Row:
    kind = unit["kind"]
    return _body(
        key=_key(unit["code"], unit["valid_from"]),
        kind=BodyKind.COMMUNE,
        name=f"{kind[0].upper()}{kind[1:]} {unit['name']}",
        unit=(unit["code"], unit["valid_from"]),
        valid=(unit["valid_from"], unit["valid_to"]),
    )


def _area(row: Row) -> Row:
    return _body(
        key=row["key"],
        kind=BodyKind.AREA,
        name=row["name"],
        unit=(row["district_code"], row["district_valid_from"]),
        valid=(row["valid_from"], row["valid_to"]),
    )


def _department(row: Row) -> Row:
    return _body(
        key=row["key"],
        kind=BodyKind.DEPARTMENT,
        name=row["name"],
        unit=(None, None),
        valid=(row["valid_from"], row["valid_to"]),
        duty=row["duty"],
    )


def _body(
    *,
    key: str,
    kind: BodyKind,
    name: str,
    unit: tuple[str | None, date | None],
    valid: tuple[date, date | None],
    duty: str = "",
) -> Row:
    return {
        "key": key,
        "kind": kind.value,
        "name": name,
        "unit_code": unit[0],
        "unit_valid_from": unit[1],
        "valid_from": valid[0],
        "valid_to": valid[1],
        "duty": duty,
    }


def _members(
    communes: list[Row], lineage: list[Row], areas: list[Row], explicit: list[Row]
) -> list[Row]:
    area_of_district = {row["district_code"]: row["key"] for row in areas}
    area_of: dict[str, str] = {}
    parts: dict[str, list[str]] = defaultdict(list)
    for row in lineage:
        new = _key(row["new_code"], row["new_valid_from"])
        parts[new].append(_key(row["old_code"], row["old_valid_from"]))
    by_hand = {row["member_key"] for row in explicit}
    members = [{**row, "reason": BY_SEED + row["reason"]} for row in explicit]
    area_of.update((row["member_key"], row["area_key"]) for row in explicit)
    for unit in sorted(communes, key=lambda unit: unit["valid_from"]):
        member = _key(unit["code"], unit["valid_from"])
        if member in by_hand:
            continue
        if unit["parent_code"] in area_of_district:
            area, reason = area_of_district[unit["parent_code"]], "huyện, thành phố của xã"
        else:
            area, reason = _majority(member, [area_of[part] for part in parts[member]])
        area_of[member] = area
        members.append(
            {
                "area_key": area,
                "member_key": member,
                "valid_from": unit["valid_from"],
                "valid_to": unit["valid_to"],
                "reason": BY_SEED + reason,
            }
        )
    return members


def _majority(member: str, areas: list[str]) -> tuple[str, str]:
    votes = Counter(areas).most_common()
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        raise ValueError(f"area_members.csv must decide the area of {member}: {votes}")
    area, count = votes[0]
    return area, f"{count}/{len(areas)} xã, phường, thị trấn cũ thuộc địa bàn này"
