"""Owns guessing which known name was meant by one that is not known."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_ALIKE = 75  # of 100: less is a guess that only confuses


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one; "" if none is."""
    by_fold = {one.casefold(): one for one in sorted(known) if one != name}
    found = process.extractOne(
        name.casefold(), by_fold.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return by_fold[found[0]] if found else ""
