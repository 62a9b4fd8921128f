"""Owns the functions about numbers; what is empty does not count."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal
from math import inf, isfinite, isinf, isnan, nan, trunc

from forms.expressions.coercion import XValue, atoms, number, truth

_FARTHEST = 30  # places: JavaRosa's bound
_WIDE = Context(prec=400)  # any float, to any of these places


def _numbers(values: tuple[XValue, ...]) -> list[float]:
    """Empty answers do not count; that is what JavaRosa does."""
    return [n for n in (number(value) for value in atoms(values)) if not isnan(n)]


def total(*values: XValue) -> XValue:
    return float(sum(_numbers(values)))


def least(*values: XValue) -> XValue:
    return min(_numbers(values), default=nan)


def greatest(*values: XValue) -> XValue:
    return max(_numbers(values), default=nan)


def rounded(value: XValue, digits: XValue = 0.0) -> XValue:
    """Half goes up, as in XPath (-2.5 is -2), at any place; as it is written (1.005 is 1.01)."""
    n, places = number(value), number(digits)
    if not isfinite(n):
        return n
    if abs(places) > _FARTHEST:
        return nan
    step = Decimal(1).scaleb(-int(places) if isfinite(places) else 0)
    mode = ROUND_HALF_UP if n > 0 else ROUND_HALF_DOWN
    return float(Decimal(repr(n)).quantize(step, mode, _WIDE))


def whole(value: XValue) -> XValue:
    n = number(value)
    return float(trunc(n)) if isfinite(n) else n


def safe(function: Callable[..., float]) -> Callable[..., XValue]:
    """A function of numbers that gives NaN where it has no answer, Infinity beyond all numbers."""

    def call(*values: XValue) -> XValue:
        try:
            return float(function(*(number(value) for value in values)))
        except OverflowError:
            return inf
        except (ArithmeticError, ValueError, TypeError):  # a root of what is below nought
            return nan

    return call


def power(base: float, exponent: float) -> float:
    """What Python refuses, Java gives: 0 to the power of -1 is Infinity; -10 to 401, -Infinity."""
    if base == 0 and exponent < 0:
        return inf
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -inf if base < 0 and exponent % 2 == 1 else inf


def finite(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda n: n if isinf(n) else function(n)


def logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda n: -inf if n == 0 else function(n)


def checklist(least_: XValue, most: XValue, *answers: XValue) -> XValue:
    """Whether the number of true answers lies between the two; -1 = no bound."""
    return _between(least_, most, float(sum(truth(one) for one in atoms(answers))))


def weighted_checklist(least_: XValue, most: XValue, *pairs: XValue) -> XValue:
    """The same, each answer with its weight."""
    found = zip(pairs[::2], pairs[1::2], strict=False)
    return _between(least_, most, sum(number(weight) for one, weight in found if truth(one)))


def _between(least_: XValue, most: XValue, n: float) -> bool:
    low, high = number(least_), number(most)
    return (low < 0 or n >= low) and (high < 0 or n <= high)
