"""Owns the review of all answers, and what is handed in after it."""

from collections.abc import Iterator

from forms import repeating
from forms.checking import refuse
from forms.program import Place
from forms.showing import notes_before
from forms.state import State
from forms.steps import Accepted, Line, Refusal, Refused, Review, Turn
from forms.values import Photo
from forms.wording import filled, headings, label, shown


def review(
    state: State,
    accepted: tuple[Accepted, ...] = (),
    refused: Refused | None = None,
    note: str = "",
) -> Turn:
    asked = state.places.questions
    lines = tuple(_line(state, place, number) for number, place in enumerate(asked, 1))
    photos = tuple(photo for place in asked for photo in _photos(state, place))
    complete = not any(line.problem for line in lines)
    said = "\n".join(part for part in (note, *notes_before(state, None)) if part)
    repeats = repeating.shown(state)
    return state.turn(Review(lines, accepted, complete, refused, photos, said, repeats))


def _line(state: State, place: Place, number: int) -> Line:
    answer = state.answer(place)
    return Line(
        question=place.key,
        number=number,
        label=label(state, place),
        shown=shown(state, place.entry, answer.value, place.ids) if answer else "",
        problem=problem(state, place),
        where=headings(state, place.element, place.ids),
    )


def problem(state: State, place: Place) -> str:
    """What is wrong with an answer: the form's sentence or, if it has none, the Refusal's code."""
    answer = state.answer(place)
    if answer is not None:
        refused = refuse(state, place, answer.value)
        return (refused.message or refused.why.value) if refused else ""
    if not state.required(place):
        return ""
    message = state.say(place.question.required_message)
    return filled(state, message, place.element, place.ids) or Refusal.REQUIRED.value


def _photos(state: State, place: Place) -> Iterator[Photo]:
    answer = state.answer(place)
    if answer is not None and isinstance(answer.value, tuple):
        yield from (one for one in answer.value if isinstance(one, Photo))
