"""Owns what is asked back before a value is taken: a soft check, what looks much like it."""

from forms.program import Place
from forms.state import State
from forms.steps import Doubt, Option
from forms.value_json import value_to_json
from forms.values import NotRecorded, Value
from forms.wording import filled, shown

YES = "yes"
NO = "no"


def doubt(state: State, place: Place, value: Value, source: str | None) -> Doubt | None:
    """What to ask back before a value is taken; a value that was affirmed is not doubted twice."""
    before = state.answer(place)
    if isinstance(value, NotRecorded) or (before and before.confirmed and before.value == value):
        return None
    if place.entry.warn is not None and state.holds(place, place.entry.warn, value):
        message = filled(state, place.question.bot.warn_message, place.element, place.ids)
        return _doubt(state, place, value, source, message=message)
    return _resembling(state, place, value, source)


def _resembling(state: State, place: Place, value: Value, source: str | None) -> Doubt | None:
    similar = place.question.bot.similar
    if not similar or not isinstance(value, str):
        return None
    items = state.context.lists.similar(similar, value, state.values(place.ids))
    found = tuple(Option(item.name, item.label) for item in items)
    return _doubt(state, place, value, source, found=found) if found else None


def _doubt(
    state: State,
    place: Place,
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
        shown=shown(state, place.entry, value, place.ids),
    )
