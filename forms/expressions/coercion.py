"""Owns what a value is to an expression, and how it turns into a text, a number, a truth."""

from datetime import date
from math import isnan, nan

Atom = str | float | bool | date
# Several nodes (a repeat) are a tuple; none is what an irrelevant question is.
XValue = Atom | tuple[Atom, ...]

_EPOCH = date(1970, 1, 1).toordinal()


def atom(value: XValue) -> Atom:
    """The first node, as XPath takes a set of nodes where one value is wanted."""
    if isinstance(value, tuple):
        return value[0] if value else ""
    return value


def text(value: XValue) -> str:
    value = atom(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return number_text(value)


def number_text(value: float) -> str:
    """As XPath writes a number: no exponent, no ".0".

    >>> number_text(1500000.0), number_text(0.5)
    ('1500000', '0.5')
    """
    if isnan(value):
        return "NaN"
    if value in {float("inf"), float("-inf")}:
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(value, ".12f").rstrip("0")


def number(value: XValue) -> float:
    value = atom(value)
    if isinstance(value, date):
        return float(value.toordinal() - _EPOCH)
    if isinstance(value, str):
        return _read(value)
    return float(value)


def _read(value: str) -> float:
    # float() also takes "1_000", "nan" and "infinity", which are no numbers here.
    if not value or not set(value) <= set("0123456789.+-eE "):
        return nan
    try:
        return float(value)
    except ValueError:
        return nan


def truth(value: XValue) -> bool:
    value = atom(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return bool(value)
    if isinstance(value, date):
        return True
    return value != 0 and not isnan(value)


def day(value: XValue) -> date | None:
    """A date, or None for what is none: the empty text and whatever cannot be read."""
    value = atom(value)
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str):
            return date.fromisoformat(value[:10])
        return date.fromordinal(_EPOCH + int(value))
    except (ValueError, OverflowError):
        return None


def atoms(values: tuple[XValue, ...]) -> list[Atom]:
    """All nodes of all arguments: what sum, min, max, join look at."""
    found: list[Atom] = []
    for value in values:
        if isinstance(value, tuple):
            found.extend(value)
        else:
            found.append(value)
    return found


def equal(left: XValue, right: XValue) -> bool:
    left, right = atom(left), atom(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, float | int) or isinstance(right, float | int):
        return number(left) == number(right)
    return text(left) == text(right)
