"""Owns the one step of a form in a chat: what a person did, and what the form answers. Pure."""

from typing import assert_never

from forms import answering, lines, moving, repeating, reviewing, reviews, showing, underway
from forms.amending import correct
from forms.definition import Form
from forms.outside import Context
from forms.places import More, Stop, everything
from forms.program import Program, program
from forms.state import State
from forms.steps import (
    Accepted,
    Add,
    Ask,
    Back,
    Chose,
    Correct,
    Filling,
    Finish,
    Input,
    Jump,
    Located,
    Outline,
    Outlined,
    Refusal,
    Refused,
    Remove,
    Resume,
    Review,
    Sent,
    Skip,
    Submit,
    Turn,
    Typed,
)
from forms.wording import computed


def start(form: Form, context: Context) -> Turn:
    """A new filling at its first question."""
    of = program(form)
    filling = Filling(form.form_id, form.version, started=context.now)
    state = _reckoned_once(State.open(of, filling, context))
    return moving.onward(state, None)


def advance(form: Form, filling: Filling, input: Input, context: Context) -> Turn:  # noqa: A002
    """The next state and what to say. A refusal leaves the filling as it was."""
    of = program(form)
    state = State.open(of, filling, context)
    if isinstance(input, Typed) and lines.are_several(moving.open_stop(state), input.text):
        turn = lines.typed(state, input.text, input.source)
    else:
        turn = _step(state, input)
        if filling.waiting and _has_moved_on(filling, input, turn):
            turn = _going_on(of, filling, turn, context)
    return _kept(of, turn, context)


Given = Typed | Chose | Sent | Located | Skip | Finish


def _step(state: State, input: Input) -> Turn:  # noqa: A002
    match input:
        case Resume():
            return moving.show(state)
        case Back():
            return moving.back(answering.photos_kept(state))
        case Correct(key, text, source):
            return correct(state, key, text, source)
        case Jump() | Add() | Remove() | Submit():
            return _leaving(answering.photos_kept(state), input)
        case Outline():
            questions = (showing.question(state, place) for place in state.places.questions)
            return state.turn(Outlined(tuple(questions)))
        case Typed() | Chose() | Sent() | Located() | Skip() | Finish():
            return _given(state, input)
        case _:
            assert_never(input)


def _leaving(state: State, move: Jump | Add | Remove | Submit) -> Turn:
    match move:
        case Jump(key):
            return moving.jump(state, key)
        case Add(repeat):
            return repeating.add(state, repeat)
        case Remove(instance):
            return repeating.remove(state, instance)
        case Submit():
            return reviewing.submit(state)
        case _:
            assert_never(move)


def _given(state: State, given: Given) -> Turn:
    stop = moving.open_stop(state)
    if stop is None:
        return _in_review(state, given)
    match given:
        case Typed(text, source):
            return answering.typed(state, stop, text, source)
        case Chose(key, value, source):
            if key != stop.key:
                return moving.stale(state)
            return answering.chose(state, stop, value, source)
        case _:
            return _at(state, stop, given)


def _at(state: State, stop: Stop, given: Sent | Located | Skip | Finish) -> Turn:
    if isinstance(stop, More):
        return _at_more(state, stop, given)
    match given:
        case Sent(photo, source):
            return underway.sent(state, stop, photo, source)
        case Located(point, source):
            return underway.located(state, stop, point, source)
        case Skip():
            return underway.skip(state, stop)
        case Finish():
            return underway.finish(state, stop, None)
        case _:
            assert_never(given)


def _at_more(state: State, more: More, given: Sent | Located | Skip | Finish) -> Turn:
    if isinstance(given, Skip | Finish):
        return repeating.one_more(state, more, wanted=False)
    why = Refusal.POINT_NOT_WANTED if isinstance(given, Located) else Refusal.PHOTO_NOT_WANTED
    return showing.again(state, more, Refused(why))


def _in_review(state: State, given: Given) -> Turn:
    if state.filling.at is not None:  # the open question has gone: say where we are
        return moving.show(state)
    match given:
        case Typed(text):
            return reviewing.typed(state, text)
        case Chose():
            return moving.stale(state)
        case Sent():
            return reviews.review(state, (), Refused(Refusal.PHOTO_NOT_WANTED))
        case Located():
            return reviews.review(state, (), Refused(Refusal.POINT_NOT_WANTED))
        case Skip() | Finish():
            return reviews.review(state)
        case _:
            assert_never(given)


# --- lines that wait ----------------------------------------------------------------------------
def _has_moved_on(before: Filling, input: Input, turn: Turn) -> bool:  # noqa: A002
    """Whether the question that stopped the lines was answered or skipped."""
    answers = isinstance(input, Given) and isinstance(turn.step, Ask | Review)
    return answers and turn.filling.at != before.at and not turn.filling.waiting


def _going_on(of: Program, before: Filling, turn: Turn, context: Context) -> Turn:
    state = State.open(of, turn.filling, context)
    accepted: tuple[Accepted, ...] = ()
    note = ""
    if isinstance(turn.step, Ask | Review):
        accepted, note = turn.step.accepted, turn.step.note
    return lines.answer(state, before.waiting, before.waiting_source, accepted, note)


# --- what is reckoned once ----------------------------------------------------------------------
def _kept(of: Program, turn: Turn, context: Context) -> Turn:
    if not of.kept:
        return turn
    state = _reckoned_once(State.open(of, turn.filling, context))
    return Turn(state.turn(turn.step).filling, turn.step)


def _reckoned_once(state: State) -> State:
    """`once(…)` and the defaults of what nobody is asked: kept as soon as they have a value."""
    if not state.program.kept:
        return state
    for place in tuple(everything(state)):
        if place.entry.is_kept and place.key not in state.filling.kept:
            value = computed(state, place.entry, place.ids)
            if value is not None:
                kept = {**state.filling.kept, place.key: value}
                state = state.with_(state.filling.with_(kept=kept))
    return state
