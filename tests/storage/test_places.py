"""Units, bodies and areas by code, key and day."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from storage.models import Body, BodyKind, Level
from storage.places import (
    area_of,
    bodies_at,
    body_by_key,
    find_body,
    full_name,
    members_of,
    predecessors,
    successors,
    unit_at,
    unit_by_key,
    unit_key,
    units_at,
)

BEFORE, AFTER, TODAY = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 23)
OLD, NEW = date(2020, 2, 1), date(2025, 7, 1)


def body(session: Session, key: str) -> tuple[Body, int]:
    found = body_by_key(session, key)
    assert found is not None
    assert found.id is not None
    return found, found.id


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("03388", BEFORE, "phường Quyết Tiến"),
        ("03388", AFTER, "phường Đoàn Kết"),
        ("03389", BEFORE, "phường Đoàn Kết"),
        ("03389", AFTER, None),
        ("03618", BEFORE, "xã Phúc Than"),
        ("03618", TODAY, "xã Mường Than"),
        ("03433", BEFORE, "thị trấn Mường Tè"),
        ("03433", AFTER, "xã Bum Tở"),
        ("107", BEFORE, "huyện Mường Tè"),
        ("107", AFTER, None),
        ("12", TODAY, "tỉnh Lai Châu"),
        ("03388", OLD - timedelta(days=1), None),
        ("99999", TODAY, None),
    ],
)
def test_unit_at(session: Session, code: str, day: date, name: str | None) -> None:
    unit = unit_at(session, code, day)
    assert (full_name(unit) if unit else None) == name


def test_unit_key_is_undone_by_unit_by_key(session: Session) -> None:
    for day in (BEFORE, AFTER):
        for unit in units_at(session, day, Level.COMMUNE):
            assert unit_by_key(session, unit_key(unit)) is unit
    assert unit_key(units_at(session, AFTER, Level.PROVINCE)[0]) == "12@2004-01-01"


@pytest.mark.parametrize(
    "key", ["", "03388", "03388@", "03388@2025-02-30", "03388@2024-01-01", "x@y"]
)
def test_no_unit_of_such_a_key(session: Session, key: str) -> None:
    assert unit_by_key(session, key) is None


def test_units_are_in_order_of_their_names(session: Session) -> None:
    names = [unit.name for unit in units_at(session, AFTER, Level.COMMUNE)]
    assert names[:4] == ["Bản Bo", "Bình Lư", "Bum Nưa", "Bum Tở"]
    assert names.index("Dào San") < names.index("Đoàn Kết") < names.index("Hồng Thu")


def test_lineage(session: Session) -> None:
    assert [unit_key(u) for u in successors(session, "03619", OLD)] == ["03595@2025-07-01"]
    assert successors(session, "03595", NEW) == []
    assert [u.name for u in predecessors(session, "03618", NEW)] == ["Phúc Than", "Mường Mít"]
    assert predecessors(session, "03618", OLD) == []


@pytest.mark.parametrize(
    ("text", "day", "key"),
    [
        ("03388@2025-07-01", BEFORE, "03388@2025-07-01"),
        ("03388", TODAY, "03388@2025-07-01"),
        (" 03388 ", BEFORE, "03388@2020-02-01"),
        ("03389", TODAY, None),
        ("03389@2020-02-01", TODAY, "03389@2020-02-01"),
        ("107", TODAY, "area-107"),
        ("107", BEFORE, "area-107"),
        ("Area-107", TODAY, "area-107"),
        ("so-cong-thuong", TODAY, "so-cong-thuong"),
        ("so-ke-hoach-va-dau-tu", TODAY, "so-ke-hoach-va-dau-tu"),
        ("12", TODAY, None),
        ("Mường Tè", TODAY, None),
        ("٠٣٣٨٨", TODAY, None),
        ("", TODAY, None),
    ],
)
def test_find_body(session: Session, text: str, day: date, key: str | None) -> None:
    found = find_body(session, text, day)
    assert (found.key if found else None) == key


def test_names_of_bodies(session: Session) -> None:
    assert body(session, "03388@2025-07-01")[0].name == "Phường Đoàn Kết"
    assert body(session, "03433@2020-02-01")[0].name == "Thị trấn Mường Tè"
    assert body(session, "area-107")[0].name == "Địa bàn Mường Tè"
    assert body(session, "area-105")[0].name == "Địa bàn thành phố Lai Châu"


def test_area_and_members(session: Session) -> None:
    _, area = body(session, "area-110")
    names = [b.name for b in members_of(session, area, TODAY)]
    assert names == ["Xã Khoen On", "Xã Mường Kim", "Xã Mường Than", "Xã Than Uyên"]
    assert len(members_of(session, area, BEFORE)) == 12
    for day in (BEFORE, AFTER, TODAY):
        for one in members_of(session, area, day):
            assert one.id is not None
            found = area_of(session, one.id, day)
            assert found is not None
            assert found.id == area


def test_old_communes_have_no_area_after_their_end(session: Session) -> None:
    _, old = body(session, "03619@2020-02-01")
    assert area_of(session, old, BEFORE) is not None
    assert area_of(session, old, AFTER) is None
    assert area_of(session, body(session, "area-110")[1], AFTER) is None


def test_bodies_at(session: Session) -> None:
    assert len(bodies_at(session, BodyKind.COMMUNE, BEFORE)) == 106
    assert len(bodies_at(session, BodyKind.COMMUNE, AFTER)) == 38
    assert len(bodies_at(session, BodyKind.AREA, TODAY)) == 8
    names = [b.name for b in bodies_at(session, BodyKind.COMMUNE, BEFORE)]
    assert names.index("Thị trấn Mường Tè") == names.index("Xã Mường Tè") - 1
