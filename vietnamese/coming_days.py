"""Owns typed deadlines, days that lie ahead: "mai", "thứ 6 tuần sau", "3 ngày nữa", "20/12"."""

import re
from datetime import date, timedelta

from vietnamese.coming_calendar import read_coming_calendar_day
from vietnamese.coming_weekdays import read_coming_weekday, read_days_ahead, read_from_now
from vietnamese.days import weekday_said
from vietnamese.lunar import is_lunar, without_solar
from vietnamese.reading import Reading, together
from vietnamese.text import fold, tidy

_NOTHING: Reading[date] = Reading()
_DAY = timedelta(days=1)
_BEFORE = re.compile(
    r"^(?:(?:dạ|da|vâng|vang|là|la|vào|vao|đến|den|tới|hạn|han|hết|het|chậm nhất|cham nhat"
    r"|muộn nhất|muon nhat|trong(?= (?:ngày|ngay|hôm|hom) )|buổi|buoi|sáng|sang|trưa|trua"
    r"|chiều|chieu|tối|toi|đêm|dem)[: ]+)+(?!tháng|thang|năm|nam)"
)
_BEHIND = re.compile(
    r"(?:,? (?:vào )?(?:buổi |buoi )?(?:sáng|sang|trưa|trua|chiều|chieu|tối|đêm|dem)"
    r"| (?:ạ|a|nhé|nhe|nha)|[.,!; ])+$"
)
_BY = re.compile(r"^(?:trước|truoc) (?=.)")
_EARLY = re.compile(r"(?:ngay )?(?:mung|mong) (.+)")
_MOST_WORDS = 20


def read_coming_date(text: str, today: date) -> Reading[date]:
    """What a typed deadline means; without a year, the nearest day that is not behind `today`.

    A day that can only lie behind is read, too: whoever asked says so.

    >>> read_coming_date("5/1", date(2026, 11, 23)).values
    (datetime.date(2027, 1, 5),)
    """
    tidied = _BEFORE.sub("", _BEHIND.sub("", tidy(text)))
    if tidied.count(" ") >= _MOST_WORDS:
        return _NOTHING
    said = _BY.sub("", tidied)
    found = _on_either_calendar(said, today)
    if said == tidied:
        return found
    # In a decree "before the 5th" ends on the 4th; in talk it may well be the 5th.
    both = [one for day in found.values for one in (day - _DAY, day)]
    return Reading(tuple(dict.fromkeys(both)), sure=False, lunar=found.lunar)


def _on_either_calendar(tidied: str, today: date) -> Reading[date]:
    solar = without_solar(tidied)
    if solar is not None:
        return _solar(_EARLY.sub(r"\1", fold(solar)), today)
    if not is_lunar(tidied):
        return _solar(tidied, today)
    # "Mùng 5 tháng 12" is said of both: the solar day is offered, never taken.
    early = _EARLY.fullmatch(fold(tidied))
    offered = early is not None and not early[1].isdecimal() and not is_lunar(early[1])
    found = read_coming_calendar_day(early[1], today) if early and offered else _NOTHING
    return Reading(tuple(day for day in found.values if day.day <= 10), sure=False, lunar=True)


def _solar(said: str, today: date) -> Reading[date]:
    found = _alone(said, today)
    return found if found.values else _both_ways(said, today)


def _alone(said: str, today: date) -> Reading[date]:
    if "thang sau" in said:  # without its diacritics: next month, or June
        meant = (said.replace("thang sau", one) for one in ("tháng sau", "tháng 6"))
        return together([_alone(one, today) for one in meant])
    folded = fold(said.replace("tháng sáu", "tháng 6"))
    if weekday_said(folded)[0] is not None:
        return read_coming_weekday(folded, today)
    for found in (read_from_now(said, today), read_days_ahead(folded, today)):
        if found.values:
            return found
    return read_coming_calendar_day(folded, today)


def _both_ways(said: str, today: date) -> Reading[date]:
    """ "Thứ 6, 4/12", "04/12/2026 (thứ Sáu)" and "mai 24/11" name one day twice."""
    words = re.sub(r"[(),]", " ", said).split()
    for at in range(1, len(words)):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        for beside, day in ((first, second), (second, first)):
            if (found := _agreed(day, beside, today)).values:
                return found
    return _NOTHING


def _agreed(said: str, beside: str, today: date) -> Reading[date]:
    """A date and the weekday, or day from now, beside it. If they differ, it is affirmed."""
    weekday, more = weekday_said(fold(beside))
    others = (
        read_coming_weekday(fold(beside), today)
        if weekday is not None
        else read_from_now(beside, today)
    )
    found = _alone(said, today) if others.values else _NOTHING
    if weekday is not None and not more:
        fitting = tuple(day for day in found.values if day.weekday() == weekday)
        return Reading(fitting or found.values, sure=found.sure and bool(fitting))
    fitting = tuple(day for day in found.values if day in others.values)
    both = tuple(dict.fromkeys(found.values + others.values)) if found.values else ()
    return Reading(fitting or both, sure=found.sure and bool(fitting))
