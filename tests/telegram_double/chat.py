"""A private chat and what has been shown in it."""

import asyncio
from dataclasses import dataclass, field

from tests.telegram_double.values import Json


@dataclass(frozen=True, slots=True)
class Spoken:
    """A bot message as it was when sent or edited, with the keyboard of any kind."""

    message: Json
    markup: Json | None


@dataclass(slots=True)
class Chat:
    """A private chat of one person with the bot."""

    user: Json
    known: bool = False  # the person has written to the bot at least once
    blocked: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    keyboard: Json | None = None  # the reply keyboard shown now
    spoken: list[Spoken] = field(default_factory=list)
    heard: int = 0
    edits: list[Spoken] = field(default_factory=list)
    edits_seen: int = 0
    toasts: dict[str, Json] = field(default_factory=dict)  # answers, by callback query
    waiters: "list[asyncio.Future[None]]" = field(default_factory=list)

    @property
    def number(self) -> int:
        return int(self.user["id"])

    @property
    def peer(self) -> Json:
        """The chat as messages show it."""
        names = ("first_name", "last_name", "username")
        shown = {key: self.user[key] for key in names if key in self.user}
        return {"id": self.user["id"], **shown, "type": "private"}

    def wake(self) -> None:
        """Lets everyone who waits for this chat look again."""
        for waiter in self.waiters:
            if not waiter.done():
                waiter.set_result(None)
        self.waiters.clear()
