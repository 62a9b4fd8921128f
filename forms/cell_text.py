"""Owns the text of a cell, whatever kind of value the spreadsheet keeps in it."""

from datetime import date, datetime, time
from decimal import Decimal


def written(value: object) -> str:
    """A cell's value as somebody would have typed it: 1.0 is 1, a date is 2026-11-20."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.replace(microsecond=0).isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
