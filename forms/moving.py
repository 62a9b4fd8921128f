"""Owns where a filling stands: the next open question, the one before, back to the review."""

from forms import reviews, showing
from forms.keys import split
from forms.places import More, Stop
from forms.program import Place
from forms.state import State
from forms.steps import Accepted, Again, Filling, Key, Refusal, Refused, Turn


def open_stop(state: State) -> Stop | None:
    """What stands open: a question, or whether there is one more; None in the review."""
    return state.at(state.filling.at)


def show(state: State, accepted: tuple[Accepted, ...] = (), note: str = "") -> Turn:
    """Where we are. An open question that is no longer relevant gives way to the next."""
    stop = open_stop(state)
    if stop is None and state.filling.at is not None:
        return onward(state, state.filling.at, accepted, note)
    if stop is None:
        return reviews.review(state, accepted, note=note)
    doubt = state.filling.doubt
    if isinstance(stop, Place) and doubt is not None and not accepted:
        return state.turn(Again(showing.question(state, stop), doubt))
    return showing.ask(state, stop, accepted, note)


def onward(
    state: State, after: Key | None, accepted: tuple[Accepted, ...] = (), note: str = ""
) -> Turn:
    """To the next question that was neither answered nor skipped, or to the review."""
    stop = next_open(state, after)
    filling = settled(state.filling, stop.key if stop else None)
    state = state.with_(filling.with_(returning=filling.returning and stop is not None))
    if stop is None:
        return reviews.review(state, accepted, note=note)
    return showing.ask(state, stop, accepted, note)


def next_open(state: State, after: Key | None) -> Stop | None:
    """Onward from a question, then from the beginning: an answer may open an earlier question."""
    stops = state.places.stops
    start = 0 if after is None else _behind(state, after)
    later = (stop for stop in (*stops[start:], *stops[:start]) if _is_open(state.filling, stop))
    return next(later, None)


def _behind(state: State, key: Key) -> int:
    """The first place behind a question, also where the question itself has gone."""
    at = state.places.index.get(key)
    if at is not None:
        return at + 1
    element = state.program.schema.by_name.get(split(key)[0])
    order = element.order if element else 0
    stops = state.places.stops
    return next((at for at, stop in enumerate(stops) if _order(stop) > order), len(stops))


def _order(stop: Stop) -> int:
    return stop.element.order if isinstance(stop, Place) else stop.fold.element.order


def _is_open(filling: Filling, stop: Stop) -> bool:
    if isinstance(stop, More):
        return stop.key not in filling.closed
    return stop.key not in filling.answers and stop.key not in filling.skipped


def settled(filling: Filling, at: Key | None) -> Filling:
    """At another place, with nothing under way."""
    return filling.with_(at=at, ticks=None, photos=(), doubt=None, waiting=(), waiting_source=None)


def back(state: State) -> Turn:
    """To the question before; to the review, if the open question was reached from there."""
    if state.filling.returning:
        return reviews.review(state.with_(settled(state.filling, None).with_(returning=False)))
    stops, stop = state.places.stops, open_stop(state)
    at = len(stops) if stop is None else state.places.index[stop.key]
    if at > 0:
        before = stops[at - 1]
        state = state.with_(settled(state.filling, before.key))
        return showing.ask(state, before)
    return refused(state, Refused(Refusal.NOTHING_BEFORE))


def jump(state: State, key: Key) -> Turn:
    stop = state.at(key)
    if stop is None:
        return stale(state)
    state = gone_to(state, key)
    return showing.ask(state, stop)


def gone_to(state: State, key: Key) -> State:
    """At another question; from the review there is a way back."""
    returning = state.filling.at is None or state.filling.returning
    return state.with_(settled(state.filling, key).with_(returning=returning))


def stale(state: State) -> Turn:
    """Something was tapped that is not there any more."""
    return refused(state, Refused(Refusal.STALE))


def refused(state: State, why: Refused) -> Turn:
    """Said at the open question, or in the review."""
    stop = open_stop(state)
    return showing.again(state, stop, why) if stop else reviews.review(state, (), why)
