"""Owns typed percentages: "50%", "12,5 phần trăm", "85"."""

import re

from vietnamese.alternatives import of_two
from vietnamese.numbers import bare, read_number
from vietnamese.numerals import Readings

_SIGN = re.compile(r" ?(?:%|phần trăm|phan tram)$")


def read_percent(text: str) -> Readings:
    """What a typed percentage can mean, as a number of hundredths.

    >>> read_percent("50%"), read_percent("mười hai phẩy năm phần trăm")
    ((Decimal('50'),), (Decimal('12.5'),))
    """
    tidied = bare(text)
    return read_number(_SIGN.sub("", tidied)) or of_two(tidied, _one)


def _one(text: str) -> Readings:
    return read_number(_SIGN.sub("", text))
