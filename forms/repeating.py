"""Owns the instances of repeats: one more, one less, how many there may be."""

from forms import commands, graph, moving, showing
from forms.definition import Repeat
from forms.expressions.instance import Ids
from forms.keys import key as key_of
from forms.keys import split
from forms.picking import pick
from forms.places import More
from forms.program import Fold, Place
from forms.state import MOST_INSTANCES, State
from forms.steps import Instance, Key, Option, Refusal, Refused, Repeating, Turn
from forms.wording import heading, plain_label


# --- whether there is one more ------------------------------------------------------------------
def typed(state: State, more: More, text: str) -> Turn:
    match commands.one_more(text):
        case bool(wanted):
            return one_more(state, more, wanted=wanted)
        case None:
            options = (Option(showing.YES, ""), Option(showing.NO, ""))
            picked = pick(text, options)
            if picked.certain:
                return chose(state, more, picked.options[0].value)
            return showing.again(state, more, Refused(Refusal.NOT_A_CHOICE))


def chose(state: State, more: More, value: str) -> Turn:
    if value not in {showing.YES, showing.NO}:
        return moving.stale(state)
    return one_more(state, more, wanted=value == showing.YES)


def one_more(state: State, more: More, *, wanted: bool) -> Turn:
    if wanted:
        return _added(state, more.fold, more.ids)
    closed = state.filling.closed | {more.key}
    return moving.onward(state.with_(state.filling.with_(closed=closed)), more.key)


# --- from the review ----------------------------------------------------------------------------
def add(state: State, key: Key) -> Turn:
    stop = state.at(key)
    if not isinstance(stop, More):
        return moving.stale(state)
    return _added(moving.gone_to(state, key), stop.fold, stop.ids)


def _added(state: State, fold: Fold, ids: Ids) -> Turn:
    instances = state.instances(fold.element, ids)
    if len(instances) >= MOST_INSTANCES:
        return moving.refused(state, Refused(Refusal.TOO_MANY_INSTANCES, limit=MOST_INSTANCES))
    new = state.filling.last_id + 1
    state = state.with_(state.filling.with_(last_id=new))
    state = state.with_instances(fold, ids, (*instances, new), state.filling.answers)
    first = _first(state, (*ids, new), fold)
    if first is None:  # an instance without a question: on to whatever is open
        return moving.onward(state, key_of(fold.name, ids))
    state = state.with_(moving.settled(state.filling, first.key))
    return showing.ask(state, first)


def remove(state: State, key: Key) -> Turn:
    """Take an instance away; its answers go with it. Its id is not given again."""
    name, ids = split(key)
    fold = state.program.folds.get(name)
    if fold is None or not _may_change(fold) or not _is_there(state, fold, ids):
        return moving.stale(state)
    filling, gone = state.filling, _Inside(fold, ids)
    answers = {at: one for at, one in filling.answers.items() if at not in gone}
    instances = tuple(one for one in state.instances(fold.element, ids[:-1]) if one != ids[-1])
    state = state.with_(
        filling.with_(
            skipped=frozenset(at for at in filling.skipped if at not in gone),
            kept={at: one for at, one in filling.kept.items() if at not in gone},
            closed=frozenset(at for at in filling.closed if at not in gone),
            repeats={at: one for at, one in filling.repeats.items() if at not in gone},
        )
    )
    return moving.show(state.with_instances(fold, ids[:-1], instances, answers))


class _Inside:
    """Which keys belong to an instance."""

    def __init__(self, fold: Fold, ids: Ids) -> None:
        self._names = frozenset(one.name for one in fold.element.below())
        self._ids = ids

    def __contains__(self, key: object) -> bool:
        name, ids = split(str(key))
        return name in self._names and ids[: len(self._ids)] == self._ids


def _is_there(state: State, fold: Fold, ids: Ids) -> bool:
    if len(ids) != fold.element.depth:
        return False
    around = fold.element.repeats()
    return all(ids[one.depth - 1] in state.instances(one, ids[: one.depth - 1]) for one in around)


def _may_change(fold: Fold) -> bool:
    return isinstance(fold.section, Repeat) and not fold.is_counted


# --- how many -----------------------------------------------------------------------------------
def too_many(state: State, place: Place) -> Refused | None:
    """Whether an answer asks for more instances than a chat can put."""
    for effect in graph.graph(state.form).effects(place.element):
        fold = state.program.by_order[effect.element.order]
        if effect.what != "count" or not isinstance(fold, Fold):
            continue
        outside = effect.element.parent or effect.element
        for ids in state.every(outside, place.ids[: min(effect.shared, outside.depth)]):
            if state.wanted(fold, ids) > MOST_INSTANCES:
                return Refused(Refusal.TOO_MANY_INSTANCES, limit=MOST_INSTANCES)
    return None


# --- as the review shows them -------------------------------------------------------------------
def shown(state: State) -> tuple[Repeating, ...]:
    found = (
        _repeating(state, fold, ids)
        for fold in state.program.folds.values()
        if isinstance(fold.section, Repeat)
        for ids in state.every(fold.element.parent or fold.element, ())
    )
    return tuple(one for one in found if one is not None)


def _repeating(state: State, fold: Fold, ids: Ids) -> Repeating | None:
    if not state.is_relevant(fold.element, (*ids, 0)):
        return None
    instances = [
        Instance(key_of(fold.name, inside), heading(state, fold.element, inside), first.key)
        for at in state.instances(fold.element, ids)
        if (inside := (*ids, at)) and (first := _first(state, inside, fold)) is not None
    ]
    key = key_of(fold.name, ids)
    return Repeating(key, plain_label(state, fold), tuple(instances), _may_change(fold))


def _first(state: State, ids: Ids, fold: Fold) -> Place | None:
    """The first question that is put in an instance."""
    inside = _Inside(fold, ids)
    return next((one for one in state.places.questions if one.key in inside), None)
