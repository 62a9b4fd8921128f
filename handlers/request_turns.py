"""Owns what one answer of a request comes to: the next question, or the same one again."""

from dataclasses import dataclass

from sqlmodel import Session

from handlers import timing
from handlers.messages import Choice, World
from handlers.request_facts import Place, Wanted
from handlers.senders import Sender
from storage.moments import Moment


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a question of a request may look at."""

    session: Session
    sender: Sender
    world: World
    moment: Moment


@dataclass(frozen=True, slots=True)
class Next:
    """It was taken: whatever is not known yet is asked next. `lead`: how it was understood."""

    wanted: Wanted
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Ask at `place`, after saying why. `offered`: buttons to choose from instead of its own."""

    wanted: Wanted
    place: Place
    lead: str = ""
    offered: tuple[Choice, ...] = ()


Turn = Next | Stay


def desk(session: Session, sender: Sender, world: World) -> Desk:
    return Desk(session, sender, world, timing.moment(session, world))


def button(place: Place, what: str, label: str, *, chosen: bool = False) -> Choice:
    return Choice(f"ask-round:{place}:{what}", label, chosen=chosen)
