"""Owns what a channel is: what it can do, how sending ended, and the contract both halves keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from handlers.messages import Incoming, Unusable


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a chat app can do. `text_limit` counts UTF-16 units, as Telegram does."""

    pushes: bool
    buttons: bool
    edits: bool
    contact_button: bool
    location_button: bool = False
    text_limit: int = 4096
    caption_limit: int = 1024
    messages_per_month: int | None = None  # None = as many as one likes


# --- what is to be sent: a Reply, fitted to the channel ------------------------------------------
@dataclass(frozen=True, slots=True)
class Span:
    text: str
    style: str = ""  # "", "bold" or "italic"


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    data: str  # what comes back when it is tapped: "message id:index"


@dataclass(frozen=True, slots=True)
class Part:
    """One message as the chat app will show it."""

    spans: tuple[Span, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    file: Path | None = None
    file_name: str = ""
    is_photo: bool = False
    # Label of a key that shares one's phone number or place; `rows` are then keys, too.
    contact_button: str = ""
    location_button: str = ""
    remove_keyboard: bool = False


# --- how it ended -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Sent:
    external_id: str


@dataclass(frozen=True, slots=True)
class Later:
    """Certainly not sent; may be tried after a while. `whole_bot`: everybody must wait."""

    after: timedelta
    why: str
    whole_bot: bool = False


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not sent, and not to be before `until`: nothing is wrong."""

    until: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Not sent: it was taken back, or is no longer ours to send."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot, or is gone."""

    why: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """It will never be taken in this form."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Cut or timed out: it may have arrived."""

    why: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The channel itself is refused (token revoked): nothing can be sent until an operator acts."""

    why: str


Outcome = Sent | Later | Deferred | Withdrawn | Blocked | Rejected | Unknown | Stopped


@dataclass(frozen=True, slots=True)
class Ready:
    """The channel answered at start; `username` is the bot's name there."""

    username: str


# --- the contract -------------------------------------------------------------------------------
class Sender(Protocol):
    capabilities: Capabilities

    async def start(self) -> Ready | Later | Stopped:
        """Make the channel's acquaintance; called again after Later."""
        ...

    async def stop(self) -> None: ...

    async def send(self, address: str, part: Part) -> Outcome: ...

    async def edit(self, address: str, external_id: str, part: Part) -> Outcome | None:
        """Replace what a message shows; None if that one can no longer be edited: send anew."""
        ...


@dataclass(frozen=True, slots=True)
class FileHandle:
    """A file that a message speaks of and that is still to be fetched."""

    handle: str
    size: int | None
    claims_image: bool
    name: str = ""  # as its sender calls it


class FetchLaterError(Exception):
    """The file could not be fetched now; it may be in a while."""

    def __init__(self, after: timedelta, why: str) -> None:
        super().__init__(why)
        self.after = after


class Translator(Protocol):
    """Reads a stored payload. Pure but for `fetch`."""

    capabilities: Capabilities

    def read(self, payload: str) -> Sequence[Incoming]:
        """What the update says; nothing for one that concerns no conversation."""
        ...

    def file_of(self, payload: str) -> FileHandle | None: ...

    def membership(self, payload: str) -> tuple[str, bool] | None:
        """(address, whether the person can be reached) when that changed."""
        ...

    async def fetch(self, handle: FileHandle, limit: int) -> bytes | Unusable:
        """The content, or why there is none; raises FetchLaterError on a passing failure."""
        ...
