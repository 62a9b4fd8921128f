"""Owns the outcome of one message: what is said, and what is open afterwards."""

from dataclasses import dataclass

from handlers.messages import Reply
from handlers.states import IDLE, State


@dataclass(frozen=True, slots=True)
class Outcome:
    """Replies, and the state that is kept with them. A menu among them becomes typeable."""

    replies: tuple[Reply, ...]
    state: State = IDLE


def say(*replies: Reply, state: State = IDLE) -> Outcome:
    """Outside a form: the choices of the last reply can also be typed."""
    choices = replies[-1].choices if replies else ()
    return Outcome(replies, state.with_(menu=choices))
