"""Owns finding words by how they are typed: with their diacritics or without."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from vietnamese.text import fold

T = TypeVar("T")


class Vocabulary(Generic[T]):
    """Words, or phrases, and what they mean.

    The diacritics of a word may be left out, yet none may be wrong: "trạm" (a station) is
    not "trăm" (a hundred).

    >>> hundreds = Vocabulary({"trăm": 100})
    >>> hundreds.find("TRĂM"), hundreds.find("tram"), hundreds.find("trạm")
    (100, 100, None)
    """

    def __init__(self, meanings: Mapping[str, T], *, in_full: Iterable[str] = ()) -> None:
        """`in_full`: words that mean too much else when their diacritics are left out."""
        self._in_full = frozenset(in_full)
        self._by_fold: dict[str, list[tuple[str, T]]] = {}
        # Of several words that fit what was typed, the one with the fewest diacritics is meant.
        for spelling in sorted(meanings, key=lambda one: sum(len(m) for m in _marks(one))):
            self._by_fold.setdefault(fold(spelling), []).append((spelling, meanings[spelling]))

    def find(self, typed: str) -> T | None:
        for spelling, meaning in self._by_fold.get(fold(typed), ()):
            exact = typed.casefold() == spelling
            if exact or (spelling not in self._in_full and _may_be(typed, spelling)):
                return meaning
        return None


def words(spellings: str, *, in_full: str = "") -> Vocabulary[str]:
    """A vocabulary of single words, each of which means itself."""
    return Vocabulary({one: one for one in spellings.split()}, in_full=in_full.split())


def _may_be(typed: str, spelling: str) -> bool:
    """Word by word: without any diacritics, or with the right ones."""
    given, full = _marks(typed), _marks(spelling)
    pairs = zip(given, full, strict=False)
    return len(given) == len(full) and all(not some or some == right for some, right in pairs)


@lru_cache(maxsize=4096)
def _marks(text: str) -> tuple[str, ...]:
    """The diacritics of each word. Their places do not count: "hoà" and "hòa" are one word."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return tuple(
        "".join(sorted(c for c in word if c == "đ" or unicodedata.combining(c)))
        for word in decomposed.split()
    )
