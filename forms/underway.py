"""Owns what is under way at a question: ticks, photos, "xong", "bỏ qua", "xóa"."""

from forms import moving, offers, showing, taking
from forms.definition import Type
from forms.program import Place
from forms.reading import in_order
from forms.readings import Taken
from forms.state import State
from forms.steps import Refusal, Refused, Turn
from forms.values import File, Photo, Point, Value
from forms.wording import filled

MOST_PHOTOS = 5


def skip(state: State, place: Place) -> Turn:
    """Leave it: without an answer if there is none, as it is if there is one."""
    if state.filling.photos:
        return finish(state, place, None)
    if state.answer(place) is None:
        if state.required(place):
            return showing.again(state, place, Refused(Refusal.NOT_SKIPPABLE))
        skipped = state.filling.skipped | {place.key}
        state = state.with_(state.filling.with_(skipped=skipped))
    return moving.onward(state, place.key)


def clear(state: State, place: Place) -> Turn:
    """Take an answer away, where the form lets it be missing."""
    if state.required(place):
        return showing.again(state, place, _required(state, place))
    state = state.with_answer(place, None)
    filling = state.filling.with_(skipped=state.filling.skipped | {place.key})
    return moving.onward(state.with_(filling), place.key)


def tick(state: State, place: Place, name: str, source: str | None) -> Turn:
    """A tap on a tick turns it; one that stands alone ("Không") says all there is to say."""
    listed = {choice.name: choice for choice in state.choices(place)}
    if name not in listed:
        return showing.again(state, place, Refused(Refusal.NOT_A_CHOICE))
    ticked = set(offers.ticked(state.filling, state, place))
    if name in ticked:
        ticked.remove(name)
    elif listed[name].exclusive:
        return taking.take(state, place, Taken((name,)), source)
    else:
        ticked = {one for one in ticked if one in listed and not listed[one].exclusive} | {name}
    ticks = tuple(one for one in place.entry.choices if one in ticked)
    return showing.ask(state.with_(state.filling.with_(ticks=ticks, doubt=None)), place, same=True)


def sent(state: State, place: Place, one: Photo | File, source: str | None) -> Turn:
    """A photo or another file: the answer to a question that takes it."""
    match place.question.type, one:
        case Type.IMAGE, Photo():
            return _add_photo(state, place, one)
        case Type.FILE, File():
            return taking.take(state, place, Taken(one), source)
        case Type.FILE, Photo(sha256, media_type):
            return taking.take(state, place, Taken(File(sha256, media_type)), source)
        case Type.IMAGE, _:
            return showing.again(state, place, Refused(Refusal.NOT_A_PHOTO))
        case _, Photo():
            return showing.again(state, place, Refused(Refusal.PHOTO_NOT_WANTED))
        case _:
            return showing.again(state, place, Refused(Refusal.FILE_NOT_WANTED))


def located(state: State, place: Place, point: Point, source: str | None) -> Turn:
    if place.question.type is not Type.GEOPOINT:
        return showing.again(state, place, Refused(Refusal.POINT_NOT_WANTED))
    return taking.take(state, place, Taken(point), source)


def _add_photo(state: State, place: Place, photo: Photo) -> Turn:
    photos = photos_so_far(state, place)
    most = place.question.bot.most or MOST_PHOTOS
    if photo not in photos:
        photos = (*photos, photo)
    if len(photos) > most:
        return showing.again(state, place, Refused(Refusal.TOO_MANY_PHOTOS, limit=most))
    return showing.ask(state.with_(state.filling.with_(photos=photos)), place, same=True)


def photos_so_far(state: State, place: Place) -> tuple[Photo, ...]:
    answer = state.answer(place)
    before = answer.value if answer and isinstance(answer.value, tuple) else ()
    return state.filling.photos or tuple(one for one in before if isinstance(one, Photo))


def finish(state: State, place: Place, source: str | None) -> Turn:
    """ "Xong": the ticks or photos under way are the answer."""
    match place.question.type:
        case Type.SELECT_MULTIPLE:
            value: Value = in_order(place.entry, set(offers.ticked(state.filling, state, place)))
        case Type.IMAGE:
            value = photos_so_far(state, place)
        case _:
            return moving.show(state)
    if value:
        return taking.take(state, place, Taken(value), source)
    if state.required(place):
        return showing.again(state, place, _required(state, place))
    return skip(state, place) if state.answer(place) is None else clear(state, place)


def _required(state: State, place: Place) -> Refused:
    return Refused(Refusal.REQUIRED, required_message(state, place))


def required_message(state: State, place: Place) -> str:
    written = state.say(place.question.required_message)
    return filled(state, written, place.element, place.ids)
