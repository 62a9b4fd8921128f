"""Owns how the state of a filling is shown: the open question, or whether there is one more."""

from typing import assert_never

from forms import offers
from forms.definition import Type
from forms.places import More, Stop
from forms.program import Place
from forms.state import State
from forms.steps import (
    Accepted,
    Again,
    Ask,
    Doubt,
    Keyboard,
    Option,
    Question,
    Refused,
    Turn,
)
from forms.wording import filled, headings, label, plain_label, shown

YES, NO = "yes", "no"


def ask(
    state: State,
    stop: Stop,
    accepted: tuple[Accepted, ...] = (),
    note: str = "",
    *,
    same: bool = False,
) -> Turn:
    notes = () if same else notes_before(state, stop)
    said = "\n".join(part for part in (note, *notes) if part)
    return state.turn(Ask(question(state, stop), accepted, said, same))


def again(state: State, stop: Stop, why: Refused | Doubt) -> Turn:
    return state.turn(Again(question(state, stop), why))


def question(state: State, stop: Stop) -> Question:
    match stop:
        case Place():
            return _question(state, stop)
        case More():
            return _one_more(state, stop)
        case _:
            assert_never(stop)


def _question(state: State, place: Place) -> Question:
    definition, answer = place.question, state.answer(place)
    number = state.places.number(place.key)
    return Question(
        name=place.key,
        number=number,
        total=state.places.total,
        label=label(state, place),
        hint=filled(state, state.say(definition.hint), place.element, place.ids),
        example=definition.bot.example,
        options=offers.options(state, place),
        several=definition.type is Type.SELECT_MULTIPLE,
        keyboard=_keyboard(definition.type),
        may_skip=answer is not None or not state.required(place),
        may_go_back=state.filling.returning or state.places.index.get(place.key, 0) > 0,
        may_finish=_may_finish(state, place),
        current=shown(state, place.entry, answer.value, place.ids) if answer else "",
        image=state.say(definition.image),
        audio=state.say(definition.audio),
        where=headings(state, place.element, place.ids),
    )


def _one_more(state: State, more: More) -> Question:
    outside = more.fold.element.parent or more.fold.element
    return Question(
        name=more.key,
        number=state.places.number(more.key),
        total=state.places.total,
        label=plain_label(state, more.fold),
        options=(Option(YES, ""), Option(NO, "")),
        may_skip=True,
        may_go_back=state.filling.returning or state.places.index.get(more.key, 0) > 0,
        where=headings(state, outside, more.ids),
        more=True,
    )


def _keyboard(type_: Type) -> Keyboard:
    match type_:
        case Type.IMAGE:
            return Keyboard.PHOTO
        case Type.FILE:
            return Keyboard.FILE
        case Type.GEOPOINT:
            return Keyboard.LOCATION
        case Type.SELECT_ONE | Type.SELECT_MULTIPLE | Type.ACKNOWLEDGE:
            return Keyboard.NONE
        case Type.INTEGER | Type.DECIMAL:
            return Keyboard.NUMBER
        case _:
            return Keyboard.TEXT


def _may_finish(state: State, place: Place) -> bool:
    match place.question.type:
        case Type.SELECT_MULTIPLE:
            return bool(offers.ticked(state.filling, state, place))
        case Type.IMAGE:
            return bool(state.filling.photos) or state.answer(place) is not None
        case _:
            return False


def notes_before(state: State, stop: Stop | None) -> tuple[str, ...]:
    """The form's notes between what was put before and this; None = the review."""
    if isinstance(stop, More):
        return ()
    entries = state.program.entries
    at, ids = (stop.entry.at, stop.ids) if stop else (len(entries), ())
    inside = stop.element.depth if stop else 0
    repeats = stop.element.repeats() if stop else []
    first = not repeats or state.instances(repeats[-1], ids[:-1])[0] == ids[-1]
    found: list[str] = []
    for one in reversed(entries[:at]):
        element = one.element
        # Another repeat lies between, or what was said before the first instance already.
        if element.depth > inside or (element.depth < inside and not first):
            break
        if not state.is_relevant(element, ids[: element.depth]):
            continue
        if one.question.asked:
            break
        if one.question.type is Type.NOTE:
            words = state.say(one.question.label)
            found.append(filled(state, words, element, ids[: element.depth]))
    return tuple(reversed(found))
