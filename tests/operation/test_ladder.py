"""The ladder: its rungs on the days of the calendar, and the one that applies today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.ladder import Ladder
from vietnamese.workdays import Workdays

USUAL = Ladder((30, 15, 7, 3, 1), 2)
SWAPS = Workdays({date(2026, 1, 2): False, date(2026, 1, 10): True})


def rungs(due_on: date, until: date, ladder: Ladder = USUAL) -> list[str]:
    return [f"{step.day:%d/%m} {step.key[10:]}" for step in ladder.steps(due_on, SWAPS, until)]


@pytest.mark.parametrize(
    ("due_on", "until", "expected"),
    [
        # 2025: Friday 05/12 is too late, so Thursday 04/12.
        (
            date(2025, 12, 4),
            date(2025, 12, 10),
            ["04/11 -30", "19/11 -15", "27/11 -7", "01/12 -3", "03/12 -1", "04/12 +0",
             "08/12 +2", "10/12 +4"],
        ),
        # 2026: 24/11 is off since this year.
        (
            date(2026, 12, 4),
            date(2026, 12, 8),
            ["04/11 -30", "19/11 -15", "27/11 -7", "01/12 -3", "03/12 -1", "04/12 +0", "08/12 +2"],
        ),
        # 2027: 5 December is a Sunday; 3/11, 18/11, 26/11, Tuesday 30/11, 2/12.
        (
            date(2027, 12, 3),
            date(2027, 12, 7),
            ["03/11 -30", "18/11 -15", "26/11 -7", "30/11 -3", "02/12 -1", "03/12 +0", "07/12 +2"],
        ),
        # Behind Tết 2026 (16/2 to 20/2 off): 30 days before is a Saturday, 7, 3 and 1 are off.
        (
            date(2026, 2, 23),
            date(2026, 2, 25),
            ["23/01 -30", "06/02 -15", "13/02 -1", "23/02 +0", "25/02 +2"],
        ),
        # A swapped Saturday is worked.
        (date(2026, 1, 11), date(2026, 1, 10), ["12/12 -30", "26/12 -15", "31/12 -7", "08/01 -3",
                                                "10/01 +0"]),
    ],
)  # fmt: skip
def test_the_rungs_of_a_due_day(due_on: date, until: date, expected: list[str]) -> None:
    assert rungs(due_on, until) == expected


def test_one_that_is_not_to_be_pressed_again_is_not() -> None:
    assert rungs(date(2026, 12, 4), date(2027, 1, 4), Ladder((1,), 0)) == ["03/12 -1", "04/12 +0"]


def naive_working(day: date) -> bool:
    return SWAPS.is_working(day)


def naive_rungs(due_on: date, before: list[int], every: int, until: date) -> dict[date, str]:
    """The same, day by day, as one would do it on a wall calendar."""
    found: dict[date, str] = {}
    for number in [*sorted(before, reverse=True), 0]:
        day = due_on - timedelta(days=number)
        while not naive_working(day):
            day -= timedelta(days=1)
        found[day] = f"{due_on}{-number:+d}" if number else f"{due_on}+0"
    day, late = due_on, 0
    while every and day < until:
        day += timedelta(days=1)
        if naive_working(day):
            late += 1
            if late % every == 0:
                found[day] = f"{due_on}+{late}"
    return {day: key for day, key in found.items() if day <= until}


def naive_latest(due_on: date, before: list[int], every: int, today: date) -> str | None:
    found = naive_rungs(due_on, before, every, today)
    return found[max(found)] if found else None


@given(
    due_on=st.dates(date(2025, 11, 1), date(2028, 3, 1)),
    before=st.lists(st.integers(1, 60), max_size=6, unique=True),
    every=st.integers(0, 5),
    passed=st.integers(-70, 40),
)
def test_the_rung_that_applies_is_the_latest_on_the_calendar(
    due_on: date, before: list[int], every: int, passed: int
) -> None:
    due_on = SWAPS.forward(due_on)
    today = due_on + timedelta(days=passed)
    step = Ladder(before, every).latest(due_on, SWAPS, today)
    assert (step.key if step else None) == naive_latest(due_on, before, every, today)
    if step is not None:
        assert step.day <= today
        assert SWAPS.is_working(step.day)
