"""Owns typed places on the map: "22.386, 103.458", "22,386 103,458", in degrees."""

import re

from vietnamese.reading import Reading
from vietnamese.text import fold, tidy

_DEGREES = r"([+-]?[0-9]{1,3}[.,][0-9]{1,15}) ?°? ?"
_POINT = re.compile(rf"\(?{_DEGREES}([ns]?)[ ,;/]+{_DEGREES}([ew]?)\)?")
_BEFORE = re.compile(r"^(?:(?:toa do|vi tri|gps)[: ]+)+")
_NEAR = ((7.0, 24.5), (101.0, 118.0))  # Vietnam with its seas: latitudes, longitudes

Degrees = tuple[float, float]  # latitude, longitude


def read_point(text: str) -> Reading[Degrees]:
    """Latitude and longitude; a place far from Vietnam, or two that changed places, is affirmed.

    >>> read_point("22,386 103,458").values
    ((22.386, 103.458),)
    """
    found = _POINT.fullmatch(_BEFORE.sub("", fold(tidy(text)).strip(".!; ")))
    if found is None:
        return Reading()
    first = _number(found[1]) * (-1 if found[2] == "s" else 1)
    second = _number(found[3]) * (-1 if found[4] == "w" else 1)
    if _is_near(first, second):
        return Reading(((first, second),))
    if _is_near(second, first):
        return Reading(((second, first),), sure=False)
    on_earth = abs(first) <= 90 and abs(second) <= 180
    return Reading(((first, second),) if on_earth else (), sure=False)


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def _is_near(latitude: float, longitude: float) -> bool:
    (south, north), (west, east) = _NEAR
    return south <= latitude <= north and west <= longitude <= east
