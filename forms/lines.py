"""Owns several answers in one message: a line each, or "câu 5: 45" for the fifth."""

import re
from collections.abc import Sequence
from dataclasses import replace

from forms import answering, moving, reviews, showing
from forms.definition import Type
from forms.places import Stop
from forms.program import Place, program
from forms.state import State
from forms.steps import Accepted, Again, Ask, Key, Refusal, Refused, Review, Step, Turn

_NUMBERED = re.compile(r"\s*c[aâ]u\s*(?:số|so)?\s*([0-9]{1,3})\s*[:.)=–-]\s*(\S.*)", re.IGNORECASE)
Line = tuple[Key, str]  # whose answer it is ("" = the open question's), and the answer


def are_several(stop: Stop | None, text: str) -> bool:
    """Whether a message holds several answers. A long text may have lines of its own."""
    found = _lines(text)
    if any(_NUMBERED.fullmatch(line) for line in found):
        return True
    return len(found) > 1 and stop is not None and not _is_long_text(stop)


def _is_long_text(stop: Stop) -> bool:
    return (
        isinstance(stop, Place)
        and stop.question.type is Type.TEXT
        and "multiline" in stop.question.appearance.split()
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def typed(state: State, text: str, source: str | None) -> Turn:
    found: list[Line] = []
    for line in _lines(text):
        numbered = _NUMBERED.fullmatch(line)
        if numbered is None:
            found.append(("", line))
            continue
        # Numbers mean what the person saw, whatever the lines before them change.
        place = state.places.by_number(int(numbered[1]))
        if place is None:
            limit = state.places.total
            return moving.refused(state, Refused(Refusal.NO_SUCH_QUESTION, limit=limit))
        found.append((place.key, numbered[2]))
    return answer(state, found, source)


def answer(
    state: State,
    lines: Sequence[Line],
    source: str | None,
    accepted: tuple[Accepted, ...] = (),
    note: str = "",
) -> Turn:
    """Each line answers a question; the first that cannot be taken stops the rest, which wait."""
    began, notes = state.filling.at, [note]
    turn = moving.show(state)
    for at, (key, line) in enumerate(lines):
        if key:
            if state.at(key) is None:
                refused = moving.refused(state, Refused(Refusal.STALE))
                return _stopped(refused, accepted, lines[at + 1 :], source)
            state = moving.gone_to(state, key)
        stop = moving.open_stop(state)
        if stop is None:
            left = reviews.review(state, (), Refused(Refusal.LINES_LEFT, limit=len(lines) - at))
            return _said(left, accepted, _joined([*notes, _note(left.step)]))
        turn = answering.typed(state, stop, line, source)
        if isinstance(turn.step, Again):
            return _stopped(turn, accepted, lines[at + 1 :], source)
        accepted += _accepted(turn.step)
        notes.append(_note(turn.step))
        state = State.open(program(state.form), turn.filling, state.context)
    return _said(_where_it_began(state, turn, began, lines), accepted, _joined(notes))


def _stopped(
    turn: Turn, accepted: tuple[Accepted, ...], rest: Sequence[Line], source: str | None
) -> Turn:
    if not isinstance(turn.step, Again):
        return _said(turn, accepted, "")
    filling = turn.filling.with_(waiting=tuple(rest), waiting_source=source)
    step = replace(turn.step, accepted=accepted, waiting=tuple(line for _, line in rest))
    return Turn(filling, step)


def _where_it_began(state: State, turn: Turn, began: Key | None, lines: Sequence[Line]) -> Turn:
    """Lines for other questions leave the open one open."""
    stop = state.at(began)
    is_elsewhere = all(key for key, _ in lines) and state.filling.at != began
    if not is_elsewhere or not isinstance(stop, Place) or state.answer(stop) is not None:
        return turn
    state = state.with_(moving.settled(state.filling, began))
    return showing.ask(state, stop)


def _note(step: Step) -> str:
    return step.note if isinstance(step, Ask | Review) else ""


def _accepted(step: Step) -> tuple[Accepted, ...]:
    return step.accepted if isinstance(step, Ask | Review) else ()


def _said(turn: Turn, accepted: tuple[Accepted, ...], note: str) -> Turn:
    if not isinstance(turn.step, Ask | Review):
        return turn
    return Turn(turn.filling, replace(turn.step, accepted=accepted, note=note or turn.step.note))


def _joined(notes: Sequence[str]) -> str:
    """Each sentence once, though two steps may have said it."""
    return "\n".join(dict.fromkeys(line for note in notes for line in note.splitlines() if line))
