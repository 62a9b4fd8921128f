"""Owns units of measure behind a number: "2 tấn" where kilograms are asked is 2.000."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from vietnamese.text import tidy
from vietnamese.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Unit:
    kind: str
    size: Decimal  # in the smallest unit of its kind


_SIZES = {
    "mass": {"g": 1, "gam": 1, "lạng": 100, "kg": 1000, "ki lô": 1000, "cân": 1000,
             "yến": 10**4, "tạ": 10**5, "tấn": 10**6},
    "energy": {"wh": 1, "kwh": 1000, "mwh": 10**6},
    "volume": {"ml": 1, "l": 1000, "lít": 1000, "m3": 10**6, "m³": 10**6, "mét khối": 10**6},
    "area": {"m2": 1, "m²": 1, "mét vuông": 1, "ha": 10**4, "héc ta": 10**4, "km2": 10**6},
    "length": {"cm": 1, "m": 100, "mét": 100, "km": 10**5},
    "share": {"%": 1, "phần trăm": 1},
}  # fmt: skip
_UNITS = Vocabulary(
    {
        name: Unit(kind, Decimal(size))
        for kind, sizes in _SIZES.items()
        for name, size in sizes.items()
    },
    in_full=["tạ", "cân", "lạng"],  # "ta", "can" and "lang" are everyday words
)
_GLUED = re.compile(r"([^ ]*[0-9])([^\W\d_]+[23²³]?|%)")
_WORD = re.compile(r"[^\W\d_]+[23²³]?|%")


def split_unit(text: str) -> tuple[str, Unit | None]:
    """A typed quantity without its unit, and the unit.

    >>> split_unit("2,5 tấn")[0], split_unit("45 người")
    ('2,5', ('45 người', None))
    """
    tidied = tidy(text).rstrip(".!;, ")
    words = tidied.split(" ")
    for count in (2, 1):
        if len(words) > count and (unit := _UNITS.find(" ".join(words[-count:]))):
            return " ".join(words[:-count]), unit
    glued = _GLUED.fullmatch(words[-1])
    if glued and (unit := _UNITS.find(glued[2])):
        return " ".join([*words[:-1], glued[1]]), unit
    return tidied, None


def units_in(words: str) -> frozenset[Unit]:
    """The units that a question's words name."""
    said = _WORD.findall(tidy(words))
    pairs = [" ".join(pair) for pair in pairwise(said)]
    return frozenset(unit for one in [*said, *pairs] if (unit := _UNITS.find(one)))


def converted(value: Decimal, said: Unit, asked: Unit) -> Decimal:
    """What was said in one unit, in another of the same kind.

    >>> tonnes, kilograms = split_unit("2 tấn")[1], split_unit("2 kg")[1]
    >>> converted(Decimal("2.5"), tonnes, kilograms)
    Decimal('2500.0')
    """
    return value * said.size / asked.size
