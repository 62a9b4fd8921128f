"""Owns that both sides come to the same: one that is fast and wrong is worth nothing."""

import math
from typing import Any

from benchmarks.engine.reckoning import opened
from benchmarks.peers.openrosa import number, text, truth
from benchmarks.peers.xform import Bind, XForm
from forms.definition import Form
from forms.expressions.coercion import Atom
from forms.expressions.instance import Ids
from forms.keys import key as key_of
from forms.program import Entry, Place
from forms.state import State
from forms.steps import Filling
from forms.xvalues import written


def compare(form: Form, filling: Filling, peer: XForm) -> int:
    """How many reckonings of the form were compared; RuntimeError at the first that differs."""
    state, compared = opened(form, filling), 0
    for bind in peer.binds:
        entry = state.program.by_name.get(bind.name)
        if entry is None:
            continue
        for ids, node in zip(state.every(entry.element, ()), bind.nodes, strict=True):
            theirs = peer.evaluate(bind, node)
            if not _agrees(state, entry, ids, bind, theirs):
                raise RuntimeError(f"{bind.source} at {ids} is {theirs!r} to the peer only")
            compared += 1
    return compared


def _agrees(state: State, entry: Entry, ids: Ids, bind: Bind, theirs: Any) -> bool:
    match bind.kind:
        case "relevant":
            return state.own_relevance(entry.element, ids) == truth(theirs)
        case "calculate":
            return alike(state.value(entry.element, ids), theirs)
        case _:
            place = Place(entry, ids, key_of(entry.name, ids))
            answer = state.answer(place)
            if answer is None or entry.constraint is None:
                return True
            return state.holds(place, entry.constraint, answer.value) == truth(theirs)


def alike(ours: Atom, theirs: Any) -> bool:
    mine, other = written(ours), text(theirs)
    return mine == other or math.isclose(number(mine), number(other), rel_tol=1e-9)
