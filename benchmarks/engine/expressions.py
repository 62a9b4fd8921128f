"""Owns what single expressions cost on a filled form: ours, and elementpath's on the same form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count
from typing import Any

from benchmarks.engine.agreement import compare
from benchmarks.engine.cases import EXPRESSIONS, Expression, expressions
from benchmarks.engine.reckoning import opened
from benchmarks.engine.timing import often
from benchmarks.peers.xform import XForm
from forms.definition import Form
from forms.expressions.compiler import compiled
from forms.expressions.instance import Compiled, Frame, Ids
from forms.expressions.schema import Scope
from forms.keys import key as key_of
from forms.program import Entry
from forms.state import State
from forms.steps import Answer, Filling
from forms.values import Value
from forms.xlsform import from_markdown
from forms.xvalues import to_xvalue, written
from tests.forms.fakes import TODAY

SIZES = {"ten": 10, "hundred": 100}
VALUES: dict[str, Value] = {
    "age": 34, "sex": "f", "total": 45, "women": 20, "cost": 1_500_000, "used": ("bag", "bucket"),
    "place": "  Chợ   Mường Tè ", "phone": "0912345678", "held": date(2026, 11, 20),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    expression: Expression
    ours: float  # microseconds
    peer: float
    ours_parsed: float  # from its text to what can be run
    peer_parsed: float


def run() -> list[Measured]:
    form, filling, peer = _filled()
    compared = compare(form, filling, peer)
    if compared < len(EXPRESSIONS):
        raise RuntimeError(f"only {compared} compared")
    state = opened(form, filling)
    return [_measured(at, one, state, peer) for at, one in enumerate(EXPRESSIONS)]


def _filled() -> tuple[Form, Filling, XForm]:
    markdown = expressions()
    form, peer = from_markdown(markdown), XForm(markdown, TODAY, SIZES)
    answers = {key: Answer(value) for key, value in VALUES.items()}
    for repeat, size in SIZES.items():
        for at in range(1, size + 1):
            answers[key_of(f"weight_{repeat}", (at,))] = Answer(at)
    answers |= {
        f"e{at}": Answer(18) for at, one in enumerate(EXPRESSIONS) if one.kind == "constraint"
    }
    repeats = {name: tuple(range(1, size + 1)) for name, size in SIZES.items()}
    _fill(peer, answers)
    return form, Filling(form.form_id, form.version, answers, repeats=repeats), peer


def _fill(peer: XForm, answers: dict[str, Answer]) -> None:
    for key, answer in answers.items():
        name, _, at = key.partition("#")
        peer.nodes(name)[int(at or 1) - 1].value.text = written(to_xvalue(answer.value, None))


def _measured(at: int, one: Expression, state: State, peer: XForm) -> Measured:
    entry = state.program.by_name[f"e{at}"]
    ids: Ids = (7,) if entry.element.depth else ()
    bind = peer.bind(one.kind, entry.name)
    node = bind.nodes[6 if ids else 0]
    return Measured(
        one,
        often(_ours(entry, one, state, ids)),
        often(partial(peer.evaluate, bind, node)),
        often(_compiling(entry, one, state), batches=3),
        often(partial(peer.parser.parse, bind.source), batches=3),
    )


def _ours(entry: Entry, one: Expression, state: State, ids: Ids) -> Callable[[], object]:
    chosen: dict[str, Compiled | None] = {
        "relevant": entry.relevant, "constraint": entry.constraint, "calculate": entry.calculation,
    }  # fmt: skip
    expression = chosen[one.kind]
    assert expression is not None
    here = 18.0 if one.kind == "constraint" else None
    return lambda: expression(Frame(state, ids, here))


def _compiling(entry: Entry, one: Expression, state: State) -> Callable[[], Any]:
    """Each time with one space more: what was compiled once is not compiled again."""
    scope, spaces = Scope(state.program.schema, entry.element), count(1)
    return lambda: compiled(one.source + " " * next(spaces), scope)
