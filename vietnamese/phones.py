"""Owns typed phone numbers: "0912 345 678", "+84 912.345.678", "0213 3876 543"."""

import re

from vietnamese.reading import Reading
from vietnamese.text import fold, tidy

_BEFORE = re.compile(
    r"^(?:(?:so|dien thoai|so dien thoai|sdt|dt|dd|tel|phone|zalo|goi)(?: la)?[: .]+)+"
)
_BEHIND = re.compile(r"[ (]+(?:zalo|a|nhe)\)?$")
_ABROAD = re.compile(r"(?:\+|00)? ?84[ .\-]*(?:\(0\)|0)?")
_MARKS = re.compile(r"[ .\-()]")
_BETWEEN = re.compile(r" ?[/;,] ?| hoac | va | hay ")
# Mobiles have ten digits and begin with 03, 05, 07, 08 or 09; landlines have eleven (02…).
_NUMBER = re.compile(r"0[35789][0-9]{8}|02[0-9]{9}")
_MOST = 80


def read_phone(text: str) -> Reading[str]:
    """A phone number as it is dialled at home; two of them are both offered.

    >>> read_phone("+84 912.345.678").values
    ('0912345678',)
    """
    said = _BEHIND.sub("", _BEFORE.sub("", fold(tidy(text)).strip(".!;, ")))
    if len(said) > _MOST:
        return Reading()
    numbers = [_dialled(part) for part in _BETWEEN.split(said)]
    found = tuple(dict.fromkeys(number for number in numbers if _NUMBER.fullmatch(number)))
    return Reading(found) if len(found) == len(set(numbers)) else Reading()


def _dialled(said: str) -> str:
    abroad = _ABROAD.match(said)
    digits = _MARKS.sub("", said[abroad.end() :] if abroad else said)
    return f"0{digits}" if abroad else digits
