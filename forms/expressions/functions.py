"""Owns the functions of expressions that need nothing but their arguments."""

from collections.abc import Callable
from dataclasses import dataclass

from forms.expressions.calendar import format_date, to_date
from forms.expressions.coercion import XValue, atoms, number, text, truth
from forms.expressions.numeric import greatest, least, power, rounded, total, whole
from forms.expressions.words import concat, join, regex, substr

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


def _count(*values: XValue) -> XValue:
    return float(len(atoms(values)))


def _count_non_empty(*values: XValue) -> XValue:
    return float(sum(1 for value in atoms(values) if text(value)))


FUNCTIONS: dict[str, Function] = {
    "coalesce": Function(2, None, _coalesce),
    "selected": Function(2, 2, _selected),
    "count-selected": Function(1, 1, lambda v: float(len(text(v).split()))),
    "selected-at": Function(2, 2, _selected_at),
    "count": Function(1, None, _count),
    "count-non-empty": Function(1, None, _count_non_empty),
    "sum": Function(1, None, total),
    "min": Function(1, None, least),
    "max": Function(1, None, greatest),
    "date": Function(1, 1, to_date),
    "format-date": Function(2, 2, format_date),
    "concat": Function(0, None, concat),
    "join": Function(1, None, join),
    "string-length": Function(1, 1, lambda v: float(len(text(v)))),
    "substr": Function(2, 3, substr),
    "contains": Function(2, 2, lambda v, part: text(part) in text(v)),
    "starts-with": Function(2, 2, lambda v, part: text(v).startswith(text(part))),
    "ends-with": Function(2, 2, lambda v, part: text(v).endswith(text(part))),
    "normalize-space": Function(1, 1, lambda v: " ".join(text(v).split())),
    "regex": Function(2, 2, regex),
    "round": Function(1, 2, rounded),
    "int": Function(1, 1, whole),
    "number": Function(1, 1, number),
    "string": Function(1, 1, text),
    "boolean": Function(1, 1, truth),
    "not": Function(1, 1, lambda v: not truth(v)),
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "abs": Function(1, 1, lambda v: abs(number(v))),
    "pow": Function(2, 2, power),
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
