"""Owns correcting an answer that was given: an edited message."""

from forms import checking, moving, showing, taking
from forms.program import Entry
from forms.reading import read_typed
from forms.readings import Taken
from forms.state import State
from forms.steps import (
    Answer,
    Turn,
)


def correct(state: State, name: str, text: str, source: str | None) -> Turn:
    """Another text for an answer that was given; the open question stays open.

    Whatever cannot be taken at once (refused, to be asked back) leaves all as it was: Again then
    shows the question concerned, which need not be the open one.
    """
    entry = state.program.by_name.get(name)
    if entry is None or not entry.question.asked or state.answer(name) is None:
        return moving.stale(state)
    read = read_typed(state, entry, text)
    if isinstance(read, Taken):
        problem = checking.refuse(state, entry, read.value) or checking.doubt(
            state, entry, read.value, source
        )
        if problem is None:
            return _corrected(state, entry, Answer(read.value, source), read.note)
        read = problem
    return showing.again(state, entry, read)


def _corrected(state: State, entry: Entry, answer: Answer, note: str) -> Turn:
    filling, accepted = taking.stored(state, entry, answer)
    state = state.with_(filling.with_(doubt=None))
    if filling.at is None and moving.next_open(state, None) is not None:
        state = state.with_(state.filling.with_(returning=True))
        return moving.onward(state, None, (accepted,), note)
    return moving.show(state, (accepted,), note)
