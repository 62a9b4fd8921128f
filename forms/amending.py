"""Owns correcting an answer that was given: an edited message."""

from forms import checking, doubting, moving, repeating, showing, taking
from forms.program import Place
from forms.reading import read_typed
from forms.readings import Taken
from forms.state import State
from forms.steps import Answer, Key, Turn


def correct(state: State, key: Key, text: str, source: str | None) -> Turn:
    """Another text for an answer that was given; the open question stays open.

    Whatever cannot be taken at once (refused, to be asked back) leaves all as it was: Again then
    shows the question concerned, which need not be the open one.
    """
    place = state.place(key)
    if place is None or state.answer(place) is None:
        return moving.stale(state)
    read = read_typed(state, place, text)
    if isinstance(read, Taken):
        problem = checking.refuse(state, place, read.value) or doubting.doubt(
            state, place, read.value, source
        )
        if problem is None:
            return _corrected(state, place, Answer(read.value, source), read.note)
        read = problem
    return showing.again(state, place, read)


def _corrected(state: State, place: Place, answer: Answer, note: str) -> Turn:
    before = state
    state, accepted = taking.stored(state, place, answer)
    if refused := repeating.too_many(state, place):
        return showing.again(before, place, refused)
    state = state.with_(state.filling.with_(doubt=None))
    if state.filling.at is None and moving.next_open(state, None) is not None:
        state = state.with_(state.filling.with_(returning=True))
        return moving.onward(state, None, (accepted,), note)
    return moving.show(state, (accepted,), note)
