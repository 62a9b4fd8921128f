"""Owns finding a choice by what was typed: its number, its words, with or without diacritics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from forms.steps import Option
from vietnamese.text import fold

_NUMBER = re.compile(r"(?:so |cau |chon |muc )?0*([1-9][0-9]?)[.)]?")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_BREAK = re.compile(r"\s*[,;+/&\n]\s*|\s+(?:va|voi)\s+")
_CLOSE = 75  # a fuzzy score that is worth asking back
_MOST_GUESSES = 4


@dataclass(frozen=True, slots=True)
class Picked:
    """One option is certain; several, or a guess, are to be asked back; none = not understood."""

    options: tuple[Option, ...] = ()
    certain: bool = False


def pick(text: str, options: Sequence[Option]) -> Picked:
    """The option that is meant: whole label, number, unique words; a likeness is only a guess."""
    folded = fold(text)
    exact = exactly(folded, options)
    if exact:
        return Picked(exact, certain=len(exact) == 1)
    if not folded.strip("0123456789.) "):
        return Picked()
    for candidates in (_beginning(folded, options), _containing(folded, options)):
        if candidates:
            return Picked(candidates[:_MOST_GUESSES], certain=len(candidates) == 1)
    return Picked(_similar(folded, options))


def exactly(folded: str, options: Sequence[Option]) -> tuple[Option, ...]:
    """By the whole label or by its number. Both, if a label is itself a number."""
    named = [one for one in options if folded in _names(one.label)]
    return tuple(dict.fromkeys([*named, *_numbered(folded, options)]))


def pick_several(text: str, options: Sequence[Option]) -> tuple[Option, ...]:
    """All options that are meant ("1,3 và 5", "tập huấn, tờ rơi"), or none if one is uncertain."""
    whole = pick(text, options)
    if whole.certain:
        return whole.options
    parts = [part for part in _BREAK.split(fold(text)) if part]
    if len(parts) == 1 and not parts[0].strip("0123456789 "):
        parts = parts[0].split()
    found = [pick(part, options) for part in parts]
    if not found or not all(one.certain for one in found):
        return ()
    return tuple(dict.fromkeys(option for one in found for option in one.options))


@lru_cache(maxsize=4096)
def folded_label(label: str) -> str:
    return fold(label)


@lru_cache(maxsize=4096)
def _names(label: str) -> frozenset[str]:
    return frozenset({fold(label), fold(_ASIDE.sub("", label))} - {""})


@lru_cache(maxsize=4096)
def _label_words(label: str) -> str:
    return f" {_words(fold(label))} "


def _numbered(folded: str, options: Sequence[Option]) -> list[Option]:
    number = _NUMBER.fullmatch(folded)
    at = int(number[1]) if number else 0
    return [options[at - 1]] if 1 <= at <= len(options) else []


def _beginning(folded: str, options: Sequence[Option]) -> tuple[Option, ...]:
    return tuple(one for one in options if folded_label(one.label).startswith(folded))


def _containing(folded: str, options: Sequence[Option]) -> tuple[Option, ...]:
    words = f" {_words(folded)} "
    return tuple(one for one in options if words in _label_words(one.label))


def _words(folded: str) -> str:
    return " ".join(re.findall(r"\w+", folded)) or folded


def _similar(folded: str, options: Sequence[Option]) -> tuple[Option, ...]:
    if len(folded) < 3:
        return ()
    labels = [folded_label(option.label) for option in options]
    found = process.extract(
        folded, labels, scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=_MOST_GUESSES
    )
    return tuple(options[at] for _, _, at in found)
