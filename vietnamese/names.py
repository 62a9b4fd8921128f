"""Owns typed names of persons: kept as they were typed, whatever the people they are from."""

import re

from vietnamese.assent import read_assent
from vietnamese.reading import Reading
from vietnamese.text import clean

_NAME = re.compile(r"[^\W\d_]+\.?(?:[ '’\-]{1,2}[^\W\d_]+\.?)*")
_LEAST, _MOST = 2, 80


def read_name(text: str) -> Reading[str]:
    """A full name of 2 to 80 letters, one line, never split into its parts.

    >>> read_name("  Giàng  Páo Mỷ ").values, read_name("không").values
    (('Giàng Páo Mỷ',), ())
    """
    name = " ".join(clean(text).split())
    fits = _LEAST <= len(name) <= _MOST and _NAME.fullmatch(name) and "\n" not in text.strip()
    return Reading((name,)) if fits and read_assent(name) is None else Reading()
