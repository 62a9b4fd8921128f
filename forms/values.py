"""Owns what an answer can be, and how it is kept as JSON."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that was stored by its content hash before the form saw it."""

    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The officer has no figure ("không thống kê"). Never 0, never empty."""


NOT_RECORDED = NotRecorded()

# text and select_one: str; integer: int; decimal: Decimal; date: date; select_multiple: names in
# the form's order; image: photos in the order they came.
Value = str | int | Decimal | date | tuple[str, ...] | tuple[Photo, ...] | NotRecorded
