"""Owns taking an answer: checked, asked back about, stored, read back; several ticks and photos."""

from forms import checking, moving, showing
from forms.program import Entry
from forms.readings import Taken
from forms.state import State
from forms.steps import Accepted, Answer, Doubt, Filling, Refused, Turn
from forms.value_json import value_from_json
from forms.wording import filled, shown


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
