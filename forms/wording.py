"""Owns how values are read back: money in full, dates with weekday, choices by their words."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import assert_never

from forms.definition import Question, Type
from forms.expressions.instance import Ids
from forms.expressions.schema import Element
from forms.keys import key as key_of
from forms.program import Entry, Fold, Place
from forms.state import State
from forms.values import File, NotRecorded, Photo, Point, Value
from vietnamese import formats

REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")


def shown(state: State, entry: Entry, value: Value, ids: Ids = ()) -> str:
    """`ids`: the instance it stands in; a choice's words may name another answer of it."""
    match value:
        case NotRecorded():
            return entry.question.bot.unknown or "–"
        case int() | Decimal():
            return _number(entry.question, value)
        case str():
            return _text(state, entry, value, ids)
        case tuple():
            return _several(state, entry, value, ids)
        case Point(latitude, longitude):
            return formats.point(latitude, longitude)
        case File(name=name):
            return name or "1 tệp"
        case _:
            return _when(value)


def _when(value: date | datetime | time) -> str:
    match value:
        case datetime():  # a datetime is a date, too
            return formats.moment_in_full(value)
        case date():
            return formats.day_in_full(value)
        case time():
            return formats.time_of_day(value)
        case _:
            assert_never(value)


def _number(question: Question, value: int | Decimal) -> str:
    if value == 0 and question.bot.none:
        return question.bot.none
    match question.bot.as_:
        case "money" if isinstance(value, int):
            return formats.money(value)
        case "year":
            return str(value)
        case "percent":
            return formats.percent(Decimal(value))
        case _:
            return formats.number(value)


def _text(state: State, entry: Entry, value: str, ids: Ids) -> str:
    if entry.question.type in {Type.SELECT_ONE, Type.SELECT_ONE_FROM_FILE}:
        return chosen(state, entry, value, ids)
    if entry.question.type is Type.ACKNOWLEDGE:
        return "Đã xác nhận"
    return formats.phone(value) if entry.question.bot.as_ == "phone" else value


def _several(
    state: State, entry: Entry, value: tuple[str, ...] | tuple[Photo, ...], ids: Ids
) -> str:
    if entry.question.type is Type.IMAGE:
        return f"{len(value)} ảnh"
    # Labels have commas of their own.
    names = (one for one in value if isinstance(one, str))
    return "; ".join(chosen(state, entry, name, ids) for name in names)


def chosen(state: State, entry: Entry, value: str, ids: Ids) -> str:
    """What was chosen, as people read it."""
    return filled(state, state.label_of(entry, value) or value, entry.element, ids)


def label(state: State, place: Place) -> str:
    return filled(state, state.say(place.question.label), place.element, place.ids)


def filled(state: State, words: str, around: Element, ids: Ids) -> str:
    """A label with its ${references} replaced by what they are now, seen from where it stands."""
    if "${" not in words:
        return words
    return REFERENCE.sub(lambda found: _shown_now(state, found[1], around, ids), words)


def _shown_now(state: State, name: str, around: Element, ids: Ids) -> str:
    entry = state.program.by_name.get(name)
    if entry is None:
        return ""
    common = ids[: around.shares(entry.element)]
    found = (answer_now(state, entry, at) for at in state.every(entry.element, common))
    return ", ".join(shown(state, entry, value, ids) for value in found if value is not None)


def answer_now(state: State, entry: Entry, ids: Ids) -> Value | None:
    """What a question's value is, asked or not; None if it has none that counts."""
    if not state.is_relevant(entry.element, ids):
        return None
    if not entry.question.asked:
        return computed(state, entry, ids)
    answer = state.filling.answers.get(key_of(entry.name, ids))
    return answer.value if answer else None


def computed(state: State, entry: Entry, ids: Ids) -> Value | None:
    """The value of a question that nobody is asked; None if it has none."""
    match state.value(entry.element, ids):
        case "":
            return None
        case bool(value):
            return "true" if value else "false"
        case float(value) if isfinite(value):
            return int(value) if value == int(value) else Decimal(str(value))
        case datetime() as moment:
            return moment.replace(tzinfo=None)
        case str() | date() as value:
            return value
        case _:
            return None


def headings(state: State, element: Element, ids: Ids) -> tuple[str, ...]:
    """The instances that an element stands in, as people read them: "Thành viên 2"."""
    if not element.depth:
        return ()
    return tuple(heading(state, one, ids[: one.depth]) for one in element.repeats())


def heading(state: State, repeat: Element, ids: Ids) -> str:
    """An instance of a repeat: its label, and which one of them it is."""
    written = state.say(state.program.folds[repeat.name].section.label)
    siblings = state.instances(repeat, ids[:-1])
    position = siblings.index(ids[-1]) + 1 if ids[-1] in siblings else len(siblings) + 1
    if "${" in written:
        return f"{position}. {filled(state, written, repeat, ids)}"
    return f"{written} {position}".strip()


def plain_label(state: State, fold: Fold) -> str:
    """What the things of a repeat are called, whichever of them."""
    return REFERENCE.sub("", state.say(fold.section.label)).strip(" :,–-") or fold.name
