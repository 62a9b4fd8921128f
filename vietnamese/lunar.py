"""Owns noticing days of the lunar calendar: "rằm", "mùng một Tết", "30 Tết", "20/11 âm lịch"."""

import re
from itertools import pairwise

from vietnamese.text import fold
from vietnamese.vocabulary import Vocabulary

_WORDS = Vocabulary(dict.fromkeys(["rằm", "mùng", "mồng", "tết", "chạp", "giêng"], True))
_PHRASES = Vocabulary(
    dict.fromkeys(["âm lịch", "giao thừa", "tất niên", "lịch ta", "tháng ta"], True),
)
_BEHIND = re.compile(r"[0-9] ?\(?(?:âm|âl|am|al|ta)\)?$")
_SOLAR = re.compile(r"[ (,]*(?:duong lich|duong|dl)\)?$")


def is_lunar(tidied: str) -> bool:
    """Whether a day is said by the moon, or may be: "mùng 5" is said of both calendars."""
    words = re.findall(r"\w+", tidied)
    pairs = map(" ".join, pairwise(words))
    return (
        any(_WORDS.find(word) for word in words)
        or any(_PHRASES.find(pair) for pair in pairs)
        or _BEHIND.search(tidied) is not None
    )


def without_solar(tidied: str) -> str | None:
    """What stands before "dương lịch"; None where that is not said."""
    words = tidied.split(" ")
    for count in (2, 1):
        if len(words) > count and _SOLAR.fullmatch(" " + fold(" ".join(words[-count:]))):
            return " ".join(words[:-count])
    return None
