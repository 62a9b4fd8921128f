"""Owns taking an answer: checked, asked back about, stored, read back; several ticks and photos."""

from forms import checking, doubting, moving, repeating, showing
from forms.program import Place
from forms.readings import Taken
from forms.state import State
from forms.steps import Accepted, Answer, Doubt, Refused, Turn
from forms.wording import label, shown


def take(
    state: State,
    place: Place,
    read: Taken | Refused | Doubt,
    source: str | None,
    *,
    sure: bool = False,
) -> Turn:
    """What was read becomes the answer, or is refused, or is asked back."""
    match read:
        case Refused():
            return showing.again(state, place, read)
        case Doubt():
            return asked_back(state, place, read, source)
        case Taken(value, note):
            before = state
            if refused := checking.refuse(state, place, value):
                return showing.again(state, place, refused)
            if not sure and (doubt := doubting.doubt(state, place, value, source)):
                return asked_back(state, place, doubt, source)
            state, accepted = stored(state, place, Answer(value, source, confirmed=sure))
            if refused := repeating.too_many(state, place):
                return showing.again(before, place, refused)
            return moving.onward(state, place.key, (accepted,), note)


def asked_back(state: State, place: Place, doubt: Doubt, source: str | None) -> Turn:
    kept = Doubt(doubt.kind, doubt.message, doubt.options, doubt.values, source, doubt.shown)
    return showing.again(state.with_(state.filling.with_(doubt=kept)), place, kept)


def stored(state: State, place: Place, answer: Answer) -> tuple[State, Accepted]:
    before = state.answer(place)
    if before is not None and before.value == answer.value and before.confirmed:
        answer = Answer(answer.value, answer.source, confirmed=True)
    changed = before is not None and before.value != answer.value
    accepted = Accepted(
        place.key,
        label(state, place),
        shown(state, place.entry, answer.value, place.ids),
        shown(state, place.entry, before.value, place.ids) if changed and before else None,
    )
    state = state.with_answer(place, answer)
    skipped = state.filling.skipped - {place.key}
    return state.with_(state.filling.with_(skipped=skipped)), accepted
