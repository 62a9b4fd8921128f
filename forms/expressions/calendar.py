"""Owns the functions about dates and times."""

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta, tzinfo
from math import floor, isfinite, nan

from forms.expressions.coercion import XValue, atom, day, days_since_epoch, moment, text

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME = re.compile(r"(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(?:Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII)
_SOME_DAY = date(2000, 1, 1)


def to_date(zone: tzinfo | None, value: XValue) -> XValue:
    """The day, as the province has it; "" for what is none."""
    written = atom(value)
    found = moment(written, zone) if isinstance(written, str) else day(written)
    return "" if found is None else date(found.year, found.month, found.day)


def to_date_time(zone: tzinfo | None, value: XValue) -> XValue:
    return moment(value, zone) or ""


def decimal_date_time(zone: tzinfo | None, value: XValue) -> XValue:
    """Days since 1970 with the part of the day, in UTC; a day begins at its own midnight."""
    found = moment(value, zone)
    return nan if found is None else days_since_epoch(found)


def decimal_time(zone: tzinfo | None, value: XValue) -> XValue:
    """The part of the day that is over: of a moment, a number, or a time alone ("12:30:00")."""
    value = atom(value)
    if isinstance(value, float):
        return value - floor(value) if isfinite(value) else nan
    found = _timed(zone, value)
    if found is None:
        return nan
    return (found - found.replace(hour=0, minute=0, second=0, microsecond=0)) / timedelta(days=1)


def _timed(zone: tzinfo | None, value: XValue) -> datetime | None:
    """A moment, or a time alone, as it is written, on some day."""
    read = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if read is None:
        return moment(value, zone)
    with suppress(ValueError):
        return datetime.combine(_SOME_DAY, time.fromisoformat(read[1]))
    return None


def format_date(zone: tzinfo | None, value: XValue, pattern: XValue) -> XValue:
    """%Y %y %m %n %b %d %e %a, and %H %h %M %S %3."""
    when = _timed(zone, atom(value))
    if when is None:
        return ""
    parts = {**_day_parts(when), **_time_parts(when)}
    return re.sub("%(.)", lambda found: parts.get(found[1], found[0]), text(pattern))


def _day_parts(when: date) -> dict[str, str]:
    return {
        "%": "%",
        "Y": f"{when.year:04}",
        "y": f"{when.year % 100:02}",
        "m": f"{when.month:02}",
        "n": str(when.month),
        "b": _MONTHS[when.month - 1],
        "d": f"{when.day:02}",
        "e": str(when.day),
        "a": _DAYS[when.weekday()],
    }


def _time_parts(when: datetime) -> dict[str, str]:
    return {
        "H": f"{when.hour:02}",
        "h": str(when.hour),
        "M": f"{when.minute:02}",
        "S": f"{when.second:02}",
        "3": f"{when.microsecond // 1000:03}",
    }
