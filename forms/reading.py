"""Owns what typed words mean to the open question, including its choices and outside lists."""

from forms import offers
from forms.answers import read, too_long
from forms.definition import SELECTS, Type
from forms.picking import Picked, exactly, folded_label, pick, pick_several
from forms.program import Entry
from forms.readings import Taken, Unsure
from forms.specials import read_special
from forms.state import State
from forms.steps import Doubt, Item, Option, Refusal, Refused
from forms.value_json import value_to_json
from forms.values import Value
from forms.wording import filled, shown
from vietnamese.text import clean, fold


def read_typed(state: State, entry: Entry, text: str) -> Taken | Refused | Doubt:
    question = entry.question
    if question.type is Type.DATE and (option := _by_number(state, entry, text)):
        return _single(offers.tapped(state, entry, option.value))
    if question.type not in SELECTS:
        return _asked_back(state, entry, read(question, text, state.today))
    text = clean(text)
    if refused := too_long(question, text):
        return refused
    if special := read_special(question, text):
        return _asked_back(state, entry, special)
    match question.type:
        case Type.SELECT_ONE:
            return _picked(state, entry, pick(text, offers.options(state, entry)))
        case Type.SELECT_MULTIPLE:
            return _several(state, entry, text)
        case _:
            return _searched(state, entry, text)


def _by_number(state: State, entry: Entry, text: str) -> Option | None:
    """ "1" is no date, but the first option. (Where a number is asked it is the answer.)"""
    number = text.strip(" .)")
    offered = offers.options(state, entry)
    if not (number.isdecimal() and len(number) <= 2 and 1 <= int(number) <= len(offered)):
        return None
    return offered[int(number) - 1]


def _asked_back(
    state: State, entry: Entry, read: Taken | Unsure | Refused
) -> Taken | Refused | Doubt:
    if not isinstance(read, Unsure):
        return read
    labels = [shown(state, entry, value) for value in read.readings]
    options = tuple(Option(str(at), label) for at, label in enumerate(labels))
    values = {str(at): value_to_json(value) for at, value in enumerate(read.readings)}
    return Doubt("readings", options=options, values=values)


def _picked(state: State, entry: Entry, picked: Picked) -> Taken | Refused | Doubt:
    if picked.certain:
        return _single(offers.tapped(state, entry, picked.options[0].value))
    values: dict[str, object] = {}
    for option in picked.options:
        meant = offers.tapped(state, entry, option.value)
        if isinstance(meant, Taken):
            values[option.value] = value_to_json(meant.value)
    return _found(tuple(one for one in picked.options if one.value in values), values)


def _single(read: Taken | Unsure | Refused) -> Taken | Refused:
    return Refused(Refusal.NOT_A_CHOICE) if isinstance(read, Unsure) else read


def _found(
    options: tuple[Option, ...], values: dict[str, object], note: str = ""
) -> Refused | Doubt:
    if not options:
        return Refused(Refusal.NOT_A_CHOICE)
    return Doubt("found", message=note, options=options, values=values)


def _several(state: State, entry: Entry, text: str) -> Taken | Refused | Doubt:
    offered = offers.options(state, entry)
    options = pick_several(text, offered)
    if not options:
        guessed = tuple(one for one in pick(text, offered).options if one.value in entry.choices)
        return _found(guessed, {one.value: value_to_json((one.value,)) for one in guessed})
    if len(options) == 1 and options[0].value not in entry.choices:
        return _single(offers.tapped(state, entry, options[0].value))
    names = {one.value for one in options}
    # An option that stands alone ("Không") contradicts the others: it must be said again.
    if len(names) > 1 and (names - set(entry.choices) or _exclusive(entry, names)):
        return Refused(Refusal.NOT_A_CHOICE)
    return Taken(in_order(entry, names))


def _exclusive(entry: Entry, names: set[str]) -> bool:
    return any(entry.choices[name].exclusive for name in names)


def in_order(entry: Entry, names: set[str]) -> Value:
    return tuple(name for name in entry.choices if name in names)


def _searched(state: State, entry: Entry, text: str) -> Taken | Refused | Doubt:
    offered = offers.options(state, entry)
    if shown_option := _as_shown(fold(text), offered):
        return _single(offers.tapped(state, entry, shown_option.value))
    found = state.context.lists.search(entry.question.choices, text, state.values())
    fitting = tuple(item for item in found.items if state.item_passes(entry, item))
    if found.exact and len(fitting) == 1 == len(found.items):
        return Taken(fitting[0].name, found.note)
    if fitting:
        options = tuple(_option(item) for item in fitting[: offers.MOST_ITEMS])
        return _found(options, {item.name: item.name for item in fitting}, found.note)
    if found.items:  # it exists, but the form does not allow it here
        message = state.form.say(entry.question.constraint_message)
        return Refused(Refusal.CONSTRAINT, filled(state, message))
    return Refused(Refusal.NOT_FOUND)


def _as_shown(folded: str, offered: tuple[Option, ...]) -> Option | None:
    """An offered option by its number or whole label; "Thêm cơ sở mới" also by some of its words.

    Some words of an entry's name may be those of another one too: the list searches entries.
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
