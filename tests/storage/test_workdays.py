"""The days that differ: the seed's, an administrator's, and which of them is in force."""

import shutil
from datetime import date, time
from pathlib import Path

import pytest
from sqlmodel import Session

from storage import workdays
from storage.database import Database
from storage.seed_facts import FOLDER
from storage.seeding import seed

NEW_YEAR_SWAP, SATURDAY_FOR_IT = date(2026, 1, 2), date(2026, 1, 10)
PLAIN = date(2026, 11, 25)
SEEDED = {
    "2024-04-29": False, "2024-05-04": True, "2025-04-26": True, "2025-05-02": False,
    "2026-01-02": False, "2026-01-10": True, "2026-08-22": True, "2026-08-31": False,
}  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "seeds"))


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "calendar_days.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def rows(session: Session) -> dict[str, tuple[bool, str, bool]]:
    return {
        str(row.day): (row.working, row.note, row.by_hand) for row in workdays.all_days(session)
    }


def test_the_seed_knows_both_halves_of_each_swap(session: Session) -> None:
    found = rows(session)
    assert {day: row[0] for day, row in found.items()} == SEEDED
    assert list(found) == sorted(found)
    assert not any(by_hand for _, _, by_hand in found.values())
    assert "sang thứ Bảy 10/01/2026" in found["2026-01-02"][1]
    loaded = workdays.load(session)
    for day, working in SEEDED.items():
        assert loaded.is_working(date.fromisoformat(day)) is working


def test_hours_are_those_that_are_given(session: Session) -> None:
    hours = ((time(8), time(12)),)
    assert workdays.load(session, hours).hours == hours


def test_what_was_put_counts_and_stays(empty: Database, copy: Path) -> None:
    with empty.transaction() as session:
        seed(session, copy)
        workdays.put(session, PLAIN, False, "Nghỉ theo thông báo")
        workdays.put(session, NEW_YEAR_SWAP, True, "Tỉnh không hoán đổi")
        workdays.put(session, PLAIN, False, "Nghỉ bù")
    edit(copy, "2026-01-02,no", "2026-01-02,yes")
    with empty.transaction() as session:
        seed(session, copy)
        assert not session.dirty
    with empty.reading() as session:
        found = rows(session)
        assert found[str(PLAIN)] == (False, "Nghỉ bù", True)
        assert found[str(NEW_YEAR_SWAP)] == (True, "Tỉnh không hoán đổi", True)
        loaded = workdays.load(session)
        assert loaded.is_working(NEW_YEAR_SWAP)
        assert not loaded.is_working(PLAIN)


def test_what_was_taken_back_is_as_the_seed_or_the_law_says(empty: Database) -> None:
    with empty.transaction() as session:
        seed(session)
        before = rows(session)
        workdays.put(session, PLAIN, False, "")
        workdays.put(session, NEW_YEAR_SWAP, True, "")
        assert rows(session) != before
        assert workdays.forget(session, PLAIN)
        assert workdays.forget(session, NEW_YEAR_SWAP)
        assert rows(session) == before
        assert not workdays.forget(session, PLAIN)
        assert not workdays.forget(session, SATURDAY_FOR_IT)  # the seed's is not theirs to forget
        assert rows(session) == before


def test_the_seeds_own_days_are_kept_up_to_date(empty: Database, copy: Path) -> None:
    with empty.transaction() as session:
        seed(session, copy)
    edit(copy, "2026-08-22,yes,Hoán đổi từ thứ Hai 31/08/2026\n", "2027-05-08,yes,Làm bù\n")
    edit(copy, "2026-01-10,yes,", "2026-01-10,no,Thôi: ")
    with empty.transaction() as session:
        seed(session, copy)
        found = rows(session)
        assert "2026-08-22" not in found
        assert found["2027-05-08"] == (True, "Làm bù", False)
        assert found["2026-01-10"][0] is False
        assert found["2026-01-10"][1].startswith("Thôi: ")


def test_seeding_twice_changes_nothing(empty: Database) -> None:
    with empty.transaction() as session:
        seed(session)
        before = rows(session)
    with empty.transaction() as session:
        seed(session)
        assert not session.dirty
        assert not session.new
        assert rows(session) == before
