"""What is reckoned by what depends on an answer is what would be reckoned from nothing."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import engine
from forms import filling as fillings
from forms.definition import Form, Group, Question, Repeat, Type
from forms.expressions.coercion import XValue
from forms.expressions.instance import Compiled, Frame
from forms.graph import graph
from forms.places import everything
from forms.program import program
from forms.state import State
from forms.steps import (
    Add,
    Again,
    Answer,
    Ask,
    Back,
    Chose,
    Done,
    Filling,
    Input,
    Jump,
    Refused,
    Remove,
    Resume,
    Review,
    Skip,
    Submit,
    Turn,
    Typed,
)
from forms.wording import computed
from tests.forms import strategies
from tests.forms.fakes import Talk, context

CONTEXT = context()
SAID = [
    "1",
    "2",
    "5",
    "13",
    "x",
    "y",
    "z",
    "1, 2",
    "thêm",
    "không",
    "bỏ qua",
    "quay lại",
    "xong",
    "sửa 1",
]
SEVERAL = ["1\n2\n5", "x\nthêm\n4\nkhông", "câu 1: 5", "câu 2: x\ncâu 1: 4", "13\n1\n1\n1\n1\n1"]


def moves() -> st.SearchStrategy[list[Input | int]]:
    """A number stands for a jump, an addition or a removal somewhere there is one."""
    return st.lists(
        st.one_of(
            st.builds(Typed, st.sampled_from(SAID + SEVERAL), st.just("m")),
            st.sampled_from([Back(), Skip(), Resume(), Submit()]),
            st.integers(0, 11),
        ),
        max_size=30,
    )


def made(turn: Turn, move: Input | int) -> Input:
    if not isinstance(move, int):
        return move
    step, at = turn.step, move // 3
    keys = [line.question for line in step.lines] if isinstance(step, Review) else ["n1", "n2#1"]
    repeats = step.repeats if isinstance(step, Review) else ()
    instances = [one.key for repeat in repeats for one in repeat.instances]
    match move % 3:
        case 0 if keys:
            return Jump(keys[at % len(keys)])
        case 1 if repeats:
            return Add(repeats[at % len(repeats)].key)
        case 2 if instances:
            return Remove(instances[at % len(instances)])
        case _:
            return Typed("có")


def reckoned(state: State) -> list[object]:
    places = [stop.key for stop in state.places.stops]
    return [places, [(one.key, computed(state, one.entry, one.ids)) for one in everything(state)]]


@settings(max_examples=150, deadline=None)
@given(strategies.forms(), moves())
def test_by_dependency_or_from_nothing(form: Form, said: list[Input | int]) -> None:
    turn = engine.start(form, CONTEXT)
    for move in said:
        turn = engine.advance(form, turn.filling, made(turn, move), CONTEXT)
        carried = State.open(program(form), turn.filling, CONTEXT)
        anew = State.open(program(form), replace(turn.filling, derived=None), CONTEXT)
        assert reckoned(carried) == reckoned(anew)


@settings(max_examples=150, deadline=None)
@given(strategies.forms(), moves())
def test_what_is_kept_and_fetched_goes_on_the_same(form: Form, said: list[Input | int]) -> None:
    one = other = engine.start(form, CONTEXT)
    for move in said:
        input_ = made(one, move)
        fetched = fillings.from_json(json.loads(json.dumps(fillings.to_json(other.filling))))
        one = engine.advance(form, one.filling, input_, CONTEXT)
        other = engine.advance(form, fetched, input_, CONTEXT)
        assert one == other


@settings(max_examples=150, deadline=None)
@given(strategies.forms(), moves())
def test_no_answer_is_lost(form: Form, said: list[Input | int]) -> None:
    """But by taking its instance away; and what is refused changes nothing."""
    turn = engine.start(form, CONTEXT)
    for move in said:
        input_, before = made(turn, move), turn.filling
        turn = engine.advance(form, before, input_, CONTEXT)
        if not isinstance(input_, Remove):
            assert set(before.answers) <= set(turn.filling.answers)
        if isinstance(turn.step, Again) and isinstance(turn.step.why, Refused):
            several = isinstance(input_, Typed) and "\n" in input_.text
            # Of several lines those before the one that is refused are taken.
            assert several or before.waiting or turn.filling.answers == before.answers
        _coherent(form, turn)


def _coherent(form: Form, turn: Turn) -> None:
    """What is shown is where the filling stands, and its number is true."""
    step, filling = turn.step, turn.filling
    if isinstance(step, Done | Review):
        assert filling.at is None
        return
    assert isinstance(step, Ask | Again), step
    question = step.question
    assert question.name == filling.at
    places = State.open(program(form), replace(filling, derived=None), CONTEXT).places
    assert question.total == places.total
    if not question.more:
        assert places.questions[question.number - 1].key == question.name


def test_an_irrelevant_answer_is_kept_aside_and_not_handed_in() -> None:
    form = strategies.form(
        (
            Question("a", Type.INTEGER, {"": "A?"}),
            Group(
                "g",
                relevant="${a} > 3",
                children=(
                    Repeat("r", {"": "R"}, children=(Question("b", Type.TEXT, {"": "B?"}),)),
                ),
            ),
            Question("c", Type.CALCULATE, calculation="count-non-empty(${b})"),
        )
    )
    one = Talk(form).say("5", "một", "thêm", "hai", "không", Jump("a"), "1")
    assert one.say(Submit()).sent == {"a": 1, "c": 0}
    one.say(Jump("a"), "4")
    assert [line.shown for line in one.review.lines] == ["4", "một", "hai"]
    assert one.say(Submit()).sent["c"] == 2


# --- how far an answer reaches ------------------------------------------------------------------
def _chain(length: int) -> Form:
    first = Question("q0", Type.INTEGER, {"": "0?"})
    rest = (
        Question(f"q{at}", Type.INTEGER, {"": f"{at}?"}, relevant=f"${{q{at // 10 * 10 - 10}}} > 3")
        if at % 10 == 0
        else Question(f"q{at}", Type.INTEGER, {"": f"{at}?"}, relevant=f"${{q{at // 10 * 10}}} > 3")
        for at in range(1, length)
    )
    return strategies.form((first, *rest))


def _watched(asked: list[int], order: int, condition: Compiled) -> Compiled:
    def run(frame: Frame) -> XValue:
        asked.append(order)
        return condition(frame)

    return run


def test_only_what_depends_on_an_answer_is_reckoned_anew() -> None:
    form = _chain(500)
    of = program(form)
    asked: list[int] = []
    filling: Filling = engine.start(form, CONTEXT).filling
    filling = engine.advance(form, filling, Typed("5"), CONTEXT).filling
    conditions = {
        order: tuple(
            (order_, depth, _watched(asked, order_, condition))
            for order_, depth, condition in found
        )
        for order, found in of.conditions.items()
    }
    state = State.open(of, filling, CONTEXT)
    assert state.places.total > 1
    watched = replace(of, conditions=conditions)
    state = State(watched, state.filling, CONTEXT, state.derived)
    place = state.place("q1")
    assert place is not None
    state = state.with_answer(place, Answer(7))
    assert state.places.total == 11
    assert asked == []  # nothing depends on q1
    assert len(graph(form).effects(of.by_name["q1"].element)) == 0
    assert len(graph(form).effects(of.by_name["q480"].element)) == 9 + 1 + 9


def test_a_tap_that_is_stale_changes_nothing() -> None:
    form = strategies.form((Question("a", Type.TEXT, {"": "A?"}),))
    turn = engine.start(form, CONTEXT)
    assert engine.advance(form, turn.filling, Chose("b", "x"), CONTEXT).filling == turn.filling
