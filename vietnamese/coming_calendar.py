"""Owns days of the calendar that lie ahead: "20/12", "ngày 20 tháng sau", "cuối tháng 12"."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from vietnamese.calendar_days import read_calendar_day
from vietnamese.reading import Reading

_NOTHING: Reading[date] = Reading()
_MONTH_FROM_NOW = re.compile(
    r"((?:ngay|hom|bua) .{1,15}|cuoi|het|1[3-9]|2\d|3[01]) thang (nay|sau|toi|truoc|qua|roi)"
)
_YEAR_FROM_NOW = re.compile(r"\b(?:nam (nay|sau|toi|truoc|ngoai)|(sang) nam)$")
_FROM_NOW = {
    "nay": 0, "sau": 1, "toi": 1, "sang": 1, "truoc": -1, "ngoai": -1, "qua": -1, "roi": -1,
}  # fmt: skip
_END = re.compile(r"(?:ngay )?(?:cuoi|het) (?:(nam \d{4})|(?:thang ?|t(?=\d))(.{1,30}))")
_OF_YEAR = re.compile(r"\d{1,2} ?[/.-] ?\d{2,4}")
_SOON = re.compile(r" (?:sap toi|toi|nay)$")
_MONTH = timedelta(days=28)
_MONTHS = 110  # not every month has a 31st, and the next 29/2 may be eight years ahead
_FAR = timedelta(days=20 * 365)


def read_coming_calendar_day(folded: str, today: date) -> Reading[date]:
    said = _absolute(f"ngay {folded}" if folded.isdecimal() and len(folded) < 3 else folded, today)
    end = _END.fullmatch(said)
    if end is None:
        return _nearest(_SOON.sub("", said), today, lambda day: day)
    if end[1]:
        return _nearest(f"31 thang 12 {end[1]}", today, lambda day: day)
    first = f"1/{end[2]}" if _OF_YEAR.fullmatch(end[2]) else f"1 thang {end[2]}"
    return _nearest(first, today, last_of_month)


def last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _absolute(folded: str, today: date) -> str:
    """ "Cuối tháng sau" as "cuối tháng 12 năm 2026": the same from whatever day it is seen."""
    if folded.endswith(("cuoi thang", "het thang", "cuoi nam", "het nam")):
        folded += " nay"
    if month := _MONTH_FROM_NOW.fullmatch(folded):
        at = today.year * 12 + today.month - 1 + _FROM_NOW[month[2]]
        return f"{month[1]} thang {at % 12 + 1} nam {at // 12}"
    return _YEAR_FROM_NOW.sub(
        lambda found: f"nam {today.year + _FROM_NOW[found[1] or found[2]]}", folded
    )


def _nearest(said: str, today: date, to: Callable[[date], date]) -> Reading[date]:
    """Reading looks back; seen from ever later days, the same words name the day ahead."""
    here = read_calendar_day(said, today)
    if here.values == read_calendar_day(said, today + _FAR).values:  # with its year, or none at all
        return Reading(tuple(map(to, here.values)), here.sure)
    ahead: dict[int, date] = {}
    for months in range(_MONTHS):
        for day in read_calendar_day(said, today + months * _MONTH).values:
            if to(day) >= today:
                ahead.setdefault(day.day, to(day))
        if len(ahead) == len({day.day for day in here.values}):
            break
    return Reading(tuple(ahead.values()), here.sure)
