"""Owns what a question offers to tap, and what a tapped value stands for."""

from itertools import islice

from forms.answers import read
from forms.defaults import read_default
from forms.definition import ADDED, Type
from forms.program import Entry
from forms.readings import Read, Taken
from forms.specials import none_value
from forms.state import State
from forms.steps import Filling, Item, Option, Refusal, Refused
from forms.values import NOT_RECORDED
from forms.wording import shown

MOST_ITEMS = 12  # an outside list that is longer is searched, not shown

# Values of options that are no choice's name. XLSForm names cannot begin with "=".
UNKNOWN = "=unknown"
NONE = "=none"
DEFAULT = "=default"
CLEAR = "=clear"
_SUGGESTED = "=suggest:"
WAYS_OUT = frozenset({ADDED, NONE, UNKNOWN})  # instead of an entry of a list


def options(state: State, entry: Entry) -> tuple[Option, ...]:
    """In the order shown; typed numbers count along it."""
    question = entry.question
    match question.type:
        case Type.SELECT_ONE | Type.SELECT_MULTIPLE:
            chosen = ticked(state.filling, state, entry)
            own = tuple(
                Option(one.name, state.form.say(one.label), one.name in chosen)
                for one in state.choices(entry)
            )
        case Type.SELECT_ONE_FROM_FILE:
            own = tuple(Option(item.name, item.label) for item in _shown_items(state, entry))
        case _:
            own = _typed_offers(state, entry)
    return own + _ways_out(entry)


def _ways_out(entry: Entry) -> tuple[Option, ...]:
    bot = entry.question.bot
    added = bot.add if entry.question.type is Type.SELECT_ONE_FROM_FILE else ""
    offered = ((ADDED, added), (NONE, bot.none), (UNKNOWN, bot.unknown))
    return tuple(Option(value, label) for value, label in offered if label)


def _typed_offers(state: State, entry: Entry) -> tuple[Option, ...]:
    suggested = entry.question.bot.suggest
    offers = [Option(f"{_SUGGESTED}{at}", label) for at, label in enumerate(suggested)]
    default = read_default(state, entry)
    if default is not None:
        offers.insert(0, Option(DEFAULT, shown(state, entry, default.value)))
    return tuple(offers)


def _shown_items(state: State, entry: Entry) -> list[Item]:
    """The default entry first, then the list, if it is short enough to be read."""
    own = state.context.lists.item(entry.question.choices, state.default(entry) or "")
    first = [own] if own is not None and state.item_passes(entry, own) else []
    found = list(islice(state.items(entry), MOST_ITEMS + 1))
    if len(found) > MOST_ITEMS:
        return first
    return first + [item for item in found if item not in first]


def ticked(filling: Filling, state: State, entry: Entry) -> tuple[str, ...]:
    """What is ticked now: ticks under way, else the answer, else the default."""
    if entry.question.type is Type.SELECT_ONE:
        value = state.value(entry.name)
        return (value,) if isinstance(value, str) else ()
    if filling.ticks is not None and filling.at == entry.name:
        return filling.ticks
    value = state.value(entry.name)
    if isinstance(value, tuple):
        return tuple(one for one in value if isinstance(one, str))
    known = {choice.name for choice in state.choices(entry)}
    return tuple(name for name in state.default(entry).split() if name in known)


def tapped(state: State, entry: Entry, value: str) -> Read:
    """What a tapped option of a question other than a select_multiple stands for."""
    question = entry.question
    match value:
        case "=unknown" if question.bot.unknown:
            return Taken(NOT_RECORDED)
        case "=none" if question.bot.none:
            return Taken(none_value(question))
        case "=default" if (default := read_default(state, entry)) is not None:
            return default
        case "new" if question.bot.add and question.type is Type.SELECT_ONE_FROM_FILE:
            return Taken(ADDED)
        case _ if value.startswith(_SUGGESTED):
            return _suggested(state, entry, value.removeprefix(_SUGGESTED))
        case _:
            return _chosen(state, entry, value)


def _suggested(state: State, entry: Entry, at: str) -> Read:
    texts = entry.question.bot.suggest
    if at.isdigit() and int(at) < len(texts):
        return read(entry.question, texts[int(at)], state.today)
    return Refused(Refusal.NOT_A_CHOICE)


def _chosen(state: State, entry: Entry, value: str) -> Read:
    match entry.question.type:
        case Type.SELECT_ONE:
            fits = any(choice.name == value for choice in state.choices(entry))
        case Type.SELECT_ONE_FROM_FILE:
            item = state.context.lists.item(entry.question.choices, value)
            fits = item is not None and state.item_passes(entry, item)
        case _:
            fits = False
    return Taken(value) if fits else Refused(Refusal.NOT_A_CHOICE)
