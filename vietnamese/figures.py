"""Owns numbers in figures: which dot and comma mean thousands, and which may mean two things."""

import re
from decimal import Decimal

_GROUPED = re.compile(r"[1-9][0-9]{0,2}([., '])[0-9]{3}(?:\1[0-9]{3})*")
_MIXED = re.compile(r"([1-9][0-9]{0,2}(?:([., '])[0-9]{3})(?:\2[0-9]{3})*)(?!\2)([.,])([0-9]+)")
_ONE_MARK = re.compile(r"([0-9]+)([.,])([0-9]+)")
_MOST_PLACES = 12


def read_figures(text: str, *, scaled: bool = False) -> tuple[Decimal, ...]:
    """What figures can mean; `scaled`: a scale follows ("1.5 triệu"), so a dot may be a point.

    Vietnamese writes 1.234,5. Yet phones and spreadsheets write 1,234.5, so a lone mark is certain
    only where the other reading is impossible.

    >>> read_figures("1.250"), read_figures("1,5"), read_figures("1.25")
    ((Decimal('1250'),), (Decimal('1.5'),), (Decimal('1.25'), Decimal('125')))
    """
    if text.isascii() and text.isdigit():
        return (Decimal(text),)
    if _GROUPED.fullmatch(text):
        return _grouped(text, scaled=scaled)
    if mixed := _MIXED.fullmatch(text):
        # "1 250.500": behind spaces both marks may still mean thousands.
        doubtful = mixed[2] in " '" and mixed[3] == "." and len(mixed[4]) == 3
        return () if doubtful else _point(_bare(mixed[1]), mixed[4])
    if one := _ONE_MARK.fullmatch(text):
        return _marked(one[1], one[2], one[3], scaled=scaled)
    return ()


def _grouped(text: str, *, scaled: bool) -> tuple[Decimal, ...]:
    whole = Decimal(_bare(text))
    marks = [c for c in text if c in ".,"]
    # "1.250" is a thousand in Vietnamese; before a scale or with a comma it may be a fraction.
    if len(marks) == 1 and (scaled or marks == [","]):
        return (whole, Decimal(text.replace(",", ".")))
    return (whole,)


def _marked(whole: str, mark: str, part: str, *, scaled: bool) -> tuple[Decimal, ...]:
    readings = _point(whole, part)
    if mark == "." and not scaled and not whole.startswith("0") and readings:
        return (*readings, Decimal(whole + part))
    return readings


def _point(whole: str, part: str) -> tuple[Decimal, ...]:
    return (Decimal(f"{whole}.{part}"),) if len(part) <= _MOST_PLACES else ()


def _bare(text: str) -> str:
    return re.sub("[., ']", "", text)
