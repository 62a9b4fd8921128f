"""Owns how the state of a filling is shown: the open question, or the review of all answers."""

from forms import offers
from forms.checking import refuse
from forms.definition import Type
from forms.program import Entry
from forms.state import State
from forms.steps import (
    Accepted,
    Again,
    Ask,
    Doubt,
    Final,
    Keyboard,
    Line,
    Question,
    Refusal,
    Refused,
    Review,
    Turn,
)
from forms.values import Photo
from forms.wording import computed, filled, shown


def ask(
    state: State,
    entry: Entry,
    accepted: tuple[Accepted, ...] = (),
    note: str = "",
    *,
    same: bool = False,
) -> Turn:
    notes = () if same else _notes_before(state, entry)
    said = "\n".join(part for part in (note, *notes) if part)
    return Turn(state.filling, Ask(question(state, entry), accepted, said, same))


def again(state: State, entry: Entry, why: Refused | Doubt) -> Turn:
    return Turn(state.filling, Again(question(state, entry), why))


def question(state: State, entry: Entry) -> Question:
    asked, definition, say = state.asked(), entry.question, state.form.say
    answer = state.answer(entry.name)
    place = next((at for at, one in enumerate(asked, 1) if one is entry), 0)
    return Question(
        name=entry.name,
        number=place,
        total=len(asked),
        label=filled(state, say(definition.label)),
        hint=filled(state, say(definition.hint)),
        example=definition.bot.example,
        options=offers.options(state, entry),
        several=definition.type is Type.SELECT_MULTIPLE,
        keyboard=_keyboard(definition.type),
        may_skip=answer is not None or not state.required(entry),
        may_go_back=state.filling.returning or place > 1,
        may_finish=_may_finish(state, entry),
        current=shown(state, entry, answer.value) if answer else "",
        image=say(definition.image),
    )


def _keyboard(type_: Type) -> Keyboard:
    match type_:
        case Type.IMAGE:
            return Keyboard.PHOTO
        case Type.SELECT_ONE | Type.SELECT_MULTIPLE:
            return Keyboard.NONE
        case Type.INTEGER | Type.DECIMAL:
            return Keyboard.NUMBER
        case _:
            return Keyboard.TEXT


def _may_finish(state: State, entry: Entry) -> bool:
    match entry.question.type:
        case Type.SELECT_MULTIPLE:
            return bool(offers.ticked(state.filling, state, entry))
        case Type.IMAGE:
            return bool(state.filling.photos) or state.answer(entry.name) is not None
        case _:
            return False


def _notes_before(state: State, entry: Entry) -> tuple[str, ...]:
    """The form's notes between the question put before this one and this one."""
    found: list[str] = []
    for one in reversed(state.program.entries[: entry.place]):
        if not state.relevant(one):
            continue
        if one.question.asked:
            break
        if one.question.type is Type.NOTE:
            found.append(filled(state, state.form.say(one.question.label)))
    return tuple(reversed(found))


def review(
    state: State, accepted: tuple[Accepted, ...] = (), refused: Refused | None = None
) -> Turn:
    asked = state.asked()
    lines = tuple(_line(state, entry, number) for number, entry in enumerate(asked, 1))
    photos = tuple(photo for entry in asked for photo in _photos(state, entry))
    complete = not any(line.problem for line in lines)
    return Turn(state.filling, Review(lines, accepted, complete, refused, photos))


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
