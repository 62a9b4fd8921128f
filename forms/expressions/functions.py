"""Owns the functions of expressions that need nothing but their arguments."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from forms.expressions.coercion import XValue, number, text, truth
from forms.expressions.numeric import (
    checklist,
    finite,
    greatest,
    least,
    logarithm,
    power,
    rounded,
    safe,
    total,
    weighted_checklist,
    whole,
)
from forms.expressions.words import (
    after,
    before,
    concat,
    digest,
    from_text,
    join,
    regex,
    selected,
    selected_at,
    substr,
    translate,
)

Plain = Callable[..., XValue]


@dataclass(frozen=True, slots=True)
class Function:
    least: int  # arguments
    most: int | None  # None: any number
    call: Plain


FUNCTIONS: dict[str, Function] = {
    # choices
    "selected": Function(2, 2, selected),
    "count-selected": Function(1, 1, lambda v: float(len(text(v).split()))),
    "selected-at": Function(2, 2, selected_at),
    "checklist": Function(3, None, checklist),
    "weighted-checklist": Function(4, None, weighted_checklist),
    # sets of nodes
    "sum": Function(1, None, total),
    "min": Function(0, None, least),
    "max": Function(0, None, greatest),
    # texts
    "string": Function(1, 1, text),
    "concat": Function(0, None, concat),
    "join": Function(1, None, join),
    "substr": Function(2, 3, substr),
    "substring-before": Function(2, 2, before),
    "substring-after": Function(2, 2, after),
    "contains": Function(2, 2, lambda v, part: text(part) in text(v)),
    "starts-with": Function(2, 2, lambda v, part: text(v).startswith(text(part))),
    "ends-with": Function(2, 2, lambda v, part: text(v).endswith(text(part))),
    "translate": Function(3, 3, translate),
    "regex": Function(2, 2, regex),
    "digest": Function(2, 3, digest),
    # numbers
    "number": Function(1, 1, number),
    "int": Function(1, 1, whole),
    "round": Function(1, 2, rounded),
    "floor": Function(1, 1, safe(finite(math.floor))),
    "ceiling": Function(1, 1, safe(finite(math.ceil))),
    "abs": Function(1, 1, safe(abs)),
    "pow": Function(2, 2, safe(power)),
    "sqrt": Function(1, 1, safe(math.sqrt)),
    "exp": Function(1, 1, safe(math.exp)),
    "exp10": Function(1, 1, safe(lambda n: power(10.0, n))),
    "log": Function(1, 1, safe(logarithm(math.log))),
    "log10": Function(1, 1, safe(logarithm(math.log10))),
    "sin": Function(1, 1, safe(math.sin)),
    "cos": Function(1, 1, safe(math.cos)),
    "tan": Function(1, 1, safe(math.tan)),
    "asin": Function(1, 1, safe(math.asin)),
    "acos": Function(1, 1, safe(math.acos)),
    "atan": Function(1, 1, safe(math.atan)),
    "atan2": Function(2, 2, safe(math.atan2)),
    "pi": Function(0, 0, lambda: math.pi),
    # truth
    "boolean": Function(1, 1, truth),
    "boolean-from-string": Function(1, 1, from_text),
    "not": Function(1, 1, lambda v: not truth(v)),
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
}
