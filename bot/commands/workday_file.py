"""Owns reading the days of a notice: written dates, and a CSV of them with what is wrong in it."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.plainly import PlainError, UnusableInputError
from vietnamese.text import clean, fold

_COLUMNS = ("day", "working", "note")
_WORKING = {
    "yes": True, "true": True, "1": True, "lam": True, "lam viec": True,
    "no": False, "false": False, "0": False, "nghi": False,
}  # fmt: skip
_FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    working: bool
    note: str


def day(text: str) -> date | None:
    """02/01/2027 or 2027-01-02.

    >>> day("2/1/2027"), day("2027-01-02"), day("2/1/27")
    (datetime.date(2027, 1, 2), datetime.date(2027, 1, 2), None)
    """
    for written in _FORMATS:
        try:
            found = datetime.strptime(text.strip(), written).date()  # noqa: DTZ007 - only a day
        except ValueError:
            continue
        return found if 2000 <= found.year <= 2100 else None
    return None


def read(path: Path) -> list[Day]:
    """The days of a file; PlainError names every line that cannot be taken."""
    rows = _rows(path)
    found: dict[date, Day] = {}
    wrong: list[str] = []
    for number, row in rows:
        if not any((row[name] or "").strip() for name in _COLUMNS):
            continue
        one = _day(row)
        if isinstance(one, str):
            wrong.append(f"line {number}: {one}")
        elif one.day in found:
            wrong.append(f"line {number}: the day {one.day:%d/%m/%Y} was named before")
        else:
            found[one.day] = one
    if wrong:
        more = [f"and {len(wrong) - _MOST_SHOWN} more"] if len(wrong) > _MOST_SHOWN else []
        lines = [f"{path.name}: nothing was taken", *wrong[:_MOST_SHOWN], *more]
        raise PlainError("\n".join(lines))
    return list(found.values())


def _rows(path: Path) -> list[tuple[int, dict[str, str | None]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = [(reader.line_num, row) for row in reader]
            columns = reader.fieldnames or ()
    except OSError as error:
        raise UnusableInputError(f"{path.name}: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error):
        raise UnusableInputError(f"{path.name}: it has to be CSV in UTF-8") from None
    missing = [name for name in _COLUMNS if name not in columns]
    if missing:
        raise UnusableInputError(f"{path.name}: no column {', '.join(missing)} in the first line")
    return rows


def _day(row: dict[str, str | None]) -> Day | str:
    """The day of a row, or what is wrong with it."""
    when, working = day(row["day"] or ""), _WORKING.get(fold(row["working"] or ""))
    if when is None:
        return f"{row['day']!r} is no day; write 02/01/2027"
    if working is None:
        return f"{row['working']!r} is neither yes nor no"
    return Day(when, working, clean(row["note"] or ""))
