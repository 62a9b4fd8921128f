"""Owns typed moments, a day and a time of day: "8h30 20/11", "hôm qua lúc 14h", "sáng nay 8h"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from vietnamese.dates import read_date
from vietnamese.day_parts import part_named
from vietnamese.reading import Reading, together
from vietnamese.text import fold, tidy
from vietnamese.times import read_time

_ISO = re.compile(r"(?<=\d)t(?=\d\d:\d\d)")
_SECONDS = re.compile(r"(\d\d:\d\d):00(?:\.0+)?$")
_BETWEEN = frozenset({"luc", "vao", "hoi", "ngay", "-"})
_MOST_WORDS = 24
_MOST = 4


def read_moment(text: str, today: date) -> Reading[datetime]:
    """What a typed day with its time can mean, on the local clock.

    >>> read_moment("14h hôm qua", date(2026, 11, 23)).values
    (datetime.datetime(2026, 11, 22, 14, 0),)
    """
    tidied = _SECONDS.sub(r"\1", _ISO.sub(" ", tidy(text)))
    words = [word.strip(",") for word in tidied.split() if word.strip(",")]
    if len(words) > _MOST_WORDS:
        return Reading()
    words, part = _without_part(words)
    found = together([_joined(f"{one} {part}", two, today) for one, two in _splits(words)])
    return Reading(found.values[:_MOST], found.sure, lunar=found.lunar)


def _without_part(words: list[str]) -> tuple[list[str], str]:
    """The part of the day is the time's, wherever it stands: "sáng nay 8h"."""
    parts = [word for word in words if part_named(word)]
    if len(parts) != 1:
        return words, ""
    return [word for word in words if word != parts[0] and fold(word) != "buoi"], parts[0]


def _splits(words: list[str]) -> Iterator[tuple[str, str]]:
    """Every way to see a time of day and a day in it, in both orders."""
    for at in range(1, len(words)):
        before, behind = _said(words[:at]), _said(words[at:])
        yield before, behind
        yield behind, before


def _said(words: list[str]) -> str:
    while len(words) > 1 and fold(words[-1]) in _BETWEEN:
        words = words[:-1]
    while len(words) > 1 and fold(words[0]) in _BETWEEN - {"ngay"}:
        words = words[1:]
    return " ".join(words)


def _joined(time_said: str, day_said: str, today: date) -> Reading[datetime]:
    times = read_time(time_said)
    if not times.values:
        return Reading()
    days = read_date(day_said, today)
    return Reading(
        tuple(_at(day, moment) for day in days.values for moment in times.values),
        sure=times.sure and days.sure,
        lunar=days.lunar,
    )


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment)
