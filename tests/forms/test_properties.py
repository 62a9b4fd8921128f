"""Whatever people do in whatever order, nothing crashes and nothing they said is lost."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import engine, library
from forms import filling as fillings
from forms.definition import Form
from forms.program import program
from forms.state import State
from forms.steps import (
    Again,
    Back,
    Chose,
    Correct,
    Done,
    Filling,
    Finish,
    Input,
    Jump,
    Outlined,
    Refused,
    Resume,
    Review,
    Sent,
    Skip,
    Submit,
    Turn,
    Typed,
)
from tests.forms.fakes import PHOTOS, context

FORMS = [library.load(form_id) for form_id in library.all_ids()]
CONTEXT = context()
LIKELY = [
    "1", "2", "3", "1, 2", "1,3 và 5", "hôm nay", "20/11", "45", "1.25", "1tr5", "không", "có",
    "ko rõ", "bản Nà Hừ", "muong te", "chợ", "siêu thị", "làng nghề", "tờ rơi", "xong", "bỏ qua",
    "quay lại", "gửi", "sửa 5", "thêm cơ sở mới", "Siêu thị Hoa Ban 2", "khác", "1500", "0",
]  # fmt: skip


def moves(form: Form, *, destructive: bool) -> st.SearchStrategy[list[Input]]:
    """What people do. Taking an answer away on purpose is left out where nothing may be lost."""
    names = [entry.name for entry in program(form).asked]
    values = ["=unknown", "=none", "=suggest:0", "=default", "new", "yes", "no", "0", "1"]
    values += [choice.name for choices in form.choices.values() for choice in choices]
    name = st.sampled_from(names)
    said = st.sampled_from(LIKELY) | (st.text(max_size=40) if destructive else st.nothing())
    options: list[st.SearchStrategy[Input]] = [
        st.builds(Typed, said, st.just("m")),
        st.builds(Typed, said),
        st.builds(Sent, st.sampled_from(PHOTOS)),
        st.sampled_from([Back(), Skip(), Resume(), Submit()]),
        st.builds(Jump, name),
    ]
    if destructive:
        options += [
            st.just(Finish()),
            st.builds(Chose, name, st.sampled_from(values)),
            st.builds(Correct, name, said),
        ]
    return st.lists(st.one_of(options), max_size=25)


def _play(form: Form, steps: list[Input]) -> list[tuple[Filling, Input, Turn]]:
    turn = engine.start(form, CONTEXT)
    played = []
    for move in steps:
        at = turn.filling.at
        # A tap is most often of the open question.
        if isinstance(move, Chose) and at is not None and len(move.value) % 3:
            move = replace(move, question=at)  # noqa: PLW2901
        before = fillings.from_json(json.loads(json.dumps(fillings.to_json(turn.filling))))
        assert before == turn.filling
        turn = engine.advance(form, before, move, CONTEXT)
        played.append((before, move, turn))
    return played


def _coherent(form: Form, turn: Turn) -> None:
    """What is shown agrees with where the filling stands."""
    step, filling = turn.step, turn.filling
    if isinstance(step, Done | Review | Outlined):
        assert isinstance(step, Outlined) or filling.at is None
        return
    question = step.question
    if not isinstance(step, Again):
        assert question.name == filling.at
    state = State.open(program(form), filling, CONTEXT)
    asked = [place.key for place in state.places.questions]
    if question.name in asked:
        assert asked[question.number - 1] == question.name
    assert question.total == len(asked)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nothing_crashes_and_what_is_shown_is_true(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(FORMS))
    for before, move, turn in _play(form, data.draw(moves(form, destructive=True))):
        _coherent(form, turn)
        if isinstance(turn.step, Again) and isinstance(turn.step.why, Refused):
            several = isinstance(move, Typed) and "\n" in move.text
            assert several or replace(turn.filling, doubt=None) == replace(before, doubt=None)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_answer_is_lost_by_moving_about(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(FORMS))
    for before, _, turn in _play(form, data.draw(moves(form, destructive=False))):
        assert set(before.answers) <= set(turn.filling.answers)
        changed = [
            name
            for name, answer in before.answers.items()
            if turn.filling.answers[name].value != answer.value
        ]
        # One step overwrites at most the answer it gives.
        assert len(changed) <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(FORMS), st.data())
def test_any_text_at_any_question(text: str, form: Form, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(program(form).asked))
    filling = Filling(form.form_id, form.version, at=entry.name)
    _coherent(form, engine.advance(form, filling, Typed(text), CONTEXT))
    turn = engine.start(form, CONTEXT)
    _coherent(form, engine.advance(form, turn.filling, Typed(text), CONTEXT))
