"""Owns what typed words mean to the open question, including its choices and outside lists."""

import re
from dataclasses import replace

from forms import checking, commands, offers
from forms.answers import read, too_long
from forms.defaults import read_default
from forms.definition import SELECTS, Type
from forms.outside import Item
from forms.picking import Picked, exactly, folded_label, pick
from forms.picking_several import pick_several
from forms.program import Entry, Place
from forms.readings import Taken, Unsure
from forms.specials import read_special
from forms.state import State
from forms.steps import Doubt, Option, Refusal, Refused
from forms.value_json import value_to_json
from forms.values import Value
from forms.wording import shown
from vietnamese.text import clean, fold

# What is typed for these is never a bare number below 100.
_NUMBERLESS = frozenset({Type.DATE, Type.DATETIME, Type.ACKNOWLEDGE})
_OR = re.compile(r"\s+(?:hoặc|hoac|hay)\s+", re.IGNORECASE)


def read_typed(state: State, place: Place, text: str) -> Taken | Refused | Doubt:
    question = place.question
    if commands.is_as_before(text):
        return _as_before(state, place)
    if question.type in _NUMBERLESS and (option := _by_number(state, place, text)):
        return asked_back(state, place, offers.tapped(state, place, option.value))
    if question.type not in SELECTS:
        return asked_back(state, place, read(question, text, state.today))
    text = clean(text)
    if refused := too_long(question, text):
        return refused
    if special := read_special(question, text):
        return asked_back(state, place, special)
    match question.type:
        case Type.SELECT_ONE:
            return _picked(state, place, _one_of(text, _said(state, place)))
        case Type.SELECT_MULTIPLE:
            return _several(state, place, text)
        case _:
            return _searched(state, place, text)


def _said(state: State, place: Place) -> tuple[Option, ...]:
    """The options as words may mean them; last time's answer is said by number, or so called."""
    return tuple(
        replace(one, label="") if one.value == offers.PREVIOUS else one
        for one in offers.options(state, place)
    )


def _as_before(state: State, place: Place) -> Taken | Refused:
    """ "Giống lần trước", where the form offers what was answered then."""
    before = read_default(state, place) if place.entry.from_previous else None
    return before or Refused(Refusal.NO_PREVIOUS)


def _by_number(state: State, place: Place, text: str) -> Option | None:
    """ "1" is no date, but the first option. (Where a number is asked it is the answer.)"""
    number = text.strip(" .)")
    offered = offers.options(state, place)
    if not (number.isdecimal() and len(number) <= 2 and 1 <= int(number) <= len(offered)):
        return None
    return offered[int(number) - 1]


def asked_back(
    state: State, place: Place, read: Taken | Unsure | Refused
) -> Taken | Refused | Doubt:
    if not isinstance(read, Unsure):
        return read
    labels = [shown(state, place.entry, value, place.ids) for value in read.readings]
    options = tuple(Option(str(at), label) for at, label in enumerate(labels))
    values = {str(at): value_to_json(value) for at, value in enumerate(read.readings)}
    return Doubt("readings", options=options, values=values)


def _one_of(text: str, offered: tuple[Option, ...]) -> Picked:
    """Of several that were named where one is wanted, the one is asked."""
    picked = pick(text, offered)
    if picked.options:
        return picked
    several = pick_several(_OR.sub(", ", text), offered)
    return Picked(tuple(dict.fromkeys(one for group in several.sets for one in group)))


def _picked(state: State, place: Place, picked: Picked) -> Taken | Refused | Doubt:
    if picked.certain:
        return asked_back(state, place, offers.tapped(state, place, picked.options[0].value))
    values: dict[str, object] = {}
    for option in picked.options:
        meant = offers.tapped(state, place, option.value)
        if isinstance(meant, Taken):
            values[option.value] = value_to_json(meant.value)
    return _found(tuple(one for one in picked.options if one.value in values), values)


def _found(
    options: tuple[Option, ...], values: dict[str, object], note: str = ""
) -> Refused | Doubt:
    if not options:
        return Refused(Refusal.NOT_A_CHOICE)
    return Doubt("found", message=note, options=options, values=values)


def _several(state: State, place: Place, text: str) -> Taken | Refused | Doubt:
    offered, choices = _said(state, place), place.entry.choices
    several = pick_several(text, offered)
    if not several.sets:
        guessed = tuple(one for one in pick(text, offered).options if one.value in choices)
        return _found(guessed, {one.value: value_to_json((one.value,)) for one in guessed})
    first = several.sets[0]
    if several.certain and len(first) == 1 and first[0].value not in choices:
        return asked_back(state, place, offers.tapped(state, place, first[0].value))
    sets = [_together(place, one, doubtful=not several.certain) for one in several.sets]
    values = tuple(in_order(place.entry, names) for names in sets if names)
    if not values:
        return Refused(Refusal.NOT_A_CHOICE)
    return Taken(values[0]) if several.certain else asked_back(state, place, Unsure(values))


def _together(place: Place, options: tuple[Option, ...], *, doubtful: bool) -> set[str]:
    """The names of these choices, if they may stand together."""
    names = {one.value for one in options}
    alone = {name for name, choice in place.entry.choices.items() if choice.exclusive}
    if doubtful:  # "tất cả" leaves out what stands alone ("Không")
        names -= alone
    # An option that stands alone contradicts the others: it must be said again.
    contrary = len(names) > 1 and (names - set(place.entry.choices) or names & alone)
    return set() if contrary else names


def in_order(entry: Entry, names: set[str]) -> Value:
    return tuple(name for name in entry.choices if name in names)


def _searched(state: State, place: Place, text: str) -> Taken | Refused | Doubt:
    offered = _said(state, place)
    if shown_option := _as_shown(fold(text), offered):
        return asked_back(state, place, offers.tapped(state, place, shown_option.value))
    found = state.context.lists.search(place.question.choices, text, state.values(place.ids))
    fitting = tuple(item for item in found.items if state.item_passes(place, item))
    if found.exact and len(fitting) == 1 == len(found.items):
        return Taken(fitting[0].name, found.note)
    if fitting:
        options = tuple(_option(item) for item in fitting[: offers.MOST_ITEMS])
        return _found(options, {item.name: item.name for item in fitting}, found.note)
    if found.items:  # it exists, but the form does not allow it here
        return Refused(Refusal.CONSTRAINT, checking.constraint_message(state, place))
    return Refused(Refusal.NOT_FOUND)


def _as_shown(folded: str, offered: tuple[Option, ...]) -> Option | None:
    """An offered option by its number or whole label; "Thêm cơ sở mới" also by some of its words.

    Some words of an place's name may be those of another one too: the list searches entries.
    """
    found = exactly(folded, offered) or tuple(
        option for option in offered if option.value in offers.WAYS_OUT and _means(folded, option)
    )
    return found[0] if len(found) == 1 else None


def _means(folded: str, option: Option) -> bool:
    """ "thêm mới" for "Thêm cơ sở mới": it begins alike and has no word of its own."""
    said, words = folded.split(), folded_label(option.label).split()
    return said[:1] == words[:1] and set(said) <= set(words)


def _option(item: Item) -> Option:
    return Option(item.name, item.label)
