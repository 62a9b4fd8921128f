"""Owns what reading an answer can come to: understood, unsure, refused."""

from dataclasses import dataclass

from forms.steps import Refused
from forms.values import Value


@dataclass(frozen=True, slots=True)
class Taken:
    """Understood; `note` is what a list said beside it."""

    value: Value
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Can mean several things, or one thing that must be affirmed."""

    readings: tuple[Value, ...]


Read = Taken | Unsure | Refused
