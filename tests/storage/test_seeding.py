"""The facts: their counts, how they hang together, and putting them in twice."""

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, col, select

from storage import place_index
from storage.database import Database
from storage.models import (
    AdminUnit,
    AreaMember,
    Body,
    BodyKind,
    BodySuccession,
    Level,
    UnitAlias,
    UnitLineage,
)
from storage.place_search import Exact, search_units
from storage.places import (
    area_of,
    bodies_at,
    body_by_key,
    predecessors,
    successors,
    unit_at,
    units_at,
)
from storage.seed_facts import BY_SEED, FOLDER, read
from storage.seeding import seed

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
OLD, NEW = date(2020, 2, 1), date(2025, 7, 1)
STRADDLING = {  # new unit: its area, and how many of its parts came from there
    "03388": ("area-105", "4/5"),
    "03394": ("area-109", "2/3"),
    "03408": ("area-105", "3/5"),
    "03460": ("area-112", "Hua Bum"),  # the tie: an explicit row
    "03487": ("area-112", "3/4"),
    "03503": ("area-112", "2/3"),
}
MODELS: list[type[SQLModel]] = [AdminUnit, UnitLineage, UnitAlias, Body, AreaMember, BodySuccession]


def everything(session: Session) -> dict[str, list[dict[str, object]]]:
    return {
        model.__name__: sorted((one.model_dump() for one in session.exec(select(model))), key=str)
        for model in MODELS
    }


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "seeds"))


def test_units_in_force(session: Session) -> None:
    kinds = Counter(unit.kind for unit in units_at(session, BEFORE, Level.COMMUNE))
    assert kinds == {"xã": 94, "phường": 5, "thị trấn": 7}
    kinds = Counter(unit.kind for unit in units_at(session, AFTER, Level.COMMUNE))
    assert kinds == {"xã": 36, "phường": 2}
    assert len(units_at(session, BEFORE, Level.DISTRICT)) == 8
    assert units_at(session, AFTER, Level.DISTRICT) == []
    assert [u.code for u in units_at(session, AFTER, Level.PROVINCE)] == ["12"]


def test_codes_used_again_for_another_name(session: Session) -> None:
    again = [
        unit.code
        for unit in units_at(session, AFTER, Level.COMMUNE)
        if (old := unit_at(session, unit.code, BEFORE)) and old.name != unit.name
    ]
    assert len(again) == 17


def test_lineage_is_whole(session: Session) -> None:
    for unit in units_at(session, BEFORE, Level.COMMUNE):
        new = successors(session, unit.code, unit.valid_from)
        assert [one.valid_from for one in new] == [NEW]
        assert unit_at(session, unit.code, AFTER) in [
            None,
            *units_at(session, AFTER, Level.COMMUNE),
        ]
    parts = [
        len(predecessors(session, unit.code, unit.valid_from))
        for unit in units_at(session, AFTER, Level.COMMUNE)
    ]
    assert sum(parts) == 106
    assert min(parts) == 1
    assert parts.count(1) == 2  # Mù Cả, Tà Tổng


def test_every_commune_has_one_area_on_every_day(session: Session) -> None:
    rows = list(session.exec(select(AreaMember)))
    for day in (OLD, date(2022, 12, 5), BEFORE, AFTER, date(2026, 11, 23), date(2030, 1, 1)):
        members = [
            row.member_id
            for row in rows
            if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
        ]
        assert len(members) == len(set(members))
        assert set(members) == {body.id for body in bodies_at(session, BodyKind.COMMUNE, day)}
        areas = {body.id for body in bodies_at(session, BodyKind.AREA, day)}
        assert {row.area_id for row in rows} == areas


def test_straddling_communes(session: Session) -> None:
    districts = {unit.code: set[str]() for unit in units_at(session, AFTER, Level.COMMUNE)}
    for code in districts:
        districts[code] = {str(p.parent_code) for p in predecessors(session, code, NEW)}
    assert {code for code, old in districts.items() if len(old) > 1} == set(STRADDLING)
    for code, (area, reason) in STRADDLING.items():
        body = body_by_key(session, f"{code}@2025-07-01")
        assert body is not None
        assert body.id is not None
        found = area_of(session, body.id, AFTER)
        assert found is not None
        assert found.key == area
        member = session.exec(select(AreaMember).where(AreaMember.member_id == body.id)).one()
        assert member.reason.startswith(BY_SEED)
        assert reason in member.reason


