"""Owns what an answer can be."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that was stored by its content hash before the form saw it."""

    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class File:
    """A document that was stored by its content hash; `name` is what its sender called it."""

    sha256: str
    media_type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The officer has no figure ("không thống kê"). Never 0, never empty."""


NOT_RECORDED = NotRecorded()

# text, select_one, acknowledge ("OK"): str; integer: int; decimal: Decimal; date: date; time: time;
# dateTime: datetime, naive, on the province's clock; geopoint: Point; file: File; select_multiple:
# names in the form's order; image: photos in the order they came.
Value = (
    str
    | int
    | Decimal
    | date
    | datetime
    | time
    | Point
    | File
    | tuple[str, ...]
    | tuple[Photo, ...]
    | NotRecorded
)
