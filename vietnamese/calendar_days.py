"""Owns days of the calendar: "20/11", "20.11.2026", "ngày 20 tháng 11", "20/XI"."""

import re
from collections.abc import Callable
from datetime import date

from vietnamese.days import nearest
from vietnamese.number_words import tokens
from vietnamese.numbers import whole
from vietnamese.numerals import amount
from vietnamese.reading import Reading, together
from vietnamese.years import full_year

_NOTHING: Reading[date] = Reading()
_YEAR = r"(\d{4}|\d{2}|nam (?:nay|ngoai|truoc)|nam .{2,40})"
_FIGURES = re.compile(rf"(\d{{1,2}}) ?([/.\-, ]) ?(\d{{1,2}})(?:(?: ?\2 ?| ){_YEAR})?")
_WORDS = re.compile(
    r"(.{1,20}?)(?:(?<=\d)|,? )(?:thang *|(?:thg|th|t)[. ]*(?=\d))(.{1,15}?)"
    rf"(?:,? (?:nam )?{_YEAR})?"
)
_ROMAN_MONTH = re.compile(r"(\d{1,2}) ?[/.\-] ?([ivx]{1,4})(?: ?[/.\-] ?(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SOLID = re.compile(r"(\d\d)(\d\d)(\d{4}|\d\d)?")
_SOLID_ISO = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAY_OF_MONTH = re.compile(r"(ngay |hom |bua )?(\d{1,2})(?: (thang (?:nay|truoc|roi|qua)))?")
_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12,
}  # fmt: skip
_STEPS = 9  # not every month has a 31st, and 29/2 may be eight years back


def read_calendar_day(folded: str, today: date) -> Reading[date]:
    for read in (_iso, _solid, _day_of_month, _figures, _roman, _words):
        if (found := read(folded, today)).values:
            return found
    return _NOTHING


def _iso(folded: str, _today: date) -> Reading[date]:
    found = _ISO.fullmatch(folded)
    return _exactly(int(found[1]), int(found[2]), int(found[3])) if found else _NOTHING


def _solid(folded: str, today: date) -> Reading[date]:
    """ "20112026". Six digits may begin with the year, four may be a year: they are affirmed."""
    if (iso := _SOLID_ISO.fullmatch(folded)) and (
        found := _exactly(int(iso[1]), int(iso[2]), int(iso[3]))
    ).values:
        return found
    solid = _SOLID.fullmatch(folded)
    if solid is None:
        return _NOTHING
    day, month, year = solid.groups()
    readings = _dated(int(day), int(month), year, today).values
    if year and len(year) == 2:
        readings += _dated(int(year), int(month), day, today).values
    return Reading(tuple(dict.fromkeys(readings)), sure=len(folded) == 8)


def _figures(folded: str, today: date) -> Reading[date]:
    folded = re.sub(r"^(?:ngay|hom|bua) ", "", folded)
    found = _FIGURES.fullmatch(folded)
    if found is None:
        return _NOTHING
    day, month, year = int(found[1]), int(found[3]), found[4]
    readings = _dated(day, month, year, today)
    if readings.values or month <= 12:
        return readings
    # "3/13" is 13/3 as some phones write it: offered, this year's and the one before.
    swapped = _dated(month, day, year, today).values
    if swapped and not year and (before := made(swapped[0].year - 1, day, month)):
        swapped = (swapped[0], before, *swapped[1:])
    return Reading(swapped, sure=False)


def _roman(folded: str, today: date) -> Reading[date]:
    found = _ROMAN_MONTH.fullmatch(re.sub(r"^ngay ", "", folded))
    month = _ROMAN.get(found[2]) if found else None
    return _dated(int(found[1]), month, found[3], today) if found and month else _NOTHING


def _words(folded: str, today: date) -> Reading[date]:
    found = _WORDS.fullmatch(re.sub(r"^(?:ngay|hom|bua) ", "", folded))
    if found is None:
        return _NOTHING
    readings = [
        _dated(day, month, found[3], today)
        for day in _small_numbers(found[1])
        for month in _small_numbers(found[2])
    ]
    return together(readings)


def _small_numbers(said: str) -> tuple[int, ...]:
    """A day or a month, in figures or words; "tháng tư" is April."""
    numbers = (4,) if said == "tu" else whole(amount(tokens(said)))
    return tuple(n for n in numbers if 1 <= n <= 31)


def _day_of_month(folded: str, today: date) -> Reading[date]:
    found = _DAY_OF_MONTH.fullmatch(folded)
    if found is None or folded.isdecimal():
        return _NOTHING
    day, month = int(found[2]), found[3]
    if not found[1] and day <= 12:  # "2 tháng trước" is two months ago
        return _NOTHING
    now = today.year * 12 + today.month - 1
    if month:
        at = now if month == "thang nay" else now - 1
        return _exactly(at // 12, at % 12 + 1, day)
    return _nearest(lambda at: made(at // 12, at % 12 + 1, day), now, today)


def _dated(day: int, month: int, year: str | None, today: date) -> Reading[date]:
    if year:
        in_full = _year_said(year, today)
        return _exactly(in_full, month, day) if in_full else _NOTHING
    return _nearest(lambda at: made(at, month, day), today.year, today)


def _year_said(said: str, today: date) -> int | None:
    """A year in four figures, in two, or in words."""
    if said.isdecimal():
        return full_year(said)
    match said:
        case "nam nay":
            return today.year
        case "nam ngoai" | "nam truoc":
            return today.year - 1
        case _:
            numbers = whole(amount(tokens(said.removeprefix("nam "))))
            return numbers[0] if len(numbers) == 1 and 1900 <= numbers[0] <= 2100 else None


def _nearest(make: Callable[[int], date | None], now: int, today: date) -> Reading[date]:
    """The latest that is not ahead, and the one that comes if that is nearer."""
    back, on = map(make, range(now, now - _STEPS, -1)), map(make, range(now, now + _STEPS))
    past = next((day for day in back if day is not None and day <= today), None)
    if past is None:
        return _NOTHING
    coming = next((day for day in on if day is not None and day > today), None)
    return nearest(past, coming, today) if coming else Reading((past,))


def _exactly(year: int, month: int, day: int) -> Reading[date]:
    found = made(year, month, day)
    return Reading((found,)) if found else _NOTHING


def made(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
