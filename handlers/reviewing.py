"""Owns reviewing reports (/duyet): what came in, confirmed or returned."""

from sqlmodel import Session

from handlers import menus
from handlers.messages import World
from handlers.senders import Sender
from handlers.states import Asking
from handlers.talk import Outcome


def start(session: Session, sender: Sender, _rest: str, world: World) -> Outcome:
    """/duyet"""
    return menus.not_understood(session, sender, world)


def press(
    session: Session, sender: Sender, _asking: Asking | None, _rest: str, world: World
) -> Outcome:
    """A button: `review:…`. Rights are looked at anew."""
    return menus.not_understood(session, sender, world)
