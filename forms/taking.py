"""Owns taking an answer: checked, asked back about, stored, read back; several ticks and photos."""

from forms import checking, moving, offers, showing
from forms.answers import Taken
from forms.definition import Type
from forms.filling import value_from_json
from forms.program import Entry
from forms.reading import in_order
from forms.state import State
from forms.steps import Accepted, Answer, Doubt, Filling, Refusal, Refused, Turn
from forms.values import Photo, Value
from forms.wording import filled, shown

MOST_PHOTOS = 5


def take(
    state: State,
    entry: Entry,
    read: Taken | Refused | Doubt,
    source: str | None,
    *,
    sure: bool = False,
) -> Turn:
    """What was read becomes the answer, or is refused, or is asked back."""
    match read:
        case Refused():
            return showing.again(state, entry, read)
        case Doubt():
            return asked_back(state, entry, read, source)
        case Taken(value, note):
            if refused := checking.refuse(state, entry, value):
                return showing.again(state, entry, refused)
            if not sure and (doubt := checking.doubt(state, entry, value, source)):
                return asked_back(state, entry, doubt, source)
            filling, accepted = stored(state, entry, Answer(value, source, confirmed=sure))
            return moving.onward(state.with_(filling), entry, (accepted,), note)


def asked_back(state: State, entry: Entry, doubt: Doubt, source: str | None) -> Turn:
    kept = Doubt(doubt.kind, doubt.message, doubt.options, doubt.values, source, doubt.shown)
    return showing.again(state.with_(state.filling.with_(doubt=kept)), entry, kept)


def stored(state: State, entry: Entry, answer: Answer) -> tuple[Filling, Accepted]:
    before = state.answer(entry.name)
    if before is not None and before.value == answer.value and before.confirmed:
        answer = Answer(answer.value, answer.source, confirmed=True)
    filling = state.filling.with_(
        answers={**state.filling.answers, entry.name: answer},
        skipped=state.filling.skipped - {entry.name},
    )
    changed = before is not None and before.value != answer.value
    accepted = Accepted(
        entry.name,
        filled(state, state.form.say(entry.question.label)),
        shown(state, entry, answer.value),
        shown(state, entry, before.value) if changed and before else None,
    )
    return filling, accepted


def resolve(state: State, entry: Entry, doubt: Doubt, choice: str) -> Turn:
    """One of the ways out of a doubt was taken."""
    asked = state.with_(state.filling.with_(doubt=None))
    if choice == checking.NO or choice not in doubt.values:
        return showing.ask(asked, entry, same=True)
    value = value_from_json(doubt.values[choice])
    if doubt.kind == "similar" and choice != checking.YES:
        return _listed_after_all(asked, entry, doubt, choice)
    return take(asked, entry, Taken(value), doubt.source, sure=choice == checking.YES)


def _listed_after_all(state: State, entry: Entry, doubt: Doubt, name: str) -> Turn:
    """The "new" entry is in the list after all: it answers the question that offered the list."""
    listing = next(
        (
            one
            for one in reversed(state.program.entries[: entry.place])
            if one.question.choices == entry.question.bot.similar and state.relevant(one)
        ),
        None,
    )
    if listing is None:
        return showing.ask(state, entry, same=True)
    if refused := checking.refuse(state, listing, name):
        return showing.again(state, entry, refused)
    return take(state, listing, Taken(name), doubt.source)


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


def tick(state: State, entry: Entry, name: str) -> Turn:
    """A tap on a tick turns it; one that stands alone ("Không") clears the others."""
    listed = {choice.name: choice for choice in state.choices(entry)}
    if name not in listed:
        return showing.again(state, entry, Refused(Refusal.NOT_A_CHOICE))
    ticked = set(offers.ticked(state.filling, state, entry))
    if name in ticked:
        ticked.remove(name)
    elif listed[name].exclusive:
        ticked = {name}
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
        return take(state, entry, Taken(value), source)
    if state.required(entry):
        return showing.again(state, entry, _required(state, entry))
    return skip(state, entry) if state.answer(entry.name) is None else clear(state, entry)


def _required(state: State, entry: Entry) -> Refused:
    message = filled(state, state.form.say(entry.question.required_message))
    return Refused(Refusal.REQUIRED, message)
