"""Owns the patterns of regex(): which are valid, and that none takes for ever."""

import warnings
from functools import lru_cache

import regex

LONGEST = 4000  # characters of a text that is held against a pattern
SECONDS = 0.05  # some patterns would try for years, "(a+)+b" for one; then nothing matches


@lru_cache(maxsize=512)
def _compiled(source: str) -> "regex.Pattern[str] | None":
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what may mean something else one day is no error
            return regex.compile(_plain(source), regex.VERSION0)
    except (regex.error, OverflowError, RecursionError, ValueError):
        return None


# In Java these mean ASCII, and \p{L} does not.
_CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": r" \t\n\r\f\x0b"}
_PART = regex.compile(r"\\.|\[\^?\]?|\]|.", regex.DOTALL)


def _plain(source: str) -> str:
    """The pattern with its \\d, \\w, \\s (and their opposites, outside brackets) spelt out."""
    written, inside = [], False
    for part in _PART.findall(source):
        letters = _CLASSES.get(part[1:].lower()) if part[0] == "\\" else None
        if letters is None:
            written.append(part)
            inside = part[0] == "[" or (inside and part != "]")
        elif inside:
            written.append(letters if part[1].islower() else part)
        else:
            written.append(f"[{letters}]" if part[1].islower() else f"[^{letters}]")
    return "".join(written)


def is_valid(source: str) -> bool:
    return _compiled(source) is not None


def matches(source: str, text: str) -> bool:
    """Whether the whole text is as the pattern says, as in Java."""
    found = _compiled(source)
    try:
        return found is not None and found.fullmatch(text[:LONGEST], timeout=SECONDS) is not None
    except TimeoutError:
        return False
