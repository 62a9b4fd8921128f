"""Owns the one step of a form in a chat: what a person did, and what the form answers. Pure."""

from typing import assert_never

from forms import commands, moving, offers, reviewing, reviews, taking, underway
from forms.amending import correct
from forms.checking import NO, YES
from forms.commands import Command
from forms.definition import Form, Type
from forms.picking import exactly, pick
from forms.program import Entry, program
from forms.reading import read_typed
from forms.readings import Taken
from forms.state import State
from forms.steps import (
    Answer,
    Back,
    Chose,
    Context,
    Correct,
    Doubt,
    Filling,
    Finish,
    Input,
    Jump,
    Refusal,
    Refused,
    Resume,
    Sent,
    Skip,
    Submit,
    Turn,
    Typed,
)
from vietnamese.text import clean, fold


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
            return moving.back(_photos_kept(state))
        case Jump(name):
            return moving.jump(_photos_kept(state), name)
        case Correct(name, text, source):
            return correct(state, name, text, source)
        case Submit():
            return reviewing.submit(_photos_kept(state))
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
            return underway.add_photo(state, entry, photo)
        case Skip():
            return underway.skip(state, entry)
        case Finish():
            return underway.finish(state, entry, None)
        case _:
            assert_never(given)


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
        case Skip() | Finish():
            return reviews.review(state)
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
            return moving.back(_photos_kept(state))
        case Command.SKIP:
            return underway.skip(state, entry)
        case Command.FINISH if entry.question.type in {Type.SELECT_MULTIPLE, Type.IMAGE}:
            return underway.finish(state, entry, source)
        case Command.CLEAR if state.answer(entry.name) and not state.required(entry):
            return underway.clear(state, entry)
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
            found = exactly(fold(text), doubt.options)
            if not found and doubt.kind == "found":
                picked = pick(text, doubt.options)
                found = picked.options if picked.certain else ()
            return found[0].value if len(found) == 1 else None


def _chose(state: State, entry: Entry, value: str, source: str | None) -> Turn:
    doubt = state.filling.doubt
    if doubt is not None and any(option.value == value for option in doubt.options):
        return taking.resolve(state, entry, doubt, value)
    if value == offers.CLEAR:
        return underway.clear(state, entry)
    if entry.question.type is Type.SELECT_MULTIPLE and not value.startswith("="):
        return underway.tick(state, entry, value, source)
    state = state.with_(state.filling.with_(doubt=None))
    return taking.take(state, entry, _meant(state, entry, value), source)


def _meant(state: State, entry: Entry, value: str) -> Taken | Refused | Doubt:
    read = offers.tapped(state, entry, value)
    return read if isinstance(read, Taken | Refused) else Refused(Refusal.NOT_A_CHOICE)


def _photos_kept(state: State) -> State:
    """Photos under way become the answer before one leaves: they cost the most to give again."""
    entry = moving.open_entry(state)
    if entry is None or not state.filling.photos:
        return state
    answer = Answer(underway.photos_so_far(state, entry))
    return state.with_(taking.stored(state, entry, answer)[0].with_(photos=()))
