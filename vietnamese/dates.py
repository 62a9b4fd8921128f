"""Owns typed dates: "hôm qua", "20/11", "ngày 20 tháng 11", "thứ 6 tuần trước"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class DateReading:
    """No dates: not understood. `sure` is False for a date that must be affirmed."""

    dates: tuple[date, ...] = ()
    lunar: bool = False
    sure: bool = True


_NOTHING = DateReading()
_PART_OF_DAY = r"(?:sang|trua|chieu|toi|dem) "
_DAYS_AGO = {
    "hom nay": 0, "nay": 0, "bua nay": 0, "ngay hom nay": 0, "hom qua": 1, "qua": 1,
    "bua qua": 1, "ngay hom qua": 1, "hom kia": 2, "bua kia": 2, "ngay kia": -2, "ngay mai": -1,
    "mai": -1,
}  # fmt: skip
_WEEKDAYS = {
    "2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4,
    "7": 5, "bay": 5,
}  # fmt: skip
_COUNTS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10,
}  # fmt: skip

_AGO = re.compile(r"(?:cach day )?(\d{1,3}|[a-z]+) (?:ngay|hom)(?: truoc)?")
_WEEKDAY = re.compile(
    r"(?:(?:thu |t)(\w+)|(chu nhat|cn))(?: (tuan truoc|tuan nay|tuan qua|vua roi|vua qua|truoc))?"
)
_FIGURES = re.compile(r"(?:ngay )?(\d{1,2})([/.\- ])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_WORDS = re.compile(r"(?:ngay )?(\d{1,2})(?: thang |/)(\d{1,2})(?:,? (?:nam )?(\d{4}))?")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4})")
_DAY_ONLY = re.compile(r"(?:ngay|hom) (\d{1,2})")
_LUNAR = re.compile(r"\b(?:ram|mung|mong|am lich|giao thua)\b")
_EARLY = re.compile(r"(?:ngay )?(?:mung|mong) (\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?")
_BEHIND = re.compile(r"\s*\([^()]*\)\s*$|[.,!]+$")


def read_date(text: str, today: date) -> DateReading:
    """What a typed date means, seen from `today`; without a year, the latest that is not ahead."""
    folded = _BEHIND.sub("", fold(text)).strip()
    if _LUNAR.search(folded):
        return _lunar(folded, today)
    folded = re.sub(rf"^{_PART_OF_DAY}", "", folded)
    for read in (_relative, _ago, _weekday, _iso, _figures, _day_only):
        if (found := read(folded, today)) is not None:
            return DateReading((found,))
    return _NOTHING


def _lunar(folded: str, today: date) -> DateReading:
    """ "Mùng 5 tháng 12" is said of both calendars: the solar date is offered, never taken."""
    if (early := _EARLY.fullmatch(folded)) and (found := _dated(*early.groups(), today=today)):
        return DateReading((found,), lunar=True, sure=False)
    return DateReading(lunar=True)


def _relative(folded: str, today: date) -> date | None:
    ago = _DAYS_AGO.get(folded)
    return None if ago is None else today - timedelta(days=ago)


def _ago(folded: str, today: date) -> date | None:
    found = _AGO.fullmatch(folded)
    if found is None or not (folded.startswith("cach") or folded.endswith("truoc")):
        return None
    days = int(found[1]) if found[1].isdigit() else _COUNTS.get(found[1])
    return None if days is None else today - timedelta(days=days)


def _weekday(folded: str, today: date) -> date | None:
    found = _WEEKDAY.fullmatch(folded)
    if found is None:
        return None
    day = 6 if found[2] else _WEEKDAYS.get(found[1])
    if day is None:
        return None
    monday = today - timedelta(days=today.weekday())
    match found[3]:
        case "tuan nay":
            return monday + timedelta(days=day)
        case "tuan truoc" | "tuan qua":
            return monday + timedelta(days=day - 7)
        case "vua roi" | "vua qua" | "truoc":
            return today - timedelta(days=(today.weekday() - day - 1) % 7 + 1)
        case _:
            return today - timedelta(days=(today.weekday() - day) % 7)


def _iso(folded: str, _today: date) -> date | None:
    found = _ISO.fullmatch(folded)
    return _made(int(found[1]), int(found[2]), int(found[3])) if found else None


def _figures(folded: str, today: date) -> date | None:
    if solid := _SOLID.fullmatch(folded):
        return _dated(*solid.groups(), today=today)
    if found := _FIGURES.fullmatch(folded):
        return _dated(found[1], found[3], found[4], today=today)
    if found := _WORDS.fullmatch(folded):
        return _dated(*found.groups(), today=today)
    return None


def _day_only(folded: str, today: date) -> date | None:
    found = _DAY_ONLY.fullmatch(folded)
    if found is None:
        return None
    # Going back month by month: not every month has a 31st.
    months = ((today.year * 12 + today.month - 1 - back) for back in range(3))
    return _latest(lambda month: _made(month // 12, month % 12 + 1, int(found[1])), months, today)


def _dated(day: str, month: str, year: str | None, *, today: date) -> date | None:
    if year:
        return _made(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    years = range(today.year, today.year - 9, -1)  # 29/2 may be eight years back
    return _latest(lambda y: _made(y, int(month), int(day)), years, today)


def _latest(make: Callable[[int], date | None], steps: Iterable[int], today: date) -> date | None:
    for step in steps:
        found = make(step)
        if found is not None and found <= today:
            return found
    return None


def _made(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
