"""Owns typed times of day: "8h30", "14:00", "8 giờ rưỡi sáng", "8 giờ kém 15", "2 giờ chiều".

An hour without a part of the day is taken as it stands where it is surely of the 24-hour clock:
0 and 13 to 23, "02:30" with its zero, and from 7 to 12 with minutes in figures. Meetings in the
villages are held at 7 in the evening too, so "7h" and "7 giờ rưỡi" are asked back, as is 1 to 6.
"""

import re
from dataclasses import dataclass
from datetime import time

from vietnamese.day_parts import DayPart, hour_of, part_named
from vietnamese.number_words import tokens
from vietnamese.numbers import whole
from vietnamese.numerals import amount
from vietnamese.reading import Reading
from vietnamese.text import fold, tidy

_NOTHING: Reading[time] = Reading()
_AROUND = re.compile(
    r"^(?:(?:da|vang|vao|luc|hoi|khoang|dung|la|ban|buoi) )+|(?: (?:dung|a|nhe))+$"
)
_CLOCK = re.compile(r"(\d{1,2}) ?(?:[:.]|[hg]:?|gio) ?(\d{2})(?: ?(?:phut|p|'))?")
_SPACED = re.compile(r"(\d{1,2}) (\d{2})")
_SOLID = re.compile(r"(\d{2})(\d{2})")
_SPOKEN = re.compile(r"(.{1,12}?) ?(?:gio|(?<=\d)[hg])(?: (ruoi|kem .{1,20}|.{1,20}))?")
_HALF_PAST = re.compile(r"(.{1,12}) (ruoi)")
_MINUTES = re.compile(r"(.{1,15}?)(?: ?(?:phut|p|'))?")
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    stands: bool  # it is of the 24-hour clock, as it is written
    less: int = 0  # "8 giờ kém 15"

    def at(self, hour: int) -> time:
        minutes = (hour * 60 + self.minute - self.less) % (24 * 60)
        return time(minutes // 60, minutes % 60)


def read_time(text: str) -> Reading[time]:
    """What a typed time of day can mean.

    >>> read_time("8 giờ kém 15 sáng").values, read_time("2h").values
    ((datetime.time(7, 45),), (datetime.time(2, 0), datetime.time(14, 0)))
    """
    tidied = tidy(text).rstrip(".!;, ")
    if len(tidied) > _MOST:
        return _NOTHING
    said, part = _without_part(tidied)
    clock = _clock(_AROUND.sub("", fold(said)))
    if clock is None:
        return _NOTHING
    return _on_clock(clock) if part is None else _in_part(clock, part)


def _without_part(tidied: str) -> tuple[str, DayPart | None]:
    """The part of the day stands at the end, or at the beginning: "sáng 8h"."""
    tidied = re.sub(r"(?<=\d)(am|pm)$", r" \1", tidied)
    words = [word for word in tidied.split(" ") if fold(word) != "buoi"]
    for at, rest in ((-1, slice(None, -1)), (0, slice(1, None))):
        if len(words) > 1 and (part := part_named(words[at].strip(","))):
            return " ".join(words[rest]).strip(","), part
    return tidied, None


def _clock(said: str) -> _Clock | None:
    for pattern in (_CLOCK, _SPACED, _SOLID):
        if found := pattern.fullmatch(said):
            hour = int(found[1])
            stands = found[1][0] == "0" or not 1 <= hour <= 6
            return _made(hour, int(found[2]), stands=stands)
    if said.isdecimal() and len(said) <= 2:
        return _made(int(said), 0)
    if spoken := _SPOKEN.fullmatch(said) or _HALF_PAST.fullmatch(said):
        return _spoken(spoken[1], spoken[2] or "")
    return None


def _spoken(hour_said: str, behind: str) -> _Clock | None:
    """ "Tám giờ", "8 giờ rưỡi", "8 giờ kém 15", "8 giờ 5 phút"."""
    hour = _number(hour_said)
    if hour is None:
        return None
    if behind in {"", "ruoi"}:
        return _made(hour, 30 if behind else 0)
    less = behind.startswith("kem ")
    minutes = _MINUTES.fullmatch(behind.removeprefix("kem "))
    minute = _number(minutes[1]) if minutes else None
    if minute is None or not 0 < minute < 60:
        return None
    return _made(hour, 0, less=minute) if less else _made(hour, minute)


def _number(said: str) -> int | None:
    numbers = whole(amount(tokens(said)))
    return numbers[0] if len(numbers) == 1 and 0 <= numbers[0] < 60 else None


def _made(hour: int, minute: int, *, stands: bool = False, less: int = 0) -> _Clock | None:
    if hour > 23 or minute > 59:
        return None
    return _Clock(hour, minute, stands or hour == 0 or hour > 12, less)


def _in_part(clock: _Clock, part: DayPart) -> Reading[time]:
    hour = hour_of(clock.hour, part)
    return _NOTHING if hour is None else Reading((clock.at(hour),))


def _on_clock(clock: _Clock) -> Reading[time]:
    if clock.stands:
        return Reading((clock.at(clock.hour),))
    return Reading((clock.at(clock.hour), clock.at((clock.hour + 12) % 24)))
