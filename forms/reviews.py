"""Owns the review of all answers, and what is handed in after it."""

from forms.checking import refuse
from forms.definition import Type
from forms.program import Entry
from forms.showing import notes_before
from forms.state import State
from forms.steps import (
    Accepted,
    Final,
    Line,
    Refusal,
    Refused,
    Review,
    Turn,
)
from forms.values import Photo
from forms.wording import computed, filled, shown


def review(
    state: State,
    accepted: tuple[Accepted, ...] = (),
    refused: Refused | None = None,
    note: str = "",
) -> Turn:
    asked = state.asked()
    lines = tuple(_line(state, entry, number) for number, entry in enumerate(asked, 1))
    photos = tuple(photo for entry in asked for photo in _photos(state, entry))
    complete = not any(line.problem for line in lines)
    notes = notes_before(state, len(state.program.entries))
    said = "\n".join(part for part in (note, *notes) if part)
    return Turn(state.filling, Review(lines, accepted, complete, refused, photos, said))


def _line(state: State, entry: Entry, number: int) -> Line:
    answer = state.answer(entry.name)
    return Line(
        question=entry.name,
        number=number,
        label=filled(state, state.form.say(entry.question.label)),
        shown=shown(state, entry, answer.value) if answer else "",
        problem=problem(state, entry),
    )


def problem(state: State, entry: Entry) -> str:
    """What is wrong with an answer: the form's sentence or, if it has none, the Refusal's code."""
    answer = state.answer(entry.name)
    if answer is not None:
        refused = refuse(state, entry, answer.value)
        return (refused.message or refused.why.value) if refused else ""
    if not state.required(entry):
        return ""
    message = state.form.say(entry.question.required_message)
    return filled(state, message) or Refusal.REQUIRED.value


def _photos(state: State, entry: Entry) -> tuple[Photo, ...]:
    value = state.value(entry.name)
    if not isinstance(value, tuple):
        return ()
    return tuple(one for one in value if isinstance(one, Photo))


def finals(state: State) -> tuple[Final, ...]:
    """What is handed in: the relevant answers and what was calculated from them."""
    found = (_final(state, one) for one in state.program.entries if state.relevant(one))
    return tuple(final for final in found if final is not None)


def _final(state: State, entry: Entry) -> Final | None:
    definition = entry.question
    answer = state.answer(entry.name) if definition.asked else None
    value = answer.value if answer else None if definition.asked else computed(state, entry)
    if value is None or definition.type is Type.NOTE:
        return None
    return Final(
        name=entry.name,
        type=definition.type.value,
        value=value,
        source=answer.source if answer else None,
        shown=shown(state, entry, value),
        label=filled(state, state.form.say(definition.label)),
        indicators=definition.bot.indicators,
    )
