"""Owns days said from today: "hôm qua", "3 ngày trước", "thứ 6 tuần trước", "cuối tuần trước"."""

import re
from datetime import date, timedelta

from vietnamese.number_words import tokens
from vietnamese.numbers import whole
from vietnamese.numerals import amount
from vietnamese.reading import Reading
from vietnamese.text import fold
from vietnamese.vocabulary import Vocabulary

_NOTHING: Reading[date] = Reading()
_DAYS_AGO = Vocabulary(
    {
        "hôm nay": 0, "nay": 0, "bữa nay": 0, "ngày hôm nay": 0, "hôm qua": 1, "qua": 1,
        "bữa qua": 1, "ngày hôm qua": 1, "hôm kia": 2, "bữa kia": 2, "ngày hôm kia": 2,
        "hôm kìa": 3, "mai": -1, "ngày mai": -1, "ngày kia": -2, "ngày mốt": -2,
    },
    in_full=["hôm kìa"],
)  # fmt: skip
_WEEKDAYS = Vocabulary(
    {
        "2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tư": 2, "5": 3, "năm": 3, "6": 4, "sáu": 4,
        "7": 5, "bảy": 5, "bẩy": 5,
    }
)  # fmt: skip
_AGO = re.compile(r"(cach day )?(.{1,30}?) (ngay|hom|bua|tuan)( truoc)?")
_LATELY = r"vua roi|vua qua|roi|qua"
_WEEKDAY = re.compile(
    r"(?:hom |ngay |bua )?(?:(?:thu ?|t)(\w{1,5})(?: (.+))?|(?:chu nhat|chua nhat|cn)(?: (.+))?)",
    flags=re.ASCII,
)
_WEEKEND = re.compile(rf"cuoi tuan(?: (nay|truoc|{_LATELY}))?")
_WEEKS_FROM_NOW = {
    "nay": 0, "tuan nay": 0, "tuan truoc": -1, "tuan qua": -1, "tuan roi": -1, "tuan vua roi": -1,
    "tuan vua qua": -1, "tuan truoc nua": -2, "tuan sau": 1, "tuan toi": 1,
}  # fmt: skip
_MOST_DAYS = 400


def read_day(tidied: str, today: date) -> Reading[date]:
    days_ago = _DAYS_AGO.find(tidied)
    if days_ago is not None:
        return Reading((today - timedelta(days=days_ago),))
    folded = fold(tidied)
    for read in (_ago, _weekday, _weekend):
        if (found := read(folded, today)).values:
            return found
    return _NOTHING


def _ago(folded: str, today: date) -> Reading[date]:
    found = _AGO.fullmatch(folded)
    if found is None or not (found[1] or found[4]):
        return _NOTHING
    numbers = whole(amount(tokens(found[2])))
    if len(numbers) != 1 or not 0 <= numbers[0] <= _MOST_DAYS:
        return _NOTHING
    # "Two weeks ago" is often no more than about that time.
    weeks = found[3] == "tuan"
    return Reading((today - timedelta(days=numbers[0] * (7 if weeks else 1)),), sure=not weeks)


def weekday_said(folded: str) -> tuple[int | None, str]:
    """The weekday at the beginning, 0 = Monday, and what stands behind it."""
    found = _WEEKDAY.fullmatch(folded)
    if found is None:
        return None, ""
    if found[1] is None:
        return 6, found[3] or ""
    return _WEEKDAYS.find(found[1]), found[2] or ""


def _weekday(folded: str, today: date) -> Reading[date]:
    day, behind = weekday_said(folded)
    if day is None:
        return _NOTHING
    week = timedelta(days=7)
    this = today + timedelta(days=day - today.weekday())
    if behind in _WEEKS_FROM_NOW:
        return Reading((this + _WEEKS_FROM_NOW[behind] * week,))
    latest = this if this <= today else this - week
    past = latest if latest < today else latest - week
    match behind:
        case "":
            return nearest(latest, latest + week, today)
        case "truoc":  # the last one, or that of last week
            return Reading(tuple(dict.fromkeys([past, this - week])))
        case "vua roi" | "vua qua" | "roi" | "qua":
            return Reading((past,))
        case _:
            return _NOTHING


def nearest(past: date, coming: date, today: date) -> Reading[date]:
    """Reports look back; yet a day that is nearer ahead than behind may be the one that is meant.

    >>> nearest(date(2026, 10, 25), date(2026, 11, 25), date(2026, 11, 23)).values
    (datetime.date(2026, 10, 25), datetime.date(2026, 11, 25))
    """
    ahead, behind = coming - today, today - past
    near = ahead < behind and ahead <= timedelta(days=31)
    return Reading((past, coming) if near else (past,))


def _weekend(folded: str, today: date) -> Reading[date]:
    found = _WEEKEND.fullmatch(folded)
    if found is None:
        return _NOTHING
    saturday = today + timedelta(days=5 - today.weekday())
    passed = found[1] == "truoc" or (found[1] != "nay" and saturday > today)
    if passed:
        saturday -= timedelta(days=7)
    return Reading((saturday, saturday + timedelta(days=1)))
