"""Owns where a filling stands: the next open question, the one before, back to the review."""

from forms import reviews, showing
from forms.program import Entry
from forms.state import State
from forms.steps import Accepted, Again, Filling, Refusal, Refused, Turn


def open_entry(state: State) -> Entry | None:
    """The question that stands open; None in the review."""
    entry = state.program.by_name.get(state.filling.at or "")
    if entry is None or not entry.question.asked or not state.relevant(entry):
        return None
    return entry


def show(state: State, accepted: tuple[Accepted, ...] = (), note: str = "") -> Turn:
    """Where we are. An open question that is no longer relevant gives way to the next."""
    entry = open_entry(state)
    if entry is None and state.filling.at is not None:
        return onward(state, state.program.by_name.get(state.filling.at), accepted, note)
    if entry is None:
        return reviews.review(state, accepted, note=note)
    if state.filling.doubt is not None and not accepted:
        return Turn(state.filling, Again(showing.question(state, entry), state.filling.doubt))
    return showing.ask(state, entry, accepted, note)


def onward(
    state: State, after: Entry | None, accepted: tuple[Accepted, ...] = (), note: str = ""
) -> Turn:
    """To the next question that was neither answered nor skipped, or to the review."""
    entry = next_open(state, after)
    filling = settled(state.filling, entry.name if entry else None)
    state = state.with_(filling.with_(returning=filling.returning and entry is not None))
    if entry is None:
        return reviews.review(state, accepted, note=note)
    return showing.ask(state, entry, accepted, note)


def next_open(state: State, after: Entry | None) -> Entry | None:
    """Onward from a question, then from the beginning: an answer may open an earlier question."""
    place = after.place if after else -1
    still_open = [
        entry
        for entry in state.program.asked
        if entry.name not in state.filling.answers
        and entry.name not in state.filling.skipped
        and state.relevant(entry)
    ]
    return next(
        (entry for entry in still_open if entry.place > place), next(iter(still_open), None)
    )


def settled(filling: Filling, at: str | None) -> Filling:
    """At another place, with nothing under way."""
    return filling.with_(at=at, ticks=None, photos=(), doubt=None)


def back(state: State) -> Turn:
    """To the question before; to the review, if the open question was reached from there."""
    entry = open_entry(state)
    if state.filling.returning:
        return reviews.review(state.with_(settled(state.filling, None).with_(returning=False)))
    before = [one for one in state.asked() if entry is None or one.place < entry.place]
    if before:
        state = state.with_(settled(state.filling, before[-1].name))
        return showing.ask(state, before[-1])
    refused = Refused(Refusal.NOTHING_BEFORE)
    return showing.again(state, entry, refused) if entry else reviews.review(state, (), refused)


def jump(state: State, name: str) -> Turn:
    entry = state.program.by_name.get(name)
    if entry is None or not entry.question.asked or not state.relevant(entry):
        return stale(state)
    returning = state.filling.at is None or state.filling.returning
    state = state.with_(settled(state.filling, name).with_(returning=returning))
    return showing.ask(state, entry)


def stale(state: State) -> Turn:
    """Something was tapped that is not there any more."""
    entry, refused = open_entry(state), Refused(Refusal.STALE)
    return showing.again(state, entry, refused) if entry else reviews.review(state, (), refused)
