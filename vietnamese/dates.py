"""Owns typed dates: "hôm qua", "20/11", "ngày 20 tháng 11", "thứ 6 tuần trước"."""

import re
from datetime import date

from vietnamese.calendar_days import read_calendar_day
from vietnamese.days import read_day, weekday_said
from vietnamese.lunar import is_lunar, without_solar
from vietnamese.reading import Reading
from vietnamese.text import fold, tidy

_NOTHING: Reading[date] = Reading()
_BEFORE = re.compile(r"^(?:(?:dạ|da|vâng|vang|vào|vao|là|la|từ|tu|lúc|luc|hồi|hoi|ban) )+")
_PART_OF_DAY = re.compile(r"^(?:buổi |buoi )?(?:sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem) ")
_PART_BEHIND = re.compile(
    r",? (?:vào )?(?:buổi |buoi )?(?:sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem)$"
)
_BEHIND = re.compile(r"(?: (?:ạ|a|nhé|nhe|nha)|[.,!; ])+$")
_ASIDE = re.compile(r"(.+?) ?\(([^()]*)\)$")
_EARLY = re.compile(r"(?:ngay )?(?:mung|mong) (.+)")
_LATELY = re.compile(r" vua (?:roi|qua)$")
_MOST_WORDS = 20


def read_date(text: str, today: date) -> Reading[date]:
    """What a typed date means, seen from `today`; without a year, the latest that is not ahead.

    >>> read_date("3/13/2026", date(2026, 11, 23))
    Reading(values=(datetime.date(2026, 3, 13),), sure=False, lunar=False)
    """
    tidied = _BEFORE.sub("", _BEHIND.sub("", tidy(text)))
    if tidied.count(" ") >= _MOST_WORDS:
        return _NOTHING
    solar = without_solar(tidied)
    if solar is None and is_lunar(tidied):
        return _lunar(fold(tidied), today)
    said = tidied if solar is None else solar
    if aside := _ASIDE.fullmatch(said):
        return _agreed(aside[1], aside[2], today)
    said = _PART_BEHIND.sub("", _PART_OF_DAY.sub("", said))
    return _solar(_EARLY.sub(r"\1", fold(said)) if solar else said, today)


def _solar(said: str, today: date) -> Reading[date]:
    return _alone(said, today) if _alone(said, today).values else _both_ways(said, today)


def _alone(said: str, today: date) -> Reading[date]:
    found = read_day(said, today)
    if found.values:
        return found
    folded = fold(said)
    lately = _LATELY.sub("", folded)
    found = read_calendar_day(lately, today)
    if lately == folded:
        return found
    return Reading(tuple(day for day in found.values if day <= today), sure=found.sure)


def _both_ways(said: str, today: date) -> Reading[date]:
    """ "Thứ 6, 20/11" and "22/11 hôm qua" name one day twice."""
    words = said.replace(",", " ").split()
    for at in range(1, len(words)):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        for beside, day in ((first, second), (second, first)):
            if _names_a_day(beside, today) and (found := _agreed(day, beside, today)).values:
                return found
    return _NOTHING


def _names_a_day(said: str, today: date) -> bool:
    return weekday_said(fold(said))[0] is not None or bool(read_day(said, today).values)


def _agreed(said: str, beside: str, today: date) -> Reading[date]:
    """A date, and the weekday or day that stands beside it. If they differ, it is affirmed."""
    found = _alone(_PART_OF_DAY.sub("", said), today)
    weekday, more = weekday_said(fold(beside))
    if weekday is not None and not more:
        fitting = tuple(one for one in found.values if one.weekday() == weekday)
        return Reading(fitting or found.values, sure=found.sure and bool(fitting))
    other = _alone(_PART_OF_DAY.sub("", beside), today)
    if not other.values or other.values == found.values:
        return Reading(found.values, sure=found.sure and bool(other.values))
    return Reading(tuple(dict.fromkeys(found.values + other.values)) if found.values else ())


def _lunar(folded: str, today: date) -> Reading[date]:
    """ "Mùng 5 tháng 12" is said of both calendars: the solar date is offered, never taken."""
    early = _EARLY.fullmatch(folded)
    found = read_calendar_day(early[1], today) if early and not is_lunar(early[1]) else _NOTHING
    # "Mùng" goes before the first ten days only, and without a month it is the moon's.
    early_days = tuple(one for one in found.values if one.day <= 10)
    return Reading(early_days, sure=False, lunar=True)
