"""Owns what the chat shows of the transcript: bubbles, updates in place, which buttons are live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from sqlmodel import Session

from handlers import codec
from handlers.messages import Lane, Reply, Stored
from storage import messages
from storage.messages import Line

_DEEPEST = 500  # updates of one message that are followed back


@dataclass(frozen=True, slots=True)
class Own:
    """What the person said: words or the label that was tapped, a file, or something else."""

    text: str = ""
    photo: str = ""
    document: Stored | None = None
    other: str = ""  # "contact", "location", or what could not be read


@dataclass(frozen=True, slots=True)
class Bubble:
    """`id` is the newest message shown here, `place` the one whose place on the page it takes."""

    id: int
    place: int
    at: datetime
    said: Reply | Own

    @property
    def is_mine(self) -> bool:
        return isinstance(self.said, Own)

    @property
    def is_turn(self) -> bool:
        """Whether earlier buttons are over with it. A reminder leaves an open question open."""
        said = self.said
        return isinstance(said, Reply) and (said.lane is Lane.REPLY or bool(said.choices))


def page(session: Session, lines: Sequence[Line]) -> list[Bubble]:
    """As a page shows it: what was updated is shown once, where it first stood."""
    folded: dict[int, Bubble] = {}
    for bubble in news(session, lines):
        folded[bubble.place] = bubble
    return list(folded.values())


def news(session: Session, lines: Sequence[Line]) -> list[Bubble]:
    """One bubble a message, as a stream sends it."""
    places: dict[int, int] = {}
    bubbles = []
    for line, following in zip_longest(lines, lines[1:]):
        if line.direction == "in":
            own = _own(line)
            if own is not None and not _only_updates(line, following):
                bubbles.append(Bubble(line.id, line.id, line.at, own))
            continue
        reply = codec.reply_from_json(line.body)
        place = _place(session, line.id, reply.replaces, places)
        bubbles.append(Bubble(line.id, place, line.at, reply))
    return bubbles


def live_turn(bubbles: Sequence[Bubble]) -> Bubble | None:
    """The one whose buttons can be tapped."""
    return max((one for one in bubbles if one.is_turn), key=lambda one: one.id, default=None)


def _own(line: Line) -> Own | None:
    body = line.body
    text = str(body.get("text", body.get("tap", "")))
    if text == "/start" or text.startswith("/start "):
        return None  # the page said it, not the person; and a code is nobody's business
    if "photo" in body:
        return Own(photo=str(body["photo"]))
    if "document" in body:
        return Own(document=Stored(*body["document"]))
    for other in ("contact", "location", "unreadable"):
        if other in body:
            return Own(other=other)
    return Own(text=text) if text else None


def _only_updates(line: Line, following: Line | None) -> bool:
    """A tick in a list of several shows itself: it needs no bubble of its own."""
    return "tap" in line.body and following is not None and "replaces" in following.body


def _place(session: Session, own: int, replaces: int | None, places: dict[int, int]) -> int:
    """The first message of a chain of updates: its element is the one on the page."""
    place = own
    for _ in range(_DEEPEST):
        if replaces is None:
            break
        if replaces in places:
            place = places[replaces]
            break
        found = messages.get(session, replaces)
        if found is None:
            break
        place, replaces = replaces, found.body.get("replaces")
    places[own] = place
    return place
