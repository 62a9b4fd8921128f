"""Working days of 2024-2027 as they were announced, and working hours."""

import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.workdays import DEFAULT_HOURS, Workdays, holidays_of, parse_hours

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
SWAPS = {date(2026, 1, 2): False, date(2026, 1, 10): True, date(2026, 8, 22): True}
OFFICE = Workdays(SWAPS)

OFF = """
2024-01-01 2024-02-08 2024-02-14 2024-04-18 2024-04-29 2024-04-30 2024-05-01 2024-09-02 2024-09-03
2025-01-01 2025-01-27 2025-01-31 2025-04-07 2025-04-30 2025-05-01 2025-05-02 2025-09-01 2025-09-02
2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-20 2026-04-27 2026-04-30 2026-05-01 2026-08-31
2026-09-01 2026-09-02 2026-11-24 2026-12-05 2026-12-06
2027-01-01 2027-02-04 2027-02-05 2027-02-08 2027-02-10 2027-04-16 2027-04-30 2027-05-03 2027-09-02
2027-11-24
"""
WORKED = """
2024-01-02 2024-02-07 2024-02-15 2024-05-02 2024-09-04 2024-11-25 2025-01-24 2025-02-03 2025-04-29
2025-05-05 2025-11-24 2026-01-10 2026-01-05 2026-02-13 2026-02-23 2026-08-22 2026-11-23 2026-11-25
2026-12-04 2027-02-03 2027-02-11
"""


@pytest.mark.parametrize("day", OFF.split())
def test_days_off(day: str) -> None:
    assert not OFFICE.is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKED.split())
def test_days_worked(day: str) -> None:
    assert OFFICE.is_working(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("year", "name"), [(2025, "2025-12-04"), (2026, "2026-12-04"), (2027, "2027-12-03")]
)
def test_the_last_working_day_before_5_december(year: int, name: str) -> None:
    assert OFFICE.before(date(year, 12, 5), 1) == date.fromisoformat(name)


def test_an_override_stands_above_week_and_law() -> None:
    tet, sunday, monday = date(2026, 2, 17), date(2026, 11, 22), date(2026, 11, 23)
    assert not any(map(Workdays().is_working, (tet, sunday)))
    assert Workdays().is_working(monday)
    turned = Workdays({tet: True, sunday: True, monday: False})
    assert all(map(turned.is_working, (tet, sunday)))
    assert not turned.is_working(monday)


def test_holidays_are_named_in_vietnamese() -> None:
    assert holidays_of(2026)[date(2026, 11, 24)] == "Ngày Văn hóa Việt Nam"


def test_the_library_is_imported_when_it_is_asked() -> None:
    code = "import sys, vietnamese.workdays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# --- counting, against the plainest way to count ------------------------------------------------
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
OVERRIDES = st.dictionaries(DAYS, st.booleans(), max_size=40)


def naive(workdays: Workdays, first: date, last: date) -> list[date]:
    """The working days after `first` up to `last`."""
    count = (last - first).days
    return [day for n in range(count) if workdays.is_working(day := first + (n + 1) * DAY)]


@given(OVERRIDES, DAYS)
def test_back_and_forward(overrides: Mapping[date, bool], day: date) -> None:
    workdays = Workdays(overrides)
    back, forward = workdays.back(day), workdays.forward(day)
    assert back <= day <= forward
    assert workdays.is_working(back)
    assert workdays.is_working(forward)
    assert (back == forward) == workdays.is_working(day)
    assert naive(workdays, back, forward - DAY) == []


@given(OVERRIDES, DAYS, st.integers(1, 30))
def test_after_and_before(overrides: Mapping[date, bool], day: date, count: int) -> None:
    workdays = Workdays(overrides)
    ahead = naive(workdays, day, day + 200 * DAY)
    assert workdays.after(day, count) == ahead[count - 1]
    behind = naive(workdays, day - 200 * DAY, day - DAY)
    assert workdays.before(day, count) == behind[-count]
    assert workdays.after(day, 0) == workdays.before(day, 0) == day


@given(OVERRIDES, DAYS, DAYS)
def test_between(overrides: Mapping[date, bool], first: date, last: date) -> None:
    workdays = Workdays(overrides)
    count = len(naive(workdays, min(first, last), max(first, last)))
    assert workdays.between(first, last) == (count if first <= last else -count)
    assert workdays.between(last, first) == -workdays.between(first, last)


@given(OVERRIDES, DAYS, st.integers(1, 60))
def test_between_counts_what_after_steps(
    overrides: Mapping[date, bool], day: date, count: int
) -> None:
    workdays = Workdays(overrides)
    assert workdays.between(day, workdays.after(day, count)) == count


# --- hours --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("moment", "closes", "opens"),
    [
        ("2026-12-04 07:29", None, "2026-12-04 07:30"),
        ("2026-12-04 07:30", "2026-12-04 11:30", "2026-12-04 07:30"),
        ("2026-12-04 11:29", "2026-12-04 11:30", "2026-12-04 11:29"),
        ("2026-12-04 11:30", None, "2026-12-04 13:30"),
        ("2026-12-04 13:30", "2026-12-04 17:00", "2026-12-04 13:30"),
        ("2026-12-04 17:00", None, "2026-12-07 07:30"),  # over the weekend
        ("2026-12-05 09:00", None, "2026-12-07 07:30"),
        ("2026-11-23 20:00", None, "2026-11-25 07:30"),  # over 24/11
        ("2026-01-01 09:00", None, "2026-01-05 07:30"),  # over the swap
        ("2026-01-10 08:00", "2026-01-10 11:30", "2026-01-10 08:00"),  # the Saturday for it
        ("2026-02-13 17:00", None, "2026-02-23 07:30"),  # over Tết
    ],
)
def test_hours(moment: str, closes: str | None, opens: str) -> None:
    local = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    found = OFFICE.closes_at(local)
    assert OFFICE.is_open(local) == (closes is not None)
    assert found == (datetime.fromisoformat(closes).replace(tzinfo=ZONE) if closes else None)
    assert found is None or found.tzinfo is ZONE
    next_opening = OFFICE.opens_next(local)
    assert next_opening == datetime.fromisoformat(opens).replace(tzinfo=ZONE)
    assert next_opening.tzinfo is ZONE


def test_hours_are_read() -> None:
    assert parse_hours("7:30-11:30,13:30-17:00") == DEFAULT_HOURS
    assert parse_hours(" 08:00 - 12:00 ") == ((time(8), time(12)),)


@pytest.mark.parametrize(
    "text",
    [
        "", ",", "7:30", "7:30-", "7-11", "7:30-24:00", "7:30-11:30-12:00", "7:30-11:30,",
        "11:30-7:30", "7:30-7:30", "13:30-17:00,7:30-11:30", "7:30-12:00,11:30-17:00",
    ],
)  # fmt: skip
def test_hours_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"Working hours .+\."):
        parse_hours(text)
