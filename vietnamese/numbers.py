"""Owns typed numbers: "1.250", "khoảng 45 người", "ba mươi hai", "-3,5"."""

from decimal import Decimal

from vietnamese.numerals import WORDS, Readings, amount, is_figures, tokens

_BEFORE = frozenset({"khoang", "chung", "do", "uoc", "tinh", "co", "la", "tong", "so", "cong", "~"})
_LIKE_EIGHT = "tam"  # folded, "tầm 50" (about 50) looks like "tám" (eight)
_MOST_NOUNS = 5
_NOTHING = "khong"
# Behind a number these are no nouns: "một số người" is some people, "một nửa" a half, "không rõ"
# nothing known. What they mean is not a number that was said.
_CHANGING = frozenset({
    "so", "vai", "it", "nhieu", "chut", "nua", "may", "hon", "tro", "den", "toi", "hoac", "hay",
    "ro", "biet", "gi", "chac",
})  # fmt: skip


def read_number(text: str) -> Readings:
    """What a typed number can mean: none, one, or two readings to be asked back.

    >>> read_number("khoảng 45 người"), read_number("1.25")
    ((Decimal('45'),), (Decimal('1.25'), Decimal('125')))
    """
    text = text.strip().rstrip(".!;,")
    negative = text[:1] in {"-", "−", "–"}
    parts = core(tokens(text[1:] if negative else text))
    return tuple(-n if negative else n for n in amount(parts))


def core(parts: list[str]) -> list[str]:
    """Without what stands around the number: "khoảng" before it, what is counted after it."""
    while parts and parts[0] in _BEFORE:
        parts = parts[1:]
    if len(parts) > 1 and parts[0] == _LIKE_EIGHT and is_figures(parts[1]):
        parts = parts[1:]
    end = len(parts)
    while end and parts[end - 1].isalpha() and parts[end - 1] not in WORDS:
        end -= 1
    behind = parts[end:]
    if len(behind) > _MOST_NOUNS or _CHANGING & set(behind) or parts[:end] == [_NOTHING]:
        return parts
    return parts[:end]


def whole(readings: Readings) -> tuple[int, ...]:
    """Those of the readings that are whole numbers."""
    return tuple(int(n) for n in readings if n == n.to_integral_value())


def is_integral(value: Decimal) -> bool:
    return value == value.to_integral_value()
