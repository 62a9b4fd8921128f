"""Owns finding a choice by what was typed: its number, its words, with or without diacritics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from forms.stances import by_assent
from forms.steps import Option
from vietnamese.assent import spelt_out
from vietnamese.text import fold, tidy

_NUMBER = re.compile(r"(?:so |cau |chon |muc |y |thu )?0*([1-9][0-9]?)[.)]?(?: (?:a|nhe|nha))?")
_NUMBERED = re.compile(r"([0-9]{1,2}) ?[.):\-] ?([^0-9].*)")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_CLOSE = 75  # a fuzzy score that is worth asking back
_MOST_GUESSES = 4


@dataclass(frozen=True, slots=True)
class Picked:
    """One option is certain; several, or a guess, are to be asked back; none = not understood."""

    options: tuple[Option, ...] = ()
    certain: bool = False


def pick(text: str, options: Sequence[Option]) -> Picked:
    """The option that is meant: whole label, number, yes or no, unique words; a likeness is asked.

    >>> pick("ko", [Option("1", "Có"), Option("2", "Không")])
    Picked(options=(Option(value='2', label='Không', chosen=False),), certain=True)
    """
    folded = fold(tidy(text))
    if exact := exactly(folded, options) or exactly(fold(spelt_out(text)), options):
        return Picked(exact, certain=len(exact) == 1)
    if not folded.strip("0123456789.) "):
        return Picked()
    if numbered := _NUMBERED.fullmatch(folded):
        return _number_and_words(numbered[1], numbered[2], options)
    if said := by_assent(text, options):
        return Picked(said.options[:_MOST_GUESSES], said.certain)
    if len(folded) > 1 and (candidates := _beginning(folded, options)):
        return Picked(candidates[:_MOST_GUESSES], certain=len(candidates) == 1)
    if candidates := _containing(folded, options):
        return Picked(candidates[:_MOST_GUESSES], certain=len(candidates) == 1)
    if len(folded) == 1:  # it may be a slip of the finger, where it is no word of a label
        return Picked(_beginning(folded, options)[:_MOST_GUESSES])
    return Picked(_similar(folded, options))


def exactly(folded: str, options: Sequence[Option]) -> tuple[Option, ...]:
    """By the whole label or by its number. Both, if a label is itself a number."""
    named = [one for one in options if folded in _names(one.label)]
    return tuple(dict.fromkeys([*named, *_numbered(folded, options)]))


@lru_cache(maxsize=4096)
def folded_label(label: str) -> str:
    return fold(label)


@lru_cache(maxsize=4096)
def _names(label: str) -> frozenset[str]:
    bare = fold(_ASIDE.sub("", label))
    return frozenset({fold(label), bare, _words(bare)} - {""})


@lru_cache(maxsize=4096)
def _label_words(label: str) -> str:
    return f" {_words(fold(label))} "


def _numbered(folded: str, options: Sequence[Option]) -> list[Option]:
    number = _NUMBER.fullmatch(folded)
    at = int(number[1]) if number else 0
    return [options[at - 1]] if 1 <= at <= len(options) else []


def _number_and_words(number: str, words: str, options: Sequence[Option]) -> Picked:
    """ "1. Hội nghị": certain if both mean one option."""
    by_number, by_words = _numbered(number, options), pick(words, options)
    if by_words.certain and list(by_words.options) == by_number:
        return by_words
    return Picked(tuple(dict.fromkeys([*by_number, *by_words.options]))[:_MOST_GUESSES])


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
