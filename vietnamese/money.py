"""Owns typed amounts of money, in đồng: "1.500.000", "1tr5", "1,5 triệu", "500k"."""

import re

from vietnamese.numbers import core, whole
from vietnamese.numerals import amount, tokens

_CURRENCY = re.compile(r"(?<![^\W\d])(?:đồng|đ|dong|d|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_THOUSAND = 1000


def read_money(text: str) -> tuple[int, ...]:
    """What a typed amount can mean, in whole đồng.

    >>> read_money("1tr25"), read_money("2 triệu rưỡi"), read_money("500")
    ((1250000,), (2500000,), (500, 500000))
    """
    text = text.strip().rstrip(".!;,")
    bare = _CURRENCY.sub("", text).strip()
    parts = tokens(bare)
    meant = core(parts)
    readings = whole(amount(meant))
    if bare != text or not any(0 < n < _THOUSAND for n in readings):
        return readings
    # Words behind a small number may be a slang unit: "2 củ" is two million.
    if meant[-1:] != parts[-1:]:
        return ()
    # Nobody pays 500 đồng: who types a bare "500" most often leaves the thousands out.
    return tuple(one for n in readings for one in (n, n * _THOUSAND))
