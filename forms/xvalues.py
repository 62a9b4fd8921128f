"""Owns how answers turn into what expressions see, and back into text."""

from datetime import date
from decimal import Decimal

from forms.expressions.coercion import XValue, number_text, text
from forms.values import NotRecorded, Photo, Value


def to_xvalue(value: Value | None) -> XValue:
    """An answer as expressions see it. What was not recorded is empty to them, never 0."""
    match value:
        case None | NotRecorded():
            return ""
        case int() | Decimal():
            return float(value)
        case str() | date():
            return value
        case _:
            return " ".join(one.sha256 if isinstance(one, Photo) else one for one in value)


def written(value: XValue) -> str:
    if isinstance(value, float):
        written = number_text(value)
        return "" if written == "NaN" else written
    return text(value)
