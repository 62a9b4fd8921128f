"""Owns the operators of expressions: arithmetic that never raises, and order."""

import operator
from collections.abc import Callable
from math import fmod, nan


def _divide(left: float, right: float) -> float:
    if right == 0:
        return nan if left == 0 or left != left else float("inf") if left > 0 else float("-inf")  # noqa: PLR0124
    return left / right


def _modulo(left: float, right: float) -> float:
    try:
        return fmod(left, right)
    except ValueError:
        return nan


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divide,
    "mod": _modulo,
}


ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
