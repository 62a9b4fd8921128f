"""Owns the values that cross the conversation's door, and all that a handler may know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from enum import StrEnum
from random import Random
from typing import Literal

from handlers.policy import Policy


# --- what came in -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Text:
    """Words a person typed, cleaned (NFC, no invisible marks)."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of one of our messages. The message must be the tapper's own: see routing."""

    message_id: int
    index: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that was fetched, checked and stored under its content's hash."""

    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """Another file, kept as a photo is; `name` is what its sender called it, made harmless."""

    sha256: str
    media_type: str
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place that was shared, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared phone number; `own` only if the chat app vouches that it is the sender's."""

    phone: str
    own: bool


class Unusable(StrEnum):
    """Why something that was sent cannot be an answer."""

    STICKER = "sticker"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"  # a file of a kind that is not taken
    MACROS = "macros"  # an office document that carries a program
    NOT_AN_IMAGE = "not_an_image"  # says it is a photo, its content says otherwise
    TOO_LARGE = "too_large"  # of a photo
    FILE_TOO_LARGE = "file_too_large"
    LOST = "lost"  # the chat app would not hand the file over
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unreadable:
    why: Unusable


Content = Text | Tap | Photo | Document | Location | Contact | Unreadable


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of one account. `ref` is the chat app's id of it (or of the tapped one)."""

    channel: str
    address: str
    content: Content
    ref: str | None = None
    edited: bool = False


# --- what goes out ------------------------------------------------------------------------------
ChoiceKind = Literal["answer", "nav"]
# What keyboard helps; "" = no answer is awaited.
Asks = Literal["", "text", "number", "contact", "photo", "file", "location"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. `action` is read by `handlers.routing` only; it is never trusted for rights.

    An answer is numbered and can be typed by its number; navigation can be typed by its words.
    """

    action: str
    label: str
    kind: ChoiceKind = "answer"
    chosen: bool = False  # ticked, in a question that takes several


@dataclass(frozen=True, slots=True)
class Stored:
    """A file under DATA_DIR by its content hash."""

    sha256: str
    media_type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A file still to be made: `work` renders it beside the chat, outside the transaction."""

    kind: str
    arguments: dict[str, str | int] = field(default_factory=dict)
    name: str = ""


class Lane(StrEnum):
    REPLY = "reply"
    ALERT = "alert"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to one person. All texts are plain: channels escape and embellish.

    Shown in this order: lead (what was understood, or what is wrong), place ("Câu 3/14"),
    text (bold for a question), hint, choices, attachments.
    """

    text: str
    lead: str = ""
    place: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    attachments: tuple[Stored | Order, ...] = ()
    asks: Asks = ""
    replaces: int | None = None  # id of our message that this one updates where the channel can
    lane: Lane = Lane.REPLY


# --- what a handler may know --------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class World:
    """All that the conversation knows of the outside: time and chance are arguments."""

    now: datetime  # aware
    today: date  # in the province's time zone
    zone: tzinfo
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    language: str = "vi"
    policy: Policy = field(default_factory=Policy)
    chance: Random = field(default_factory=Random)
    speaking: Callable[[str], "World"] | None = None  # the same world in another language
