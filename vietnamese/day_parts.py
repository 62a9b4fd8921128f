"""Owns the parts of the day, and which hour "2 giờ chiều" or "12 giờ đêm" is."""

from enum import Enum, auto

from vietnamese.vocabulary import Vocabulary


class DayPart(Enum):
    MORNING = auto()
    NOON = auto()
    AFTERNOON = auto()
    EVENING = auto()
    NIGHT = auto()
    BEFORE_NOON = auto()  # "am"
    PAST_NOON = auto()  # "pm"


_NAMES = Vocabulary(
    {
        "sáng": DayPart.MORNING, "trưa": DayPart.NOON, "chiều": DayPart.AFTERNOON,
        "tối": DayPart.EVENING, "đêm": DayPart.NIGHT, "khuya": DayPart.NIGHT,
        "am": DayPart.BEFORE_NOON, "pm": DayPart.PAST_NOON,
    }
)  # fmt: skip
_HOURS = {
    DayPart.MORNING: {hour: hour for hour in range(12)},
    DayPart.NOON: {10: 10, 11: 11, 12: 12, 1: 13, 13: 13, 14: 14},
    DayPart.AFTERNOON: {hour: hour % 12 + 12 for hour in [12, *range(1, 8), *range(13, 20)]},
    DayPart.EVENING: {hour: hour % 12 + 12 for hour in [*range(5, 12), *range(17, 24)]} | {12: 0},
    DayPart.NIGHT: {hour: hour for hour in [0, 1, 2, 3, 4, *range(19, 24)]}
    | {12: 0, 7: 19, 8: 20, 9: 21, 10: 22, 11: 23},
    DayPart.BEFORE_NOON: {hour: hour % 12 for hour in range(13)},
    DayPart.PAST_NOON: {hour: hour % 12 + 12 for hour in range(1, 13)},
}


def part_named(word: str) -> DayPart | None:
    return _NAMES.find(word)


def hour_of(hour: int, part: DayPart) -> int | None:
    """The hour on the 24-hour clock; None where the two contradict each other, "15 giờ sáng".

    >>> hour_of(2, DayPart.AFTERNOON), hour_of(12, DayPart.NIGHT), hour_of(15, DayPart.MORNING)
    (14, 0, None)
    """
    return _HOURS[part].get(hour)
