"""Owns typed years and school years: "2026", "năm ngoái", "2026-2027", "năm học 26-27"."""

import re
from datetime import date

from vietnamese.number_words import tokens
from vietnamese.numbers import whole
from vietnamese.numerals import amount
from vietnamese.reading import Reading
from vietnamese.text import fold, tidy

_FIRST, _LAST = 1900, 2100
_YEARS_FROM_NOW = {
    "nam nay": 0, "nam ngoai": -1, "nam truoc": -1, "nam qua": -1, "nam vua qua": -1,
    "nam vua roi": -1, "nam kia": -2, "nam sau": 1, "nam toi": 1, "sang nam": 1,
}  # fmt: skip
_SCHOOL_YEARS_FROM_NOW = {
    "nay": 0, "hien nay": 0, "hien tai": 0, "truoc": -1, "ngoai": -1, "vua qua": -1, "vua roi": -1,
    "qua": -1, "sau": 1, "toi": 1, "moi": 1,
}  # fmt: skip
_TWO = re.compile(r"(\d{4}|\d{2}) ?(?:[-/~_]|den|hoac|hay| ) ?(\d{4}|\d{2})")
_SCHOOL = re.compile(r"^(?:(?:nam hoc|nien khoa|nh)[: ]*)")
_SUMMER = range(6, 9)  # between two school years: either may be meant


def read_year(text: str, today: date) -> Reading[int]:
    """A year; one of two figures is affirmed.

    >>> read_year("năm ngoái", date(2026, 11, 23)).values, read_year("26", date(2026, 11, 23))
    ((2025,), Reading(values=(2026,), sure=False, lunar=False))
    """
    folded = _plain(text)
    if (from_now := _YEARS_FROM_NOW.get(folded)) is not None:
        return Reading((today.year + from_now,))
    said = folded.removeprefix("nam ")
    if said.isdecimal() and len(said) in {2, 4}:
        return Reading(_within(full_year(said)), sure=len(said) == 4)
    if two := _TWO.fullmatch(said):
        both = [_within(full_year(one)) for one in two.groups()]
        return Reading(tuple(dict.fromkeys(both[0] + both[1])) if all(both) else (), sure=False)
    if any(c.isdecimal() for c in said) or len(said) > 60:
        return Reading()
    years = whole(amount(tokens(said)))
    return Reading(tuple(year for year in years if _within(year)))


def read_school_year(text: str, today: date) -> Reading[str]:
    """ "2026-2027". A single year may begin or end it.

    >>> read_school_year("năm học 26-27", date(2026, 11, 23)).values
    ('2026-2027',)
    """
    folded = _plain(text)
    said = _SCHOOL.sub("", folded)
    if said != folded and (from_now := _SCHOOL_YEARS_FROM_NOW.get(said)) is not None:
        return _from_today(from_now, today)
    if (two := _TWO.fullmatch(said)) and (first := full_year(two[1])) + 1 == full_year(two[2]):
        return Reading((_school_year(first),) if _within(first) else ())
    said = said.removeprefix("nam ")
    if said.isdecimal() and len(said) in {2, 4} and _within(year := full_year(said)):
        return Reading((_school_year(year - 1), _school_year(year)))
    return Reading()


def full_year(figures: str) -> int:
    """A year in four figures or in two; 70 to 99 are of the last century.

    >>> full_year("26"), full_year("85"), full_year("2026")
    (2026, 1985, 2026)
    """
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def _plain(text: str) -> str:
    return fold(tidy(text)).strip(".!;, ")


def _within(year: int) -> tuple[int, ...]:
    return (year,) if _FIRST <= year <= _LAST else ()


def _from_today(from_now: int, today: date) -> Reading[str]:
    begun = today.year - (today.month < _SUMMER.start)
    starts = [begun - 1, begun] if today.month in _SUMMER else [begun]
    return Reading(tuple(_school_year(start + from_now) for start in starts))


def _school_year(first: int) -> str:
    return f"{first}-{first + 1}"
