"""Owns what a form needs from outside: lists, the day, its writer, the previous report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Protocol

from forms.values import Value


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of an outside list (a unit, an establishment)."""

    name: str  # the value that is kept
    label: str  # what people read
    columns: Mapping[str, str] = field(default_factory=dict)  # for choice_filter


@dataclass(frozen=True, slots=True)
class Found:
    """What typed words meant in an outside list: certain, or to be confirmed with choices."""

    items: tuple[Item, ...] = ()
    exact: bool = False  # exactly one item and certain
    note: str = ""  # said beside it: "Xã Phúc Than nay thuộc xã Mường Than (từ 01/7/2025)."


class Lists(Protocol):
    """Outside lists, by the file name of select_one_from_file without its extension."""

    def items(self, name: str, answers: Mapping[str, Value]) -> Sequence[Item]: ...

    def item(self, name: str, value: str) -> Item | None: ...

    def search(self, name: str, text: str, answers: Mapping[str, Value]) -> Found: ...

    def similar(self, name: str, text: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        """Entries that may be the same as a new one called `text` (near-duplicates)."""
        ...


Previous = Callable[[Mapping[str, Value]], Mapping[str, Value]]


def nothing_before(_answers: Mapping[str, Value]) -> Mapping[str, Value]:
    return {}


@dataclass(frozen=True, slots=True)
class Context:
    today: date
    lists: Lists
    username: str = ""
    # Starting values from outside, by the names forms use in `pulldata('me', …)`: unit, unit_label.
    me: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None  # aware, in the province's zone; None = the beginning of today
    language: str = ""  # of labels: "vi"
    # Given the relevant answers: those of the previous report on the same thing (`last-saved`).
    previous: Previous = nothing_before
    chance: Random = field(default_factory=Random, compare=False)  # of uuid()