@pytest.mark.parametrize(
    ("area", "before", "after"),
    [
        ("105", 7, 2),
        ("106", 13, 4),
        ("107", 14, 7),
        ("108", 22, 7),
        ("109", 17, 5),
        ("110", 12, 4),
        ("111", 10, 4),
        ("112", 11, 5),
    ],
)
def test_members_of_each_area(session: Session, area: str, before: int, after: int) -> None:
    body = body_by_key(session, f"area-{area}")
    assert body is not None
    rows = session.exec(select(AreaMember).where(AreaMember.area_id == body.id)).all()
    assert Counter(row.valid_from for row in rows) == {OLD: before, NEW: after}


def test_departments(session: Session) -> None:
    before = {b.key for b in bodies_at(session, BodyKind.DEPARTMENT, date(2025, 2, 28))}
    after = {b.key for b in bodies_at(session, BodyKind.DEPARTMENT, date(2025, 3, 1))}
    assert "so-cong-thuong" in before & after
    assert before - after == {
        "so-ke-hoach-va-dau-tu",
        "so-tai-nguyen-va-moi-truong",
        "so-nong-nghiep-va-phat-trien-nong-thon",
        "so-thong-tin-va-truyen-thong",
    }
    keys = {body.id: body.key for body in session.exec(select(Body))}
    passed = {(keys[s.old_id], keys[s.new_id]) for s in session.exec(select(BodySuccession))}
    assert ("so-ke-hoach-va-dau-tu", "so-tai-chinh") in passed
    assert ("so-thong-tin-va-truyen-thong", "so-van-hoa-the-thao-va-du-lich") in passed
    assert len(passed) == 5
    coordinator = body_by_key(session, "so-cong-thuong")
    assert coordinator is not None
    assert coordinator.name == "Sở Công Thương"
    assert coordinator.duty.startswith("V.2")


def test_twice_changes_nothing(empty: Database) -> None:
    with empty.transaction() as session:
        seed(session)
    with empty.reading() as session:
        before = everything(session)
    with empty.transaction() as session:
        seed(session)
        assert not session.dirty
    with empty.reading() as session:
        assert everything(session) == before


def test_a_correction_is_taken_over(empty: Database, copy: Path) -> None:
    day = date(2026, 1, 1)
    with empty.transaction() as session:
        seed(session, copy)
        old = body_by_key(session, "03618@2025-07-01")
        assert isinstance(search_units(session, "Mường Than", day), Exact)
    edit(copy, "units.csv", "03618,2025-07-01,,Mường Than", "03618,2025-07-01,,Mường Thạnh")
    edit(copy, "departments.csv", "Công Thương,2020-02-01,,", "Công Thương,2020-02-01,2029-12-31,")
    with empty.transaction() as session:
        seed(session, copy)
        found = search_units(session, "Mường Thạnh", day)  # not committed, and seen
        assert isinstance(found, Exact)
        new = body_by_key(session, "03618@2025-07-01")
        assert old is not None
        assert new is not None
        assert (new.id, new.name) == (old.id, "Xã Mường Thạnh")
        department = body_by_key(session, "so-cong-thuong")
        assert department is not None
        assert department.valid_to == date(2029, 12, 31)
    with empty.reading() as session:
        assert isinstance(search_units(session, "muong thanh", day), Exact)


def test_a_correction_undone_is_not_remembered(empty: Database, copy: Path) -> None:
    day = date(2026, 1, 1)
    with empty.transaction() as session:
        seed(session, copy)
    edit(copy, "units.csv", "03618,2025-07-01,,Mường Than", "03618,2025-07-01,,Mường Thạnh")
    with Session(empty.engine) as session:
        seed(session, copy)
        assert isinstance(search_units(session, "Mường Thạnh", day), Exact)
        session.rollback()
    with empty.reading() as session:
        assert not isinstance(search_units(session, "Mường Thạnh", day), Exact)
        assert isinstance(search_units(session, "Mường Than", day), Exact)


