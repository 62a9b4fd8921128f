"""Owns which handler an open request belongs to: what is typed or pressed goes there."""

from typing import assert_never

from sqlmodel import Session

from handlers import announcing, extending, ladder_editing, requesting, returning
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.states import Asking, State
from handlers.talk import Outcome, say

KINDS = ("round", "extension", "ladder", "broadcast", "return")


def answer(session: Session, sender: Sender, asking: Asking, text: str, world: World) -> Outcome:
    match asking.kind:
        case "round":
            return requesting.answer(session, sender, asking, text, world)
        case "extension":
            return extending.answer(session, sender, asking, text, world)
        case "ladder":
            return ladder_editing.answer(session, sender, asking, text, world)
        case "broadcast":
            return announcing.answer(session, sender, asking, text, world)
        case "return":
            return returning.answer(session, sender, asking, text, world)
        case _ as never:
            assert_never(never)


def press(
    session: Session, sender: Sender, asking: Asking | None, rest: str, world: World, *, kind: str
) -> Outcome:
    """A button of a request: `ask-<kind>:rest`. Without an open request it is no longer in use."""
    if asking is None and kind == "round":  # begun already, or put aside
        return requesting.press(session, sender, None, rest, world)
    if asking is None or asking.kind != kind:
        unused = world.gettext("This button is no longer in use.")
        return still_open(asking, unused, world) if asking else say(Reply(unused))
    match asking.kind:
        case "round":
            return requesting.press(session, sender, asking, rest, world)
        case "extension":
            return extending.press(session, sender, asking, rest, world)
        case "ladder":
            return ladder_editing.press(session, sender, asking, rest, world)
        case "broadcast":
            return announcing.press(session, sender, asking, rest, world)
        case "return":
            return returning.press(session, sender, asking, rest, world)
        case _ as never:
            assert_never(never)


def still_open(asking: Asking, note: str, world: World) -> Outcome:
    """Say something; what is being put together stays as it is."""
    text = world.gettext("Your request is still open: please go on with the last question.")
    return say(Reply(text, lead=note), state=State(asking=asking))


def cancelled(world: World) -> Outcome:
    """/huy: nothing was begun, nothing is sent."""
    _ = world.gettext
    text = _("It was put aside. Nothing was changed, nothing was sent.")
    return say(Reply(text, choices=(Choice("menu:main", _("Menu")),)))
