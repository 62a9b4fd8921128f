"""Owns what reading an answer can come to: understood, unsure, refused."""

from dataclasses import dataclass

from forms.steps import Refusal, Refused
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


def settled(values: tuple[Value, ...], otherwise: Refusal, *, sure: bool = True) -> Read:
    """The one value that was meant; several, or an unsure one, to be asked back; or a refusal."""
    if not values:
        return Refused(otherwise)
    return Taken(values[0]) if sure and len(values) == 1 else Unsure(values)
