"""Owns how the state of a filling is shown: the open question, or the review of all answers."""

from forms import offers
from forms.definition import Type
from forms.program import Entry
from forms.state import State
from forms.steps import (
    Accepted,
    Again,
    Ask,
    Doubt,
    Keyboard,
    Question,
    Refused,
    Turn,
)
from forms.wording import filled, shown


def ask(
    state: State,
    entry: Entry,
    accepted: tuple[Accepted, ...] = (),
    note: str = "",
    *,
    same: bool = False,
) -> Turn:
    notes = () if same else notes_before(state, entry.place)
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


def notes_before(state: State, place: int) -> tuple[str, ...]:
    """The form's notes between the question put before this place and this place."""
    found: list[str] = []
    for one in reversed(state.program.entries[:place]):
        if not state.relevant(one):
            continue
        if one.question.asked:
            break
        if one.question.type is Type.NOTE:
            found.append(filled(state, state.form.say(one.question.label)))
    return tuple(reversed(found))
