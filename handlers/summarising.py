"""Owns the summary (/tonghop): figures with target and gap, opened to their reports."""

from sqlmodel import Session

from handlers import menus
from handlers.messages import World
from handlers.senders import Sender
from handlers.states import Asking
from handlers.talk import Outcome


def start(session: Session, sender: Sender, _rest: str, world: World) -> Outcome:
    """/tonghop"""
    return menus.not_understood(session, sender, world)


def press(
    session: Session, sender: Sender, _asking: Asking | None, _rest: str, world: World
) -> Outcome:
    """A button: `summary:…`. Rights are looked at anew."""
    return menus.not_understood(session, sender, world)
