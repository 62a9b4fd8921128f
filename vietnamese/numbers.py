"""Owns typed numbers: "1.250", "khoảng 45 người", "ba mươi hai", "-3,5", "5 hoặc 6"."""

import re
from collections.abc import Iterable
from decimal import Decimal

from vietnamese.alternatives import of_two
from vietnamese.fractions import proper_fraction
from vietnamese.number_words import is_figures, is_number_word, tokens
from vietnamese.numerals import Readings, amount
from vietnamese.text import tidy
from vietnamese.vocabulary import words

_BEFORE = words("khoảng chừng độ ước tính có là tổng số cộng được dạ vâng thưa ~ :")
_LOOKALIKE = re.compile(r"[0-9][oil](?![^\W_])")  # "1O" may be 10
_LIKE_EIGHT = "tầm"  # "tầm 50" is about 50; typed "tam" it looks like "tám" (eight)
_MOST_NOUNS = 5
_NOTHING = "không"
# Behind a number these are no nouns: "một số người" is some people, "45 người nữa" as many more,
# "không rõ" nothing known, "2 tá" two dozen. What they mean is not the number that was said.
_CHANGING = words(
    "số vài dăm ít nhiều chút nửa nữa mấy hơn trở đến tới hoặc hay rõ biết gì chắc tá mỗi từng"
    " chưa thêm còn thiếu trừ lẫn"
)


def read_number(text: str) -> Readings:
    """What a typed number can mean: none, one, or several readings to be asked back.

    >>> read_number("khoảng 45 người"), read_number("1.25")
    ((Decimal('45'),), (Decimal('1.25'), Decimal('125')))
    """
    tidied = bare(text)
    if found := _one(tidied):
        return found
    fraction = proper_fraction(tidied)
    both = of_two(tidied, _one)
    return (*both, fraction) if both and fraction is not None else both


def _one(tidied: str) -> Readings:
    if _LOOKALIKE.search(tidied):
        return ()
    negative = tidied[:1] == "-"
    parts = core(tokens(tidied[1:] if tidied[:1] in {"-", "+"} else tidied))
    return tuple(-n if negative and n else n for n in amount(parts))


def bare(text: str) -> str:
    """A typed answer without the marks that end a sentence."""
    return tidy(text).rstrip(".!;, ")


def core(parts: list[str]) -> list[str]:
    """Without what stands around the number: "khoảng" before it, what is counted after it."""
    parts = after_opening(parts)
    end = number_ends(parts)
    behind = parts[end:]
    if len(behind) > _MOST_NOUNS or parts[:end] == [_NOTHING]:
        return parts
    return parts if any(_CHANGING.find(word) for word in behind) else parts[:end]


def after_opening(parts: list[str]) -> list[str]:
    while parts and _BEFORE.find(parts[0]):
        parts = parts[1:]
    about = len(parts) > 1 and parts[0] in {_LIKE_EIGHT, "tám"} and is_figures(parts[1])
    return parts[1:] if about else parts


def number_ends(parts: list[str]) -> int:
    """Where the number is over and its nouns begin."""
    end = len(parts)
    while end and parts[end - 1].isalpha() and not is_number_word(parts[end - 1]):
        end -= 1
    return end


def whole(readings: Iterable[Decimal]) -> tuple[int, ...]:
    """Those of the readings that are whole numbers."""
    return tuple(int(n) for n in readings if is_integral(n))


def is_integral(value: Decimal) -> bool:
    return value == value.to_integral_value()
