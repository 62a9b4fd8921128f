"""Who is expected in a round: by kind, area or name, through the reforms, until the cut-off."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from storage import people, places, scopes
from storage.models import AreaMember, BodyKind, Role, Round
from tests.storage.round_stage import Stage

DAY = timedelta(days=1)
BEFORE, REFORM = date(2025, 6, 30), date(2025, 7, 1)
DEPARTMENTS = date(2025, 3, 1)  # when they were put together


@pytest.fixture
def stage(session: Session) -> Stage:
    return Stage(session)


def through_2025(stage: Stage, scope: Mapping[str, Any], **changes: Any) -> Round:
    year = {"window": (date(2025, 1, 1), date(2025, 12, 31)), "cut_off": date(2025, 12, 31)}
    return stage.round(
        scope=scope, **({"as_of": date(2024, 12, 1), "due_on": date(2026, 1, 9)} | year | changes)
    )


def keys(stage: Stage, one: Round, day: date) -> list[str]:
    return [body.key for body in scopes.expected(stage.session, one, day)]


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2024, 1, 1), 106), (BEFORE, 106), (REFORM, 38), (date(2026, 5, 1), 38)],
)
def test_communes_follow_the_reform(stage: Stage, day: date, count: int) -> None:
    one = through_2025(stage, {"kinds": ["commune"]})
    found = scopes.expected(stage.session, one, day)
    assert len(found) == count
    assert {body.kind for body in found} == {BodyKind.COMMUNE.value}
    assert found == places.by_name(found)


@pytest.mark.parametrize(("cut_off", "count"), [(BEFORE, 106), (REFORM, 38)])
def test_from_the_cut_off_on_the_set_stays(stage: Stage, cut_off: date, count: int) -> None:
    one = through_2025(stage, {"kinds": ["commune"]}, cut_off=cut_off)
    for day in (cut_off, cut_off + DAY, date(2026, 5, 1)):
        assert len(keys(stage, one, day)) == count


def test_nobody_is_expected_from_before_the_round_begins(stage: Stage) -> None:
    one = through_2025(stage, {"kinds": ["commune"]}, as_of=REFORM)
    assert len(keys(stage, one, BEFORE)) == 38


@pytest.mark.parametrize(
    ("area", "before", "after"), [("area-107", 14, 7), ("area-105", 7, 2), ("area-112", 11, 5)]
)
def test_communes_of_an_area(stage: Stage, area: str, before: int, after: int) -> None:
    body = stage.body(area)
    one = through_2025(stage, {"kinds": ["commune"], "areas": [body.id]})
    for day, count in ((BEFORE, before), (REFORM, after)):
        members = [each.key for each in places.members_of(stage.session, body.id, day)]
        assert keys(stage, one, day) == members
        assert len(members) == count


def test_communes_of_several_areas_are_those_of_each(stage: Stage) -> None:
    areas = [stage.body(key).id for key in ("area-107", "area-105")]
    both = through_2025(stage, {"kinds": ["commune"], "areas": areas})
    apart = [through_2025(stage, {"kinds": ["commune"], "areas": [one]}) for one in areas]
    assert sorted(keys(stage, both, REFORM)) == sorted(
        key for one in apart for key in keys(stage, one, REFORM)
    )


def test_a_commune_that_moves_to_another_area_is_expected_there(stage: Stage) -> None:
    old, new, body = stage.body("area-107"), stage.body("area-112"), stage.body()
    moves = date(2025, 9, 1)
    (member,) = stage.session.exec(select(AreaMember).where(AreaMember.member_id == body.id))
    member.valid_to = moves - DAY
    stage.session.add(AreaMember(area_id=new.id, member_id=body.id, valid_from=moves))
    stage.session.flush()
    there = [
        [
            body.key
            in keys(stage, through_2025(stage, {"kinds": ["commune"], "areas": [area]}), day)
            for day in (moves - DAY, moves)
        ]
        for area in (old.id, new.id)
    ]
    assert there == [[True, False], [False, True]]


def test_a_commune_that_ended_is_not_expected_in_its_area(stage: Stage) -> None:
    """Also where nobody noted that its membership ended with it."""
    area, body = stage.body("area-107"), stage.body()
    one = through_2025(stage, {"kinds": ["commune"], "areas": [area.id]})
    body.valid_to = date(2025, 9, 1)
    stage.session.flush()
    assert body.key in keys(stage, one, body.valid_to)
    assert body.key not in keys(stage, one, body.valid_to + DAY)


@pytest.mark.parametrize(("named", "expected"), [([], 8), (["area-107"], 1)])
def test_areas_themselves(stage: Stage, named: list[str], expected: int) -> None:
    areas = [stage.body(key).id for key in named]
    one = through_2025(stage, {"kinds": ["area"], "areas": areas})
    assert len(keys(stage, one, REFORM)) == expected


def test_who_coordinates_makes_no_report_to_itself(stage: Stage) -> None:
    one = through_2025(stage, {"kinds": ["department"]})
    everybody = keys(stage, one, REFORM)
    body = stage.body("so-cong-thuong")
    assert body.key in everybody
    until = REFORM + 9 * DAY
    people.assign(stage.session, stage.person.id, body.id, Role.COORDINATOR, REFORM)
    assert keys(stage, one, REFORM) == [key for key in everybody if key != body.key]
    assert keys(stage, one, REFORM - DAY) == everybody
    reporter = stage.body("so-tai-chinh")
    people.assign(stage.session, stage.person.id, reporter.id, Role.REPORTER, REFORM)
    assert reporter.key in keys(stage, one, until)


def test_departments_follow_their_own_reform(stage: Stage) -> None:
    one = through_2025(stage, {"kinds": ["department"]})
    old, new = "so-ke-hoach-va-dau-tu", "so-nong-nghiep-va-moi-truong"
    assert [key in keys(stage, one, DEPARTMENTS - DAY) for key in (old, new)] == [True, False]
    assert [key in keys(stage, one, DEPARTMENTS) for key in (old, new)] == [False, True]


@pytest.mark.parametrize(
    ("named", "day", "expected"),
    [
        (["03445@2020-02-01"], BEFORE, ["03445@2020-02-01"]),
        (["03445@2020-02-01"], REFORM, ["03445@2025-07-01"]),
        (["03445@2020-02-01", "03457@2020-02-01"], REFORM, ["03445@2025-07-01"]),
        (["03445@2025-07-01"], REFORM, ["03445@2025-07-01"]),
        (["03445@2025-07-01"], BEFORE, []),  # it is not there yet
        (["so-thong-tin-va-truyen-thong"], DEPARTMENTS - DAY, ["so-thong-tin-va-truyen-thong"]),
        (
            ["so-thong-tin-va-truyen-thong"],
            DEPARTMENTS,
            ["so-khoa-hoc-va-cong-nghe", "so-van-hoa-the-thao-va-du-lich"],
        ),
        (
            ["so-tai-nguyen-va-moi-truong", "so-nong-nghiep-va-phat-trien-nong-thon"],
            DEPARTMENTS,
            ["so-nong-nghiep-va-moi-truong"],
        ),
        (["area-107"], REFORM, ["area-107"]),
        (["so-cong-thuong", "area-107"], REFORM, ["area-107", "so-cong-thuong"]),
    ],
)
def test_named_units_are_followed_by_what_they_went_into(
    stage: Stage, named: list[str], day: date, expected: list[str]
) -> None:
    bodies = [places.body_by_key(stage.session, key) for key in named]
    one = through_2025(stage, {"bodies": [body.id for body in bodies if body]})
    assert sorted(keys(stage, one, day)) == expected


def test_who_is_meant_twice_is_expected_once(stage: Stage) -> None:
    body = stage.body()
    one = through_2025(stage, {"kinds": ["commune"], "bodies": [body.id]})
    found = keys(stage, one, REFORM)
    assert (len(found), found.count(body.key)) == (38, 1)
    assert scopes.is_expected(stage.session, one, body.id, REFORM)
    assert not scopes.is_expected(stage.session, one, body.id, BEFORE)


def test_an_empty_scope_expects_nobody(stage: Stage) -> None:
    assert keys(stage, through_2025(stage, {}), REFORM) == []
