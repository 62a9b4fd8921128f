"""Owns the functions about numbers; what is empty does not count."""

from decimal import ROUND_HALF_UP, Decimal
from math import isfinite, isnan, nan, trunc

from forms.expressions.coercion import XValue, atoms, number


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
    n, places = number(value), number(digits)
    if not isfinite(n) or not isfinite(places) or abs(places) > 15 or abs(n) > 1e18:
        return n
    step = Decimal(1).scaleb(-int(places))
    return float((Decimal(str(n)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def whole(value: XValue) -> XValue:
    n = number(value)
    return float(trunc(n)) if isfinite(n) else n


def power(base: XValue, exponent: XValue) -> XValue:
    try:
        return float(number(base) ** number(exponent))
    except (ArithmeticError, TypeError):  # nought to a negative power; a root of a negative
        return nan
