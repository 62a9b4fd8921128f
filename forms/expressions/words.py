"""Owns the functions that look into texts."""

import re
from functools import lru_cache
from math import isfinite, nan

from forms.expressions.coercion import XValue, atoms, number, text


def concat(*values: XValue) -> XValue:
    return "".join(text(value) for value in atoms(values))


def join(separator: XValue, *values: XValue) -> XValue:
    return text(separator).join(text(value) for value in atoms(values))


def substr(value: XValue, start: XValue, end: XValue = nan) -> XValue:
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


def regex(value: XValue, pattern: XValue) -> XValue:
    compiled = _pattern(text(pattern))
    return compiled is not None and compiled.fullmatch(text(value)) is not None
