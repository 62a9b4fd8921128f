"""Owns finding several choices in one message: "1,3 và 5", "tập huấn, tờ rơi", "1-3", "tất cả"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.picking import folded_label, pick
from forms.steps import Option
from vietnamese.text import fold, tidy

_BREAK = re.compile(r"\s*[,;+/&\n]\s*|\s+(?:va|voi|cung)\s+")
_FIGURES = re.compile(r"[0-9]+(?:(?:[,;+/&. ]| va | voi )+[0-9]+)*")
_DASHED = re.compile(r"[0-9]+(?:(?:[,;+/&.\- ]| va | voi )+[0-9]+)*")
_RANGE = re.compile(r"(?:tu )?([0-9]{1,2}) ?(-|den|toi) ?([0-9]{1,2})")
_ALL = re.compile(r"tat ca|ca|all|toan bo|ca (?:hai|ba|bon|nam|[2-9])|tat ca cac (?:muc|loai|y)")
_COUNTED = {"hai": 2, "ba": 3, "bon": 4, "nam": 5}
_MOST_PARTS = 40

Options = tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """The sets of options that may be meant; `certain` only if there is one, and no doubt."""

    sets: tuple[Options, ...] = ()
    certain: bool = False


def pick_several(text: str, options: Sequence[Option]) -> Several:
    one = pick(text, options)
    if one.certain:
        return Several((one.options,), certain=True)
    folded = "\n".join(fold(tidy(line)) for line in text.split("\n")).strip(" .;,\n")
    if _ALL.fullmatch(folded):
        return _all(folded, options)
    if folded[:1].isdecimal() or _RANGE.fullmatch(folded):
        found = _by_numbers(folded, options)
        if found.sets:
            return found
    return _by_words(folded, options)


def _all(folded: str, options: Sequence[Option]) -> Several:
    """ "Tất cả" hardly includes "Khác", so that what it includes is shown first."""
    own = tuple(one for one in options if one.value != "other" and one.value[:1] != "=")
    count = folded.removeprefix("ca ")
    said = _COUNTED.get(count, int(count) if count.isdecimal() else len(own))
    return Several((own,)) if own and said == len(own) else Several()


def _by_numbers(folded: str, options: Sequence[Option]) -> Several:
    if span := _RANGE.fullmatch(folded):
        return _span(int(span[1]), span[2], int(span[3]), options)
    dashed = "-" in folded
    if not (_DASHED if dashed else _FIGURES).fullmatch(folded):
        return Several()
    numbers = [int(number) for number in re.findall("[0-9]+", folded) if len(number) < 4]
    if len(numbers) == 1:
        # "135" is no number of an option: one, three and five.
        digits = [int(digit) for digit in folded]
        rising = len(digits) > 1 and digits == sorted(set(digits))
        return Several(_those(digits, options)) if rising else Several()
    if dashed and not re.fullmatch(r"[0-9]+(?: ?- ?[0-9]+)+", folded):
        return Several()  # "1,3-5" may be four options or three
    found = _those(numbers, options) if len(numbers) == len(re.findall("[0-9]+", folded)) else ()
    return Several(found, certain=bool(found))


def _span(low: int, mark: str, high: int, options: Sequence[Option]) -> Several:
    """ "1-3" may be three options or two; "từ 1 đến 3" is three."""
    if low >= high:
        return Several()
    every, ends = _those(list(range(low, high + 1)), options), _those([low, high], options)
    if mark != "-" or every == ends:
        return Several(every, certain=bool(every))
    return Several(every + ends)


def _those(numbers: list[int], options: Sequence[Option]) -> tuple[Options, ...]:
    """The options of these numbers as one set; nothing if one of them is not there."""
    if not all(1 <= number <= len(options) for number in numbers):
        return ()
    return (tuple(dict.fromkeys(options[number - 1] for number in numbers)),)


def _by_words(folded: str, options: Sequence[Option]) -> Several:
    parts = [part for part in _BREAK.split(folded) if part]
    if not 0 < len(parts) <= _MOST_PARTS:
        return Several()
    found = list(_consumed(parts, options))
    if None in found:
        return Several()
    return Several((tuple(dict.fromkeys(one for one in found if one is not None)),), certain=True)


def _consumed(parts: list[str], options: Sequence[Option]) -> Iterator[Option | None]:
    """Each part's option; None for one that is uncertain. Labels have commas of their own."""
    labels = [(one, [p for p in _BREAK.split(folded_label(one.label)) if p]) for one in options]
    labels.sort(key=lambda label: -len(label[1]))
    at = 0
    while at < len(parts):
        whole = [one for one, words in labels if words and parts[at : at + len(words)] == words]
        if whole:
            yield whole[0]
            at += len(next(words for one, words in labels if one is whole[0]))
            continue
        picked = pick(parts[at], options)
        yield picked.options[0] if picked.certain else None
        at += 1
