"""Owns the functions of expressions that need nothing but their arguments."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite, isnan, nan, trunc

from forms.expressions.coercion import XValue, atoms, day, number, text, truth

Plain = Callable[..., XValue]


@dataclass(frozen=True, slots=True)
class Function:
    least: int  # arguments
    most: int | None  # None: any number
    call: Plain


def _coalesce(*values: XValue) -> XValue:
    return next((value for value in values if text(value)), "")


def _selected(chosen: XValue, name: XValue) -> XValue:
    return text(name).strip() in text(chosen).split()


def _selected_at(chosen: XValue, index: XValue) -> XValue:
    names, at = text(chosen).split(), number(index)
    return names[int(at)] if 0 <= at < len(names) else ""


def _numbers(values: tuple[XValue, ...]) -> list[float]:
    """Empty answers do not count; that is what JavaRosa does."""
    return [n for n in (number(value) for value in atoms(values)) if not isnan(n)]


def _count(*values: XValue) -> XValue:
    return float(len(atoms(values)))


def _count_non_empty(*values: XValue) -> XValue:
    return float(sum(1 for value in atoms(values) if text(value)))


def _sum(*values: XValue) -> XValue:
    return float(sum(_numbers(values)))


def _min(*values: XValue) -> XValue:
    return min(_numbers(values), default=nan)


def _max(*values: XValue) -> XValue:
    return max(_numbers(values), default=nan)


def _date(value: XValue) -> XValue:
    return day(value) or ""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _format_date(value: XValue, pattern: XValue) -> XValue:
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


def _concat(*values: XValue) -> XValue:
    return "".join(text(value) for value in atoms(values))


def _join(separator: XValue, *values: XValue) -> XValue:
    return text(separator).join(text(value) for value in atoms(values))


def _substr(value: XValue, start: XValue, end: XValue = nan) -> XValue:
    whole, first, last = text(value), number(start), number(end)
    return whole[_index(first, 0) : _index(last, len(whole))]


def _index(at: float, otherwise: int) -> int:
    return int(at) if isfinite(at) else otherwise


@lru_cache(maxsize=256)
def _pattern(source: str) -> re.Pattern[str] | None:
    try:
        return re.compile(source)
    except re.error:
        return None


def valid_pattern(source: str) -> bool:
    return _pattern(source) is not None


def _regex(value: XValue, pattern: XValue) -> XValue:
    compiled = _pattern(text(pattern))
    return compiled is not None and compiled.fullmatch(text(value)) is not None


def _round(value: XValue, digits: XValue = 0.0) -> XValue:
    n, places = number(value), number(digits)
    if not isfinite(n) or not isfinite(places) or abs(places) > 15 or abs(n) > 1e18:
        return n
    step = Decimal(1).scaleb(-int(places))
    return float((Decimal(str(n)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def _int(value: XValue) -> XValue:
    n = number(value)
    return float(trunc(n)) if isfinite(n) else n


def _pow(base: XValue, exponent: XValue) -> XValue:
    try:
        return float(number(base) ** number(exponent))
    except (ArithmeticError, TypeError):  # nought to a negative power; a root of a negative
        return nan


FUNCTIONS: dict[str, Function] = {
    "coalesce": Function(2, None, _coalesce),
    "selected": Function(2, 2, _selected),
    "count-selected": Function(1, 1, lambda v: float(len(text(v).split()))),
    "selected-at": Function(2, 2, _selected_at),
    "count": Function(1, None, _count),
    "count-non-empty": Function(1, None, _count_non_empty),
    "sum": Function(1, None, _sum),
    "min": Function(1, None, _min),
    "max": Function(1, None, _max),
    "date": Function(1, 1, _date),
    "format-date": Function(2, 2, _format_date),
    "concat": Function(0, None, _concat),
    "join": Function(1, None, _join),
    "string-length": Function(1, 1, lambda v: float(len(text(v)))),
    "substr": Function(2, 3, _substr),
    "contains": Function(2, 2, lambda v, part: text(part) in text(v)),
    "starts-with": Function(2, 2, lambda v, part: text(v).startswith(text(part))),
    "ends-with": Function(2, 2, lambda v, part: text(v).endswith(text(part))),
    "normalize-space": Function(1, 1, lambda v: " ".join(text(v).split())),
    "regex": Function(2, 2, _regex),
    "round": Function(1, 2, _round),
    "int": Function(1, 1, _int),
    "number": Function(1, 1, number),
    "string": Function(1, 1, text),
    "boolean": Function(1, 1, truth),
    "not": Function(1, 1, lambda v: not truth(v)),
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "abs": Function(1, 1, lambda v: abs(number(v))),
    "pow": Function(2, 2, _pow),
}

# Those that look around them; forms.expressions.compiler knows how. (least, most arguments)
LOOKING: dict[str, tuple[int, int]] = {
    "if": (3, 3),
    "once": (1, 1),
    "today": (0, 0),
    "now": (0, 0),
    "jr:choice-name": (2, 2),
    "pulldata": (2, 4),
}
