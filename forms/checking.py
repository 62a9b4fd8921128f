"""Owns whether a value may stand: constraint, lists, soft check, near-duplicates."""

from forms.definition import ADDED, Type
from forms.program import Entry
from forms.state import State
from forms.steps import Doubt, Option, Refusal, Refused
from forms.value_json import value_to_json
from forms.values import NotRecorded, Value
from forms.wording import filled, shown

YES = "yes"
NO = "no"


def refuse(state: State, entry: Entry, value: Value) -> Refused | None:
    """Why a value may not stand, if so."""
    if isinstance(value, NotRecorded):
        return None  # "no figure" breaks no rule about figures
    allowed = entry.constraint is None or state.holds(entry.constraint, value)
    if allowed and _listed(state, entry, value):
        return None
    message = filled(state, state.form.say(entry.question.constraint_message))
    return Refused(Refusal.CONSTRAINT, message)


def _listed(state: State, entry: Entry, value: Value) -> bool:
    """Whether what was chosen can still be chosen: a choice_filter may look at other answers."""
    match entry.question.type:
        case Type.SELECT_ONE_FROM_FILE:
            return _item_listed(state, entry, str(value))
        case Type.SELECT_ONE | Type.SELECT_MULTIPLE:
            names = value if isinstance(value, tuple) else (value,)
            listed = {choice.name for choice in state.choices(entry)}
            return (
                listed.issuperset(str(name) for name in names) or value == entry.question.bot.none
            )
        case _:
            return True


def _item_listed(state: State, entry: Entry, name: str) -> bool:
    if name == ADDED:
        return bool(entry.question.bot.add)
    item = state.context.lists.item(entry.question.choices, name)
    return item is not None and state.item_passes(entry, item)


def doubt(state: State, entry: Entry, value: Value, source: str | None) -> Doubt | None:
    """What to ask back before a value is taken; a value that was affirmed is not doubted twice."""
    before = state.answer(entry.name)
    if isinstance(value, NotRecorded) or (before and before.confirmed and before.value == value):
        return None
    if entry.warn is not None and state.holds(entry.warn, value):
        message = filled(state, entry.question.bot.warn_message)
        return _doubt(state, entry, value, source, message=message)
    return _resembling(state, entry, value, source)


def _resembling(state: State, entry: Entry, value: Value, source: str | None) -> Doubt | None:
    similar = entry.question.bot.similar
    if not similar or not isinstance(value, str):
        return None
    items = state.context.lists.similar(similar, value, state.values())
    found = tuple(Option(item.name, item.label) for item in items)
    return _doubt(state, entry, value, source, found=found) if found else None


def _doubt(
    state: State,
    entry: Entry,
    value: Value,
    source: str | None,
    *,
    message: str = "",
    found: tuple[Option, ...] = (),
) -> Doubt:
    # The labels of yes and no are the conversation's to give.
    return Doubt(
        "similar" if found else "check",
        message=message,
        options=(*found, Option(YES, ""), Option(NO, "")),
        values={YES: value_to_json(value), **{option.value: option.value for option in found}},
        source=source,
        shown=shown(state, entry, value),
    )
