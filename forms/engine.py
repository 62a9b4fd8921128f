"""Owns the one step of a form in a chat: what a person did, and what the form answers. Pure."""

from typing import assert_never

from forms import checking, commands, moving, offers, showing, taking
from forms.answers import Taken
from forms.checking import NO, YES
from forms.commands import Command
from forms.definition import Form, Type
from forms.picking import pick
from forms.program import Entry, program
from forms.reading import read_typed
from forms.state import State
from forms.steps import (
    Accepted,
    Answer,
    Ask,
    Back,
    Chose,
    Context,
    Correct,
    Done,
    Doubt,
    Filling,
    Finish,
    Input,
    Jump,
    Option,
    Refusal,
    Refused,
    Resume,
    Sent,
    Skip,
    Submit,
    Turn,
    Typed,
)
from vietnamese.text import clean


def start(form: Form, context: Context) -> Turn:
    """A new filling at its first question."""
    state = State(program(form), Filling(form.form_id, form.version), context)
    return moving.onward(state, None)


def advance(form: Form, filling: Filling, input: Input, context: Context) -> Turn:  # noqa: A002
    """The next state and what to say. A refusal leaves the filling as it was."""
    state = State(program(form), filling, context)
    match input:
        case Resume():
            return moving.show(state)
        case Back():
            return _back(state)
        case Jump(name):
            return moving.jump(state, name)
        case Correct(name, text, source):
            return _correct(state, name, text, source)
        case Submit():
            return _submit(state)
        case Typed() | Chose() | Sent() | Skip() | Finish():
            entry = moving.open_entry(state)
            return _in_review(state, input) if entry is None else _in_question(state, entry, input)
        case _:
            assert_never(input)


Given = Typed | Chose | Sent | Skip | Finish


def _in_question(state: State, entry: Entry, given: Given) -> Turn:
    match given:
        case Typed(text, source):
            return _typed(state, entry, text, source)
        case Chose(name, value, source):
            return (
                _chose(state, entry, value, source) if name == entry.name else moving.stale(state)
            )
        case Sent(photo):
            return taking.add_photo(state, entry, photo)
        case Skip():
            return taking.skip(state, entry)
        case Finish():
            return taking.finish(state, entry, None)
        case _:
            assert_never(given)


def _in_review(state: State, given: Given) -> Turn:
    if state.filling.at is not None:  # the open question has gone: say where we are
        return moving.show(state)
    match given:
        case Typed(text):
            return _typed_in_review(state, text)
        case Chose():
            return moving.stale(state)
        case Sent():
            return showing.review(state, (), Refused(Refusal.PHOTO_NOT_WANTED))
        case Skip() | Finish():
            return showing.review(state)
        case _:
            assert_never(given)


def _typed(state: State, entry: Entry, text: str, source: str | None) -> Turn:
    text = clean(text)
    if steered := _steered(state, entry, text, source):
        return steered
    if state.filling.doubt is not None:
        if (way_out := _way_out(state.filling.doubt, text)) is not None:
            return taking.resolve(state, entry, state.filling.doubt, way_out)
        state = state.with_(state.filling.with_(doubt=None))
    return taking.take(state, entry, read_typed(state, entry, text), source)


def _steered(state: State, entry: Entry, text: str, source: str | None) -> Turn | None:
    """Words that steer, where steering so makes sense here; elsewhere they are an answer."""
    match commands.in_question(text):
        case Command.BACK:
            return _back(state)
        case Command.SKIP:
            return taking.skip(state, entry)
        case Command.FINISH if entry.question.type in {Type.SELECT_MULTIPLE, Type.IMAGE}:
            return taking.finish(state, entry, source)
        case Command.CLEAR if state.answer(entry.name) and not state.required(entry):
            return taking.clear(state, entry)
        case _:
            return None


