"""Owns fractions in figures, "1/2", "3/4": one of the things that two numbers and a stroke mean."""

import re
from decimal import Decimal

_FRACTION = re.compile(r"([1-9][0-9]?) ?/ ?([1-9][0-9]?)")
_MOST_PLACES = 2


def proper_fraction(text: str) -> Decimal | None:
    """The value of a fraction below one that needs no more than two decimals.

    >>> proper_fraction("3/4"), proper_fraction("5/6")
    (Decimal('0.75'), None)
    """
    found = _FRACTION.fullmatch(text)
    if found is None:
        return None
    above, below = int(found[1]), int(found[2])
    if above >= below or above * 10**_MOST_PLACES % below:
        return None
    return (Decimal(above) / Decimal(below)).normalize()
