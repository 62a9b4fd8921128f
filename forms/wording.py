"""Owns how values are read back: money in full, dates with weekday, choices by their words."""

import re
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import assert_never

from forms.definition import Question, Type
from forms.program import Entry
from forms.state import State
from forms.values import NotRecorded, Photo, Value
from vietnamese import formats

REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")


def shown(state: State, entry: Entry, value: Value) -> str:
    question = entry.question
    match value:
        case NotRecorded():
            return question.bot.unknown or "–"
        case int():
            return _whole(question, value)
        case Decimal():
            return formats.number(value)
        case date():
            return formats.day_in_full(value)
        case str():
            return _text(state, entry, value)
        case tuple():
            return _several(state, entry, value)
        case _:
            assert_never(value)


def _whole(question: Question, value: int) -> str:
    if value == 0 and question.bot.none:
        return question.bot.none
    return formats.money(value) if question.bot.as_ == "money" else formats.number(value)


def _text(state: State, entry: Entry, value: str) -> str:
    if entry.question.type in {Type.SELECT_ONE, Type.SELECT_ONE_FROM_FILE}:
        return state.choice_label(entry.name, value) or value
    return value


def _several(state: State, entry: Entry, value: tuple[str, ...] | tuple[Photo, ...]) -> str:
    if entry.question.type is Type.IMAGE:
        return f"{len(value)} ảnh"
    # Labels have commas of their own.
    names = (one for one in value if isinstance(one, str))
    return "; ".join(state.choice_label(entry.name, name) or name for name in names)


def filled(state: State, words: str) -> str:
    """A label with its ${references} replaced by what they are now."""
    if "${" not in words:
        return words
    return REFERENCE.sub(lambda found: _shown_now(state, found[1]), words)


def _shown_now(state: State, name: str) -> str:
    entry = state.program.by_name.get(name)
    if entry is None or not state.relevant(entry):
        return ""
    value = state.value(name) if entry.question.asked else computed(state, entry)
    return "" if value is None else shown(state, entry, value)


def computed(state: State, entry: Entry) -> Value | None:
    """The value of a question that nobody is asked; None if it has none."""
    match state.xvalue(entry.name):
        case "" | ():
            return None
        case bool(value):
            return "true" if value else "false"
        case float(value) if isfinite(value):
            return int(value) if value == int(value) else Decimal(str(value))
        case str() | date() as value:
            return value
        case _:
            return None