def test_a_correction_within_a_savepoint_waits_for_the_commit(empty: Database, copy: Path) -> None:
    day = date(2026, 1, 1)
    with empty.transaction() as session:
        seed(session, copy)
    edit(copy, "units.csv", "03618,2025-07-01,,Mường Than", "03618,2025-07-01,,Mường Thạnh")
    with Session(empty.engine) as session:
        with session.begin_nested():
            seed(session, copy)
        assert isinstance(search_units(session, "Mường Thạnh", day), Exact)
        session.rollback()
    with empty.transaction() as session:
        assert isinstance(search_units(session, "Mường Than", day), Exact)


def test_a_change_by_another_process_is_seen_later(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 1, 1)
    with empty.transaction() as session:
        seed(session)
    with empty.transaction() as session:
        assert isinstance(search_units(session, "Mường Than", day), Exact)
        unit = session.get_one(AdminUnit, ("03618", NEW))
        unit.name = "Mường Thạnh"
        session.add(unit)
    with empty.transaction() as session:
        assert not isinstance(search_units(session, "Mường Thạnh", day), Exact)
        monkeypatch.setattr(place_index, "KEPT_SECONDS", -1)
        assert isinstance(search_units(session, "Mường Thạnh", day), Exact)


def test_two_processes_at_once(create: Callable[[], Database]) -> None:
    one = create()
    two = Database(one.url.render_as_string(hide_password=False))

    def run(database: Database) -> None:
        with database.transaction() as session:
            seed(session)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, [one, two]))
    two.close()
    with one.reading() as session:
        assert len(everything(session)["AdminUnit"]) == 153


def test_lineage_and_areas_are_replaced_not_doubled(empty: Database, copy: Path) -> None:
    with empty.transaction() as session:
        seed(session, copy)
    edit(copy, "unit_lineage.csv", "03619,2020-02-01,03595,", "03619,2020-02-01,03618,")
    edit(copy, "area_members.csv", "area-112,03460@", "area-107,03460@")
    with empty.transaction() as session:
        seed(session, copy)
    with empty.reading() as session:
        assert [u.code for u in successors(session, "03619", OLD)] == ["03618"]
        body = body_by_key(session, "03460@2025-07-01")
        assert body is not None
        members = session.exec(select(AreaMember).where(AreaMember.member_id == body.id)).all()
        assert len(members) == 1
        area = area_of(session, body.id or 0, AFTER)
        assert area is not None
        assert area.key == "area-107"


def test_an_assignment_by_hand_stays(empty: Database) -> None:
    with empty.transaction() as session:
        seed(session)
    moved = date(2026, 3, 1)
    with empty.transaction() as session:
        body, area = body_by_key(session, "03460@2025-07-01"), body_by_key(session, "area-107")
        assert body is not None
        assert area is not None
        row = session.exec(select(AreaMember).where(AreaMember.member_id == body.id)).one()
        row.valid_to = moved - timedelta(days=1)
        session.add_all(
            [
                row,
                AreaMember(
                    area_id=area.id, member_id=body.id, valid_from=moved, reason="QĐ 1/QĐ-SCT"
                ),
            ]
        )
        ids = body.id or 0
    with empty.transaction() as session:
        seed(session)
    with empty.reading() as session:
        before, after = (
            area_of(session, ids, moved - timedelta(days=1)),
            area_of(session, ids, moved),
        )
        assert before is not None
        assert after is not None
        assert (before.key, after.key) == ("area-112", "area-107")


def test_a_tie_must_be_decided(copy: Path) -> None:
    (copy / "area_members.csv").write_text("area_key,member_key,valid_from,valid_to,reason\n")
    with pytest.raises(ValueError, match="03460@2025-07-01"):
        read(copy)


def test_files_are_plain_facts() -> None:
    for path in FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert "\r" not in text
        with path.open(encoding="utf-8", newline="") as file:
            assert all(None not in row.values() for row in csv.DictReader(file))


def test_the_area_is_the_district(session: Session) -> None:
    for body in bodies_at(session, BodyKind.AREA, AFTER):
        unit = session.exec(
            select(AdminUnit).where(
                col(AdminUnit.code) == body.unit_code,
                col(AdminUnit.valid_from) == body.unit_valid_from,
            )
        ).one()
        assert unit.level == Level.DISTRICT
        assert unit.valid_to == BEFORE
        assert body.valid_to is None
        assert body.name.endswith(unit.name)
