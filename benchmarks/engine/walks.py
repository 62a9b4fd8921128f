"""Owns going through a form, answer by answer, and what each step cost."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from benchmarks.engine.specimens import Specimen
from benchmarks.engine.timing import once
from forms import engine
from forms import filling as fillings
from forms.definition import Form
from forms.steps import Ask, Filling, Input, Question, Review, Skip, Turn, Typed
from tests.forms.fakes import context

CONTEXT = context()


@dataclass(frozen=True, slots=True)
class Step:
    before: Filling
    input: Input
    turn: Turn
    advance: float  # microseconds
    kept: float  # microseconds for the JSON of it, there and back


def walk(form: Form, specimen: Specimen, *, through_json: bool) -> Iterator[Step]:
    """From the first question to the review."""
    turn = engine.start(form, CONTEXT)
    script = iter(specimen.script)
    while isinstance(turn.step, Ask):
        filling, kept = turn.filling, 0.0
        if through_json:
            filling, kept = once(partial(stored, filling))
        move = _move(turn.step.question, specimen, script)
        turn, took = once(partial(engine.advance, form, filling, move, CONTEXT))
        yield Step(filling, move, turn, took, kept)
    if not isinstance(turn.step, Review) or not turn.step.complete:
        raise RuntimeError(f"{specimen.title}: stuck at {turn.step}")


def _move(question: Question, specimen: Specimen, script: Iterator[str]) -> Input:
    text = next(script, None) if specimen.script else _typed(question.name, specimen)
    return Skip() if text in {None, "bỏ qua"} else Typed(str(text), "m")


def _typed(name: str, specimen: Specimen) -> str:
    stem, _, section = name.partition("_")
    # In every fifth section most questions are not relevant.
    closed = stem == "gate" and int(section) % 5 == 0
    return "không" if closed else specimen.typed[stem]


def stored(filling: Filling) -> Filling:
    """As between two messages."""
    return fillings.from_json(json.loads(json.dumps(fillings.to_json(filling))))
