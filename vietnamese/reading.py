"""Owns what reading a typed answer can come to, whatever kind of answer it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """No values: not understood. Several, or one that is not `sure`: to be asked back."""

    values: tuple[T, ...] = ()
    sure: bool = True
    lunar: bool = False  # a day of the lunar calendar was named


def together(readings: Sequence[Reading[T]]) -> Reading[T]:
    """All that several readings of one text allow, each value once."""
    values = tuple(dict.fromkeys(value for one in readings for value in one.values))
    sure = all(one.sure for one in readings if one.values)
    return Reading(values, sure, lunar=any(one.lunar for one in readings))