def _way_out(doubt: Doubt, text: str) -> str | None:
    """Which option of a doubt was typed: by number, by words, or yes and no."""
    ways = {option.value for option in doubt.options}
    match commands.in_doubt(text):
        case Command.YES if YES in ways:
            return YES
        case Command.NO if NO in ways:
            return NO
        case _:
            picked = pick(text, [option for option in doubt.options if option.label])
            if not picked.certain:
                picked = pick(text, _numbered(doubt.options))
            return picked.options[0].value if picked.certain else None


def _numbered(options: tuple[Option, ...]) -> list[Option]:
    """The options by their place alone."""
    return [Option(one.value, f"({at})") for at, one in enumerate(options)]


def _chose(state: State, entry: Entry, value: str, source: str | None) -> Turn:
    doubt = state.filling.doubt
    if doubt is not None and any(option.value == value for option in doubt.options):
        return taking.resolve(state, entry, doubt, value)
    if value == offers.CLEAR:
        return taking.clear(state, entry)
    if entry.question.type is Type.SELECT_MULTIPLE and not value.startswith("="):
        return taking.tick(state, entry, value)
    state = state.with_(state.filling.with_(doubt=None))
    return taking.take(state, entry, _meant(state, entry, value), source)


def _meant(state: State, entry: Entry, value: str) -> Taken | Refused | Doubt:
    read = offers.tapped(state, entry, value)
    return read if isinstance(read, Taken | Refused) else Refused(Refusal.NOT_A_CHOICE)


def _typed_in_review(state: State, text: str) -> Turn:
    match commands.in_review(text):
        case Command.SUBMIT:
            return _submit(state)
        case Command.BACK:
            return _back(state)
    asked = state.asked()
    match commands.line_to_change(text):
        case int(number) if 1 <= number <= len(asked):
            return moving.jump(state, asked[number - 1].name)
        case str(words):
            labels = [Option(one.name, state.form.say(one.question.label)) for one in asked]
            picked = pick(words, labels)
            if picked.certain:
                return moving.jump(state, picked.options[0].value)
    return showing.review(state, (), Refused(Refusal.NOT_A_CHOICE))


def _back(state: State) -> Turn:
    """Photos under way are kept: they cost the most to give again."""
    entry = moving.open_entry(state)
    if entry is not None and state.filling.photos:
        answer = Answer(taking.photos_so_far(state, entry))
        state = state.with_(taking.stored(state, entry, answer)[0])
    return moving.back(state)


def _submit(state: State) -> Turn:
    in_review = moving.settled(state.filling, None).with_(returning=False)
    if any(showing.problem(state, entry) for entry in state.asked()):
        return showing.review(state.with_(in_review), (), Refused(Refusal.INCOMPLETE))
    return Turn(in_review, Done(showing.finals(state)))


def _correct(state: State, name: str, text: str, source: str | None) -> Turn:
    """Another text for an answer that was given; the open question stays open.

    Whatever cannot be taken at once (refused, to be asked back) leaves all as it was: Again then
    shows the question concerned, which need not be the open one.
    """
    entry = state.program.by_name.get(name)
    if entry is None or not entry.question.asked or state.answer(name) is None:
        return moving.stale(state)
    read = read_typed(state, entry, text)
    if isinstance(read, Taken):
        problem = checking.refuse(state, entry, read.value) or checking.doubt(
            state, entry, read.value, source
        )
        if problem is None:
            return _corrected(state, entry, Answer(read.value, source), read.note)
        read = problem
    return showing.again(state, entry, read)


def _corrected(state: State, entry: Entry, answer: Answer, note: str) -> Turn:
    filling, accepted = taking.stored(state, entry, answer)
    state = state.with_(filling.with_(doubt=None))
    if filling.at is None and moving.next_open(state, None) is not None:
        state = state.with_(state.filling.with_(returning=True))
        return moving.onward(state, None, (accepted,), note)
    return moving.show(state, (accepted,), note)


__all__ = ["Accepted", "Ask", "advance", "start"]
