"""Owns two numbers in one answer, "5/6", "5 hay 6", "từ 2 đến 3 triệu": both are offered."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from vietnamese.number_words import SCALES, tokens

T = TypeVar("T", int, Decimal)
_BETWEEN = re.compile(r" ?[-~/] ?| (?:đến|tới|den|toi|hoặc|hoac|hay(?: là| la)?) ")
_RISING = re.compile(r" ?[-~] ?| (?:đến|tới|den|toi) ")
_FROM = re.compile(r"(?:từ|tu|khoảng|khoang) ")
_MOST = 4


def of_two(text: str, read: Callable[[str], tuple[T, ...]]) -> tuple[T, ...]:
    """The readings of both numbers, where two were said; none if either is not understood."""
    marks = _BETWEEN.findall(text)
    if len(marks) != 1:
        return ()
    low, high = _BETWEEN.split(text)
    lows, highs = read(_with_scale(_FROM.sub("", low, count=1), high)), read(high)
    # "50-45" is no range, and what else it may be nobody knows.
    if not lows or not highs or (_RISING.fullmatch(marks[0]) and lows[0] >= highs[0]):
        return ()
    found = tuple(dict.fromkeys(lows + highs))
    return found if 1 < len(found) <= _MOST else ()


def _with_scale(low: str, high: str) -> str:
    """The 2 of "2-3 triệu" are millions too."""
    parts = tokens(high)
    scales = [part for part in parts[1:] if part in SCALES]
    if not scales or any(part in SCALES for part in tokens(low)):
        return low
    return f"{low} {' '.join(scales)}"
