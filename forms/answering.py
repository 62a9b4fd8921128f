"""Owns one answer to the open question: typed or tapped, steering words among them."""

from forms import commands, moving, offers, repeating, resolving, taking, underway
from forms.commands import Command
from forms.definition import Type
from forms.doubting import NO, YES
from forms.picking import exactly, pick
from forms.places import More, Stop
from forms.program import Place
from forms.reading import asked_back, read_typed
from forms.readings import Taken
from forms.state import State
from forms.steps import Answer, Doubt, Refused, Turn
from vietnamese.text import clean, fold


def typed(state: State, stop: Stop, text: str, source: str | None) -> Turn:
    text = clean(text)
    if steered := _steered(state, stop, text, source):
        return steered
    if isinstance(stop, More):
        return repeating.typed(state, stop, text)
    if state.filling.doubt is not None:
        if (way_out := _way_out(state.filling.doubt, text)) is not None:
            return resolving.resolve(state, stop, state.filling.doubt, way_out)
        state = state.with_(state.filling.with_(doubt=None))
    return taking.take(state, stop, read_typed(state, stop, text), source)


def _steered(state: State, stop: Stop, text: str, source: str | None) -> Turn | None:
    """Words that steer, where steering so makes sense here; elsewhere they are an answer."""
    command = commands.in_question(text)
    if command is Command.BACK:
        return moving.back(photos_kept(state))
    if isinstance(stop, More):
        return repeating.one_more(state, stop, wanted=False) if command is Command.SKIP else None
    match command:
        case Command.SKIP:
            return underway.skip(state, stop)
        case Command.FINISH if stop.question.type in {Type.SELECT_MULTIPLE, Type.IMAGE}:
            return underway.finish(state, stop, source)
        case Command.CLEAR if state.answer(stop) and not state.required(stop):
            return underway.clear(state, stop)
        case _:
            return None


def _way_out(doubt: Doubt, text: str) -> str | None:
    """Which option of a doubt was typed: by number, by words, or yes and no."""
    found = exactly(fold(text), doubt.options)
    if len(found) == 1:
        return found[0].value
    ways = {option.value for option in doubt.options}
    match commands.in_doubt(text):
        case Command.YES if YES in ways or len(ways) == 1:
            return YES if YES in ways else doubt.options[0].value
        case Command.NO:
            return NO
    if doubt.kind == "found":
        picked = pick(text, doubt.options)
        return picked.options[0].value if picked.certain else None
    return None


def chose(state: State, stop: Stop, value: str, source: str | None) -> Turn:
    if isinstance(stop, More):
        return repeating.chose(state, stop, value)
    doubt = state.filling.doubt
    if doubt is not None and any(option.value == value for option in doubt.options):
        return resolving.resolve(state, stop, doubt, value)
    if value == offers.CLEAR:
        return underway.clear(state, stop)
    if stop.question.type is Type.SELECT_MULTIPLE and not value.startswith("="):
        return underway.tick(state, stop, value, source)
    state = state.with_(state.filling.with_(doubt=None))
    return taking.take(state, stop, _meant(state, stop, value), source)


def _meant(state: State, place: Place, value: str) -> Taken | Refused | Doubt:
    return asked_back(state, place, offers.tapped(state, place, value))


def photos_kept(state: State) -> State:
    """Photos under way become the answer before one leaves: they cost the most to give again."""
    stop = moving.open_stop(state)
    if not isinstance(stop, Place) or not state.filling.photos:
        return state
    answer = Answer(underway.photos_so_far(state, stop))
    kept, _ = taking.stored(state, stop, answer)
    return kept.with_(kept.filling.with_(photos=()))
