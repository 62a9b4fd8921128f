"""Owns what a slow job makes: a file with its words, told of on the way."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, and what is said with it."""

    content: bytes
    media_type: str
    name: str
    text: str


Progress = Callable[[float], None]  # how much is done, 0 to 1


def untold(_done: float) -> None:
    """The progress of what is quick."""
