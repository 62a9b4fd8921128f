"""Owns the engine's words: what a person did, what the form answers, what stands in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

from forms.values import Photo, Value


# --- what the person did ------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Typed:
    """Words. They may be an answer, a choice by number or words, "quay lại", "bỏ qua", "xong"…"""

    text: str
    source: str | None = None  # id of the message the answer came from


@dataclass(frozen=True, slots=True)
class Chose:
    """A tapped option: `Option.value` of the question `question`."""

    question: str
    value: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    photo: Photo
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Show where we are, change nothing."""


@dataclass(frozen=True, slots=True)
class Back:
    pass


@dataclass(frozen=True, slots=True)
class Skip:
    pass


@dataclass(frozen=True, slots=True)
class Finish:
    """ "Xong": enough photos, enough ticks."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Go and change one answer (from the review); when it is answered the review comes back."""

    question: str


@dataclass(frozen=True, slots=True)
class Correct:
    """Give a question that was answered another text (an edited message). Position stays."""

    question: str
    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Submit:
    pass


Input = Typed | Chose | Sent | Resume | Back | Skip | Finish | Jump | Correct | Submit


# --- what stands in between ---------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Answer:
    value: Value
    source: str | None = None  # id of the message it came from
    confirmed: bool = False  # a soft check was asked and affirmed


@dataclass(frozen=True, slots=True)
class Filling:
    """A form being filled in: a value, replaced at each step. JSON: `forms.filling.to_json`."""

    form_id: str
    version: str
    answers: Mapping[str, Answer] = field(default_factory=dict)  # accepted, relevant or set aside
    skipped: frozenset[str] = frozenset()
    at: str | None = None  # the open question; None = the review
    returning: bool = False  # the open question was reached from the review: go back there
    ticks: tuple[str, ...] | None = None  # a select_multiple or photos under way, not yet "Xong"
    photos: tuple[Photo, ...] = ()
    doubt: "Doubt | None" = None  # a value that waits for a yes, or for one of two readings

    def with_(self, **changes: object) -> "Filling":
        return replace(self, **changes)  # type: ignore[arg-type]


# --- what the form needs from outside -----------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Item:
    """An entry of an outside list (a unit, an establishment)."""

    name: str  # the value that is kept
    label: str  # what people read
    columns: Mapping[str, str] = field(default_factory=dict)  # for choice_filter


@dataclass(frozen=True, slots=True)
class Found:
    """What typed words meant in an outside list: certain, or to be confirmed with choices."""

    items: tuple[Item, ...] = ()
    exact: bool = False  # exactly one item and certain
    note: str = ""  # said beside it: "Xã Phúc Than nay thuộc xã Mường Than (từ 01/7/2025)."


class Lists(Protocol):
    """Outside lists, by the file name of select_one_from_file without its extension."""

    def items(self, name: str, answers: Mapping[str, Value]) -> Sequence[Item]: ...

    def item(self, name: str, value: str) -> Item | None: ...

    def search(self, name: str, text: str, answers: Mapping[str, Value]) -> Found: ...

    def similar(self, name: str, text: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        """Entries that may be the same as a new one called `text` (near-duplicates)."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    today: date
    lists: Lists
    username: str = ""
    # Starting values from outside, by the names forms use in `pulldata('me', …)`: unit, unit_label.
    me: Mapping[str, str] = field(default_factory=dict)


# --- what the form answers ----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool = False


class Keyboard(StrEnum):
    """What kind of typing the question expects."""

    NONE = "none"
    TEXT = "text"
    NUMBER = "number"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was just understood, to be read back in full."""

    question: str
    label: str
    shown: str  # "1.500.000 đồng", "20/11/2026"
    corrected_from: str | None = None  # what it was before, if it was changed


@dataclass(frozen=True, slots=True)
class Question:
    """The open question as it is to be shown."""

    name: str
    number: int  # among the questions now relevant, from 1
    total: int
    label: str
    hint: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    several: bool = False  # options are ticks; ends with Finish
    keyboard: Keyboard = Keyboard.NONE
    may_skip: bool = False
    may_go_back: bool = False
    may_finish: bool = False  # "Xong" makes sense now (ticks or photos under way)
    current: str = ""  # the answer it has already, as shown
    image: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    question: Question
    accepted: tuple[Accepted, ...] = ()
    note: str = ""  # what a list said beside an answer, a `note` of the form, a calculated line
    same: bool = False  # the same question goes on (a tick, one photo more)


class Refusal(StrEnum):
    """Why an answer was not taken. A form's own constraint_message goes with CONSTRAINT."""

    CONSTRAINT = "constraint"
    REQUIRED = "required"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NOT_MONEY = "not_money"
    NOT_A_DATE = "not_a_date"
    LUNAR_DATE = "lunar_date"
    NOT_A_CHOICE = "not_a_choice"
    NOT_FOUND = "not_found"  # in an outside list
    NOT_A_PHOTO = "not_a_photo"
    PHOTO_NOT_WANTED = "photo_not_wanted"
    TOO_MANY_PHOTOS = "too_many_photos"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"  # a number beyond reason
    NOT_SKIPPABLE = "not_skippable"
    NOTHING_BEFORE = "nothing_before"  # Back at the first question
    STALE = "stale"  # a tap on another question than the open one
    INCOMPLETE = "incomplete"  # Submit while answers are missing or no longer valid


@dataclass(frozen=True, slots=True)
class Refused:
    why: Refusal
    message: str = ""  # the form's own sentence, if it has one
    limit: int | None = None  # the number that the sentence may name


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to be affirmed or chosen before it is taken; the options are the ways out."""

    kind: Literal["check", "readings", "found", "similar"]
    message: str = ""  # the form's own warning, for check
    options: tuple[Option, ...] = ()  # readings, found items, similar entries; empty for check
    # What each option stands for is kept as JSON beside it, so that the next step needs no memory.
    values: Mapping[str, object] = field(default_factory=dict)
    source: str | None = None
    shown: str = ""  # the value under check, as it would be read back


@dataclass(frozen=True, slots=True)
class Again:
    """The same question once more, and why."""

    question: Question
    why: Refused | Doubt


@dataclass(frozen=True, slots=True)
class Line:
    """One answered (or still unanswered) question of the review."""

    question: str
    number: int
    label: str
    shown: str  # "" if unanswered
    problem: str = ""  # the sentence to show, if it is missing or no longer valid


@dataclass(frozen=True, slots=True)
class Review:
    lines: tuple[Line, ...]
    accepted: tuple[Accepted, ...] = ()
    complete: bool = True
    refused: Refused | None = None
    photos: tuple[Photo, ...] = ()
    note: str = ""  # what a list said beside the answer that led here, the form's last notes


@dataclass(frozen=True, slots=True)
class Final:
    """One submitted value. Only what is relevant is here."""

    name: str
    type: str
    value: Value
    source: str | None
    shown: str
    label: str
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    values: tuple[Final, ...]


Step = Ask | Again | Review | Done


@dataclass(frozen=True, slots=True)
class Turn:
    filling: Filling
    step: Step
