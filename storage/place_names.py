"""Owns how names of places are typed: prefixes, missing spaces and marks, common slips."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum

from vietnamese.text import clean, fold

_WORD = re.compile(r"[^\W_]+")
_SLIPS = [  # heard alike, or written either way
    (re.compile("x"), "s"),
    (re.compile("tr"), "ch"),
    (re.compile("gi(?=[aeou])"), "d"),
    (re.compile("k(?!h)"), "c"),
    (re.compile("y"), "i"),
]
_OFFICES = ["uy ban nhan dan", "ubnd"]
_KINDS = {
    "thi tran": "thi tran",
    "thanh pho": "thanh pho",
    "dia ban": "dia ban",
    "phuong": "phuong",
    "huyen": "huyen",
    "xa": "xa",
    "so": "so",
    "tt": "thi tran",
    "tp": "thanh pho",
    "x": "xa",
    "p": "phuong",
    "h": "huyen",
}
_GLUED = {  # "xamuongte"
    prefix.replace(" ", ""): kind
    for prefix, kind in _KINDS.items()
    if len(prefix) > 1 and prefix != "so"
}
LONGEST = 100  # characters of what was typed that are looked at


class Agreement(IntEnum):
    """How the marks that were typed agree with those of a name with the same letters."""

    AGAINST = 0
    PARTLY = 1
    WHOLLY = 2


@dataclass(frozen=True, slots=True)
class Typed:
    """A name as somebody typed it. `kind` is the folded kind before it, "" where none was."""

    words: tuple[str, ...]  # NFC, small letters, marks kept
    kind: str = ""

    @property
    def folded(self) -> str:
        return " ".join(fold(word) for word in self.words)

    @property
    def has_marks(self) -> bool:
        return any(fold(word) != word for word in self.words)


def readings(text: str) -> list[Typed]:
    """The ways to read a typed name, the most literal one first."""
    words = _words(clean(text)[:LONGEST])
    found = [Typed(words)]
    for office in _OFFICES:
        words = _without(words, office) or words
    if words != found[0].words:
        found.append(Typed(words))
    for prefix, kind in _KINDS.items():
        rest = _without(words, prefix)
        if rest:
            return [*found, Typed(rest, kind)]
    letters = "".join(words)
    for prefix, kind in _GLUED.items():
        if fold(letters).startswith(prefix):
            found.append(Typed((letters[len(prefix) :],), kind))
    return [typed for typed in found if "".join(typed.words)]


def squeezed(text: str) -> str:
    """The folded letters and digits alone: "Mường Tè" and "muongte" are the same."""
    return "".join(_WORD.findall(fold(text)))


def alike(folded: str) -> str:
    """The folded form without the differences people slip on (s/x, tr/ch …)."""
    for pattern, letter in _SLIPS:
        folded = pattern.sub(letter, folded)
    return folded


def agreement(typed: Typed, name: str) -> Agreement:
    """Compare marks word by word, so that "hoà" and "hòa" agree. The letters must be the same."""
    letters, start, found = "".join(typed.words), 0, Agreement.WHOLLY
    for word in _words(name):
        mine, theirs = _marks(letters[start : start + len(word)]), _marks(word)
        start += len(word)
        if mine - theirs:
            return Agreement.AGAINST
        if mine != theirs:
            found = Agreement.PARTLY
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text.casefold())))


def _without(words: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    parts = tuple(prefix.split())
    return words[len(parts) :] if tuple(map(fold, words[: len(parts)])) == parts else ()


def _marks(word: str) -> Counter[str]:
    return Counter(
        c for c in unicodedata.normalize("NFD", word) if c == "đ" or unicodedata.combining(c)
    )
