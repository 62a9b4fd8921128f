"""Owns how a step grows: with the form's questions, with the instances of a repeat."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

from benchmarks.engine.specimens import repeated, scaled
from benchmarks.engine.timing import once
from benchmarks.engine.walks import CONTEXT, stored
from benchmarks.peers.xform import XForm
from forms import engine
from forms.definition import Form
from forms.keys import key as key_of
from forms.steps import Answer, Ask, Filling, Key, Resume, Typed
from forms.xlsform import from_markdown
from tests.forms.fakes import TODAY

QUESTIONS = (10, 50, 100, 500, 1000, 2000)
INSTANCES = (1, 10, 50, 100, 200)
REPEATED = 31


@dataclass(frozen=True, slots=True)
class Grown:
    size: int
    alone: float  # microseconds of an answer on which nothing depends, passed on in memory
    touching: float  # of one on which everything depends
    stored: float  # of the former, through JSON
    peer: float  # all binds


def questions() -> list[Grown]:
    return [_scaled(size) for size in QUESTIONS]


def instances() -> list[Grown]:
    return [_repeated(size) for size in INSTANCES]


def _scaled(size: int) -> Grown:
    markdown = scaled(size)
    form, peer = from_markdown(markdown), XForm(markdown, TODAY, {})
    given = {f"q_{at}": Answer(at) for at in range(1, size + 1)}
    for name, answer in given.items():
        peer.nodes(name)[0].value.text = str(answer.value)
    # The question behind the open one is open too: the next is found at once.
    alone = _at(form, given, f"q_{size - 1}", f"q_{size}")
    touching = _at(form, given, "q_1", "q_2")
    return _grown(size, form, alone, touching, peer)


def _repeated(size: int) -> Grown:
    markdown = repeated()
    form, peer = from_markdown(markdown), XForm(markdown, TODAY, {"item": size})
    given: dict[Key, Answer] = {}
    for name in ("p", "q", "r", "s", "t"):
        for at, node in enumerate(peer.nodes(name), 1):
            given[key_of(name, (at,))] = Answer(at)
            node.value.text = str(at)
    repeats = {"item": tuple(range(1, size + 1))}
    alone, touching = (
        _at(form, given, f"{name}#{size}", f"{after}#{size}").with_(repeats=repeats)
        for name, after in (("r", "s"), ("s", "t"))
    )
    return _grown(size, form, alone, touching, peer)


def _at(form: Form, given: dict[Key, Answer], open_key: Key, after: Key) -> Filling:
    answers = {key: answer for key, answer in given.items() if key not in {open_key, after}}
    return Filling(form.form_id, form.version, answers, at=open_key)


def _grown(size: int, form: Form, alone: Filling, touching: Filling, peer: XForm) -> Grown:
    kept = stored(alone)
    return Grown(
        size,
        _median(form, lambda: _remembered(form, alone)),
        _median(form, lambda: _remembered(form, touching)),
        _median(form, lambda: kept),
        median(once(peer.recalculate)[1] for _ in range(3)),
    )


def _remembered(form: Form, filling: Filling) -> Filling:
    """As the step before leaves it, with what was reckoned in it."""
    return engine.advance(form, stored(filling), Resume(), CONTEXT).filling


def _median(form: Form, prepared: Callable[[], Filling]) -> float:
    found = []
    for _ in range(REPEATED):
        filling = prepared()
        turn, took = once(partial(engine.advance, form, filling, Typed("7", "m"), CONTEXT))
        if not isinstance(turn.step, Ask) or turn.filling.answers[str(filling.at)].value != 7:
            raise RuntimeError(f"the answer was not taken: {turn.step}")
        found.append(took)
    return median(found)
