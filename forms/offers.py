"""Owns what a question offers to tap, and what a tapped value stands for."""

from itertools import islice

from forms.answers import read
from forms.defaults import read_default
from forms.definition import ADDED, Choice, Type
from forms.outside import Item
from forms.program import Place
from forms.readings import Read, Taken
from forms.specials import none_value
from forms.state import State
from forms.steps import Filling, Option, Refusal, Refused
from forms.values import NOT_RECORDED
from forms.wording import filled, shown

MOST_ITEMS = 12  # an outside list that is longer is searched, not shown

# Values of options that are no choice's name. XLSForm names cannot begin with "=".
UNKNOWN = "=unknown"
NONE = "=none"
DEFAULT = "=default"
PREVIOUS = "=previous"  # the default, where it is what was answered last time
OK = "OK"  # of an acknowledge, as ODK keeps it
CLEAR = "=clear"
_SUGGESTED = "=suggest:"
WAYS_OUT = frozenset({ADDED, NONE, UNKNOWN})  # instead of an place of a list


def options(state: State, place: Place) -> tuple[Option, ...]:
    """In the order shown; typed numbers count along it."""
    match place.question.type:
        case Type.SELECT_ONE | Type.SELECT_MULTIPLE:
            chosen = ticked(state.filling, state, place)
            own = tuple(
                Option(one.name, _words(state, place, one), one.name in chosen)
                for one in state.choices(place)
            )
        case Type.SELECT_ONE_FROM_FILE:
            own = tuple(Option(item.name, item.label) for item in _shown_items(state, place))
        case Type.ACKNOWLEDGE:
            own = (Option(OK, ""),)
        case _:
            own = _typed_offers(state, place)
    # Behind the choices: a choice's number must not depend on what was answered last time.
    return own + _ways_out(place) + _as_before(state, place)


def _words(state: State, place: Place, choice: Choice) -> str:
    return filled(state, state.say(choice.label), place.element, place.ids)


def _as_before(state: State, place: Place) -> tuple[Option, ...]:
    """What was answered last time, unless that is the answer already."""
    if not place.entry.from_previous or state.answer(place) is not None:
        return ()
    before = read_default(state, place)
    return (
        ()
        if before is None
        else (Option(PREVIOUS, shown(state, place.entry, before.value, place.ids)),)
    )


def _ways_out(place: Place) -> tuple[Option, ...]:
    bot = place.question.bot
    added = bot.add if place.question.type is Type.SELECT_ONE_FROM_FILE else ""
    offered = ((ADDED, added), (NONE, bot.none), (UNKNOWN, bot.unknown))
    return tuple(Option(value, label) for value, label in offered if label)


def _typed_offers(state: State, place: Place) -> tuple[Option, ...]:
    suggested = place.question.bot.suggest
    offers = [Option(f"{_SUGGESTED}{at}", label) for at, label in enumerate(suggested)]
    default = None if place.entry.from_previous else read_default(state, place)
    if default is not None:
        offers.insert(0, Option(DEFAULT, shown(state, place.entry, default.value, place.ids)))
    return tuple(offers)


def _shown_items(state: State, place: Place) -> list[Item]:
    """The default place first, then the list, if it is short enough to be read."""
    written = "" if place.entry.from_previous else state.default(place)
    own = state.context.lists.item(place.question.choices, written) if written else None
    first = [own] if own is not None and state.item_passes(place, own) else []
    found = list(islice(state.items(place), MOST_ITEMS + 1))
    if len(found) > MOST_ITEMS:
        return first
    return first + [item for item in found if item not in first]


def ticked(filling: Filling, state: State, place: Place) -> tuple[str, ...]:
    """What is ticked now: ticks under way, else the answer, else the default."""
    answer = state.answer(place)
    value = answer.value if answer else None
    if place.question.type is Type.SELECT_ONE:
        return (value,) if isinstance(value, str) else ()
    if filling.ticks is not None and filling.at == place.key:
        return filling.ticks
    if isinstance(value, tuple):
        return tuple(one for one in value if isinstance(one, str))
    known = {choice.name for choice in state.choices(place)}
    written = "" if place.entry.from_previous else state.default(place)
    return tuple(name for name in written.split() if name in known)


def tapped(state: State, place: Place, value: str) -> Read:
    """What a tapped option of a question other than a select_multiple stands for."""
    question = place.question
    match value:
        case "=unknown" if question.bot.unknown:
            return Taken(NOT_RECORDED)
        case "=none" if question.bot.none:
            return Taken(none_value(question))
        case "=default" | "=previous" if (default := read_default(state, place)) is not None:
            return default
        case "OK" if question.type is Type.ACKNOWLEDGE:
            return Taken(OK)
        case "new" if question.bot.add and question.type is Type.SELECT_ONE_FROM_FILE:
            return Taken(ADDED)
        case _ if value.startswith(_SUGGESTED):
            return _suggested(state, place, value.removeprefix(_SUGGESTED))
        case _:
            return _chosen(state, place, value)


def _suggested(state: State, place: Place, at: str) -> Read:
    texts = place.question.bot.suggest
    if at.isdecimal() and int(at) < len(texts):
        return read(place.question, texts[int(at)], state.today)
    return Refused(Refusal.NOT_A_CHOICE)


def _chosen(state: State, place: Place, value: str) -> Read:
    match place.question.type:
        case Type.SELECT_ONE:
            fits = any(choice.name == value for choice in state.choices(place))
        case Type.SELECT_ONE_FROM_FILE:
            item = state.context.lists.item(place.question.choices, value)
            fits = item is not None and state.item_passes(place, item)
        case _:
            fits = False
    return Taken(value) if fits else Refused(Refusal.NOT_A_CHOICE)
