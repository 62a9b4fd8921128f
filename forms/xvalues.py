"""Owns how answers turn into what expressions see, and back into text."""

from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from typing import assert_never

from forms.expressions.coercion import Atom, number_text, text
from forms.values import File, NotRecorded, Photo, Point, Value

_SOME_DAY = date(2000, 1, 1)


def to_xvalue(value: Value | None, zone: tzinfo | None) -> Atom:
    """An answer as expressions see it. What was not recorded is empty to them, never 0."""
    match value:
        case None | NotRecorded():
            return ""
        case int() | Decimal():
            return float(value)
        case datetime():
            return value.replace(tzinfo=zone)
        case str() | date():
            return value
        case time():
            # As XForms writes it, with the province's offset; any day of today's offset will do.
            return datetime.combine(_SOME_DAY, value, zone).isoformat(timespec="milliseconds")[11:]
        case Point(latitude, longitude):
            return f"{number_text(latitude)} {number_text(longitude)} 0 0"
        case File(sha256=sha256):
            return sha256
        case tuple():
            return " ".join(one.sha256 if isinstance(one, Photo) else one for one in value)
        case _:
            assert_never(value)


def written(value: Atom) -> str:
    if isinstance(value, float):
        written = number_text(value)
        return "" if written == "NaN" else written
    return text(value)
