"""Owns the functions about dates."""

import re

from forms.expressions.coercion import XValue, day, text


def to_date(value: XValue) -> XValue:
    return day(value) or ""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def format_date(value: XValue, pattern: XValue) -> XValue:
    when = day(value)
    if when is None:
        return ""
    parts = {
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
    # Days are whole here: hours, minutes and seconds are always nought.
    parts |= {"H": "00", "h": "0", "M": "00", "S": "00", "3": "000"}
    return re.sub("%(.)", lambda found: parts.get(found[1], found[0]), text(pattern))
