"""Owns whether a value may stand: constraint, lists, soft check, near-duplicates."""

from forms.definition import ADDED, Type
from forms.program import Place
from forms.state import State
from forms.steps import Refusal, Refused
from forms.values import NotRecorded, Value
from forms.wording import filled


def refuse(state: State, place: Place, value: Value) -> Refused | None:
    """Why a value may not stand, if so."""
    if isinstance(value, NotRecorded):
        return None  # "no figure" breaks no rule about figures
    allowed = place.entry.constraint is None or state.holds(place, place.entry.constraint, value)
    if allowed and _listed(state, place, value):
        return None
    return Refused(Refusal.CONSTRAINT, constraint_message(state, place))


def constraint_message(state: State, place: Place) -> str:
    written = state.say(place.question.constraint_message)
    return filled(state, written, place.element, place.ids)


def _listed(state: State, place: Place, value: Value) -> bool:
    """Whether what was chosen can still be chosen: a choice_filter may look at other answers."""
    match place.question.type:
        case Type.SELECT_ONE_FROM_FILE:
            return _item_listed(state, place, str(value))
        case Type.SELECT_ONE | Type.SELECT_MULTIPLE:
            names = value if isinstance(value, tuple) else (value,)
            listed = {choice.name for choice in state.choices(place)}
            return (
                listed.issuperset(str(name) for name in names) or value == place.question.bot.none
            )
        case _:
            return True


def _item_listed(state: State, place: Place, name: str) -> bool:
    if name == ADDED:
        return bool(place.question.bot.add)
    item = state.context.lists.item(place.question.choices, name)
    return item is not None and state.item_passes(place, item)
