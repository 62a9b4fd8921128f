"""Owns days ahead that are said from today: "mai", "thứ 6 tuần sau", "3 ngày nữa"."""

import re
from datetime import date, timedelta

from vietnamese.coming_calendar import last_of_month
from vietnamese.days import read_day, weekday_said
from vietnamese.number_words import tokens
from vietnamese.numbers import whole
from vietnamese.numerals import amount
from vietnamese.reading import Reading
from vietnamese.text import fold
from vietnamese.vocabulary import Vocabulary

_NOTHING: Reading[date] = Reading()
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_DAYS_FROM_NOW = Vocabulary({"mốt": 2, "bữa mốt": 2, "ngày kìa": 3}, in_full=["ngày kìa"])
_WEEKS_FROM_NOW = {"nay": 0, "tuan nay": 0, "tuan sau": 1, "tuan toi": 1, "tuan sau nua": 2}
_UNIT = r"(ngay|hom|bua|tuan|thang)"
_AHEAD = re.compile(
    rf"(?:(?:trong vong|trong|sau) (.{{1,30}}?) {_UNIT}(?: nua| toi)?"
    rf"|(.{{1,30}}?) {_UNIT} (?:nua|toi|sau|sap toi))"
)
_MOST = {"ngay": 400, "hom": 400, "bua": 400, "tuan": 60, "thang": 12}


def read_coming_weekday(folded: str, today: date) -> Reading[date]:
    day, behind = weekday_said(folded)
    if day is None:
        return _NOTHING
    this = today + timedelta(days=day - today.weekday())
    coming = this if this >= today else this + _WEEK
    if behind in _WEEKS_FROM_NOW:
        return Reading((this + _WEEKS_FROM_NOW[behind] * _WEEK,))
    match behind:
        case "":
            return Reading((coming, coming + _WEEK) if coming == today else (coming,))
        case "toi" | "sau" | "sap toi":  # the next one, or that of next week
            following = coming if coming > today else coming + _WEEK
            return Reading(tuple(dict.fromkeys([following, this + _WEEK])))
        case _:
            return read_day(folded, today)


def read_from_now(said: str, today: date) -> Reading[date]:
    days = _DAYS_FROM_NOW.find(said)
    if days is not None:
        return Reading((today + timedelta(days=days),))
    return read_day("cuối tuần này" if fold(said) == "cuoi tuan" else said, today)


def read_days_ahead(folded: str, today: date) -> Reading[date]:
    """ "3 ngày nữa", "sau 2 tuần", "1 tháng nữa"."""
    found = _AHEAD.fullmatch(folded)
    if found is None:
        return _NOTHING
    number, unit = found[1] or found[3], found[2] or found[4]
    counts = whole(amount(tokens(number)))
    if len(counts) != 1 or not 0 <= counts[0] <= _MOST[unit]:
        return _NOTHING
    if unit == "thang":
        return Reading((_months_on(today, counts[0]),))
    return Reading((today + counts[0] * (_WEEK if unit == "tuan" else _DAY),))


def _months_on(today: date, count: int) -> date:
    """The same day of that month, or the last it has."""
    at = today.year * 12 + today.month - 1 + count
    last = last_of_month(date(at // 12, at % 12 + 1, 1))
    return last.replace(day=min(today.day, last.day))
