"""Owns what one answer about whom a notice goes to comes to: chosen, or the next question."""

from dataclasses import dataclass
from typing import Any

from handlers.messages import Choice, World
from handlers.states import Asking


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom it goes to, as `Mailing.scope` keeps it."""

    scope: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """Not known yet: this step's question comes next, after saying why."""

    asking: Asking
    lead: str = ""


Turn = Chosen | Ask


def button(what: str, label: str) -> Choice:
    return Choice(f"ask-broadcast:{what}", label)


def back(world: World) -> Choice:
    return Choice("ask-broadcast:whom", world.gettext("Back"), "nav")
