"""Owns a person who talks with the program by way of the double, and looks at what comes back."""

import asyncio
import re
import time
from collections.abc import Callable

from tests.end_to_end import words
from tests.telegram_double import Double, Heard, Person
from tests.telegram_double.values import SilenceError

SECONDS = 25.0  # how long somebody waits for an answer on a busy machine
QUIET = 0.06  # nothing more comes after so long


class Talker:
    """Does something, then reads all that comes: the newest message is what is looked at."""

    def __init__(self, double: Double, person: Person, phone: str) -> None:
        self.person = person
        self.phone = phone
        self.read: list[Heard] = []  # everything read so far, edits too
        self._chat = double.world.chats[person.id]
        self._spoken = self._edits = 0

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def screen(self) -> Heard:
        """The newest message."""
        return self.read[-1]

    # --- reading --------------------------------------------------------------------------------
    def news(self) -> list[Heard]:
        """What has come since the last look; a new message counts as newer than an edit."""
        edits, spoken = self._chat.edits[self._edits :], self._chat.spoken[self._spoken :]
        self._edits, self._spoken = len(self._chat.edits), len(self._chat.spoken)
        fresh = [Heard.of({"message": s.message, "markup": s.markup}) for s in (*edits, *spoken)]
        self.read += fresh
        return fresh

    async def hears(self, seconds: float = SECONDS) -> Heard:
        """The newest of what comes; SilenceError when nothing does."""
        deadline = time.monotonic() + seconds
        while not self.news():
            if time.monotonic() > deadline:
                transcript = await self.person.transcript()
                raise SilenceError(f"no answer in {seconds} s:\n{transcript[-2500:]}")
            await asyncio.sleep(0.01)
        while True:
            await asyncio.sleep(QUIET)
            if not self.news():
                return self.screen

    async def hears_until(self, fits: Callable[[Heard], bool], seconds: float = SECONDS) -> Heard:
        """The first message from now on of which this holds."""
        start = len(self.read)
        deadline = time.monotonic() + seconds
        while True:
            self.news()
            for one in self.read[start:]:
                if fits(one):
                    return one
            if time.monotonic() > deadline:
                transcript = await self.person.transcript()
                raise SilenceError(f"it never came:\n{transcript[-2500:]}")
            await asyncio.sleep(0.01)

    async def hears_nothing(self, seconds: float = 0.5) -> None:
        await asyncio.sleep(seconds)
        fresh = self.news()
        assert not fresh, f"expected silence, heard {fresh[-1].text!r}"

    # --- acting ---------------------------------------------------------------------------------
    async def says(self, text: str) -> Heard:
        await self.person.says(text)
        return await self.hears()

    async def taps(self, label: str, *, message: Heard | None = None) -> Heard:
        """A button by its words, or by the number that stands before them in the text."""
        await self.person.taps(self.button(label, message or self.screen), message=message)
        return await self.hears()

    def button(self, label: str, shown: Heard) -> str:
        """As it stands under the message."""
        exact = [one for one in shown.buttons if re.sub(r"^(✓ )?(\d+\. )?", "", one) == label]
        for one in (*exact, *(one for one in shown.buttons if label in one)):
            return one
        listed = re.search(rf"^(✓ )?(\d+)\. .*{re.escape(label)}", shown.text, re.MULTILINE)
        return f"{listed[1] or ''}{listed[2]}" if listed else label

    async def edits(self, old: str, new: str) -> Heard:
        await self.person.edits(old, new)
        return await self.hears()

    async def joins(self, code: str) -> Heard:
        """By the link, all the way to the menu."""
        await self.person.starts(code)
        await self.hears()
        await self.taps(words.AGREE)
        await self.says("Lò Văn An")
        await self.taps(words.OFFICER)
        await self.person.sends_contact(self.phone)
        return await self.hears_until(lambda one: words.NEW_REPORT in " ".join(one.buttons))
