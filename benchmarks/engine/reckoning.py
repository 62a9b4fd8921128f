"""Owns reckoning all of a form from nothing, as an engine without a graph would at each step."""

from benchmarks.engine.walks import CONTEXT
from forms.definition import Form
from forms.keys import key as key_of
from forms.program import Place, program
from forms.state import State
from forms.steps import Filling


def opened(form: Form, filling: Filling) -> State:
    return State.open(program(form), filling.with_(derived=None), CONTEXT)


def everything(form: Form, filling: Filling) -> None:
    """Every relevant, calculation and constraint, in every instance."""
    state = opened(form, filling)
    for entry in state.program.entries:
        for ids in state.every(entry.element, ()):
            if entry.relevant is not None:
                state.own_relevance(entry.element, ids)
            _reckon(state, Place(entry, ids, key_of(entry.name, ids)))


def _reckon(state: State, place: Place) -> None:
    entry, answer = place.entry, state.answer(place)
    if entry.calculation is not None:
        state.value(entry.element, place.ids)
    if entry.constraint is not None and answer is not None:
        state.holds(place, entry.constraint, answer.value)
