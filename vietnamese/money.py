"""Owns typed amounts of money, in đồng: "1.500.000", "1tr5", "1,5 triệu", "500k"."""

import re

from vietnamese.alternatives import of_two
from vietnamese.fractions import proper_fraction
from vietnamese.number_words import tokens
from vietnamese.numbers import after_opening, bare, is_integral, number_ends, whole
from vietnamese.numerals import amount
from vietnamese.vocabulary import words

_CURRENCY = words("đồng đ vnđ vnd")
# Any other word behind an amount may be another currency or a slang unit: "5 usd", "2 củ".
_HARMLESS = words("chẵn tròn thôi tiền mặt ạ nhé nha việt nam")
_BEFORE = re.compile(r"^(?:(?:vnđ|vnd|₫) ?|hết |tốn |chi |kinh phí |số tiền )+")
_THOUSAND = 1000


def read_money(text: str) -> tuple[int, ...]:
    """What a typed amount can mean, in whole đồng.

    >>> read_money("1tr25"), read_money("2 triệu rưỡi"), read_money("500")
    ((1250000,), (2500000,), (500, 500000))
    """
    tidied = _BEFORE.sub("", bare(text)).replace("₫", " đồng").replace("trđ", "tr đồng").strip()
    return _one(tidied) or _of_two(tidied)


def _of_two(tidied: str) -> tuple[int, ...]:
    """ "1/2 triệu" is one million, two, or a half."""
    both = of_two(tidied, _one)
    figures, _, scale = tidied.partition(" ")
    fraction = proper_fraction(figures)
    if not both or fraction is None:
        return both
    return tuple(dict.fromkeys((*both, *_one(f"{fraction} {scale}".replace(".", ",")))))


def _one(tidied: str) -> tuple[int, ...]:
    parts = after_opening(tokens(tidied))
    end = number_ends(parts)
    behind = parts[end:]
    if not all(_CURRENCY.find(word) or _HARMLESS.find(word) for word in behind):
        return ()
    amounts = amount(parts[:end])
    if amounts and not is_integral(amounts[0]):  # "1.5" is no sum: a scale was left out
        return ()
    readings = whole(amounts)
    if any(_CURRENCY.find(word) for word in behind) or not any(0 < n < _THOUSAND for n in readings):
        return readings
    # Nobody pays 500 đồng: who types a bare "500" most often leaves the thousands out.
    return tuple(one for n in readings for one in (n, n * _THOUSAND))
