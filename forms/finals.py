"""Owns what is handed in: the relevant answers, and what was calculated from them."""

from forms import places
from forms.definition import Type
from forms.program import Place
from forms.state import State
from forms.steps import Final
from forms.wording import answer_now, headings, label, shown


def finals(state: State) -> tuple[Final, ...]:
    """In the form's order, each instance of a repeat with its own."""
    found = (_final(state, place) for place in places.everything(state))
    return tuple(final for final in found if final is not None)


def _final(state: State, place: Place) -> Final | None:
    definition = place.question
    answer = state.answer(place) if definition.asked else None
    value = answer_now(state, place.entry, place.ids)
    if value is None or definition.type is Type.NOTE:
        return None
    return Final(
        name=place.name,
        type=definition.type.value,
        value=value,
        source=answer.source if answer else None,
        shown=shown(state, place.entry, value, place.ids),
        label=label(state, place),
        indicators=definition.bot.indicators,
        path=_path(state, place),
        where=headings(state, place.element, place.ids),
    )


def _path(state: State, place: Place) -> str:
    """ "member[2]/age": the repeats around a question with positions, from 1."""
    steps = []
    for one in place.element.repeats():
        ids = place.ids[: one.depth]
        steps.append(f"{one.name}[{state.instances(one, ids[:-1]).index(ids[-1]) + 1}]")
    return "/".join([*steps, place.name])
