"""Owns what is under way at a question: ticks, photos, "xong", "bỏ qua", "xóa"."""

from forms import moving, offers, showing, taking
from forms.definition import Type
from forms.program import Entry
from forms.reading import in_order
from forms.readings import Taken
from forms.state import State
from forms.steps import Refusal, Refused, Turn
from forms.values import Photo, Value
from forms.wording import filled

MOST_PHOTOS = 5


def skip(state: State, entry: Entry) -> Turn:
    """Leave it: without an answer if there is none, as it is if there is one."""
    if state.filling.photos:
        return finish(state, entry, None)
    if state.answer(entry.name) is None:
        if state.required(entry):
            return showing.again(state, entry, Refused(Refusal.NOT_SKIPPABLE))
        skipped = state.filling.skipped | {entry.name}
        state = state.with_(state.filling.with_(skipped=skipped))
    return moving.onward(state, entry)


def clear(state: State, entry: Entry) -> Turn:
    """Take an answer away, where the form lets it be missing."""
    if state.required(entry):
        return showing.again(state, entry, _required(state, entry))
    answers = {name: one for name, one in state.filling.answers.items() if name != entry.name}
    filling = state.filling.with_(answers=answers, skipped=state.filling.skipped | {entry.name})
    return moving.onward(state.with_(filling), entry)


def tick(state: State, entry: Entry, name: str, source: str | None) -> Turn:
    """A tap on a tick turns it; one that stands alone ("Không") says all there is to say."""
    listed = {choice.name: choice for choice in state.choices(entry)}
    if name not in listed:
        return showing.again(state, entry, Refused(Refusal.NOT_A_CHOICE))
    ticked = set(offers.ticked(state.filling, state, entry))
    if name in ticked:
        ticked.remove(name)
    elif listed[name].exclusive:
        return taking.take(state, entry, Taken((name,)), source)
    else:
        ticked = {one for one in ticked if one in listed and not listed[one].exclusive} | {name}
    ticks = tuple(one for one in entry.choices if one in ticked)
    return showing.ask(state.with_(state.filling.with_(ticks=ticks, doubt=None)), entry, same=True)


def add_photo(state: State, entry: Entry, photo: Photo) -> Turn:
    if entry.question.type is not Type.IMAGE:
        return showing.again(state, entry, Refused(Refusal.PHOTO_NOT_WANTED))
    photos = photos_so_far(state, entry)
    most = entry.question.bot.most or MOST_PHOTOS
    if photo not in photos:
        photos = (*photos, photo)
    if len(photos) > most:
        return showing.again(state, entry, Refused(Refusal.TOO_MANY_PHOTOS, limit=most))
    return showing.ask(state.with_(state.filling.with_(photos=photos)), entry, same=True)


def photos_so_far(state: State, entry: Entry) -> tuple[Photo, ...]:
    value = state.value(entry.name)
    before = value if isinstance(value, tuple) else ()
    return state.filling.photos or tuple(one for one in before if isinstance(one, Photo))


def finish(state: State, entry: Entry, source: str | None) -> Turn:
    """ "Xong": the ticks or photos under way are the answer."""
    match entry.question.type:
        case Type.SELECT_MULTIPLE:
            value: Value = in_order(entry, set(offers.ticked(state.filling, state, entry)))
        case Type.IMAGE:
            value = photos_so_far(state, entry)
        case _:
            return moving.show(state)
    if value:
        return taking.take(state, entry, Taken(value), source)
    if state.required(entry):
        return showing.again(state, entry, _required(state, entry))
    return skip(state, entry) if state.answer(entry.name) is None else clear(state, entry)


def _required(state: State, entry: Entry) -> Refused:
    message = filled(state, state.form.say(entry.question.required_message))
    return Refused(Refusal.REQUIRED, message)
