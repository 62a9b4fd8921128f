"""Owns the engine's words: what a person did, what the form answers, what stands in between."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from forms.values import File, Photo, Point, Value

if TYPE_CHECKING:
    from forms.derived import Derived

# A question is known by its key: its name, and inside repeats the ids of the instances it stands
# in, outermost first: "age#2", "vaccine#2.5". So are repeats ("child#2") and their instances
# ("child#2.5"). Ids are never used twice in a filling. See forms.keys.
Key = str


# --- what the person did ------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Typed:
    """Words: an answer, a choice by number or words, "quay lại", "bỏ qua", "xong"…

    Several lines answer several questions, in order; "câu 5: 45" answers the fifth.
    """

    text: str
    source: str | None = None  # id of the message the answer came from


@dataclass(frozen=True, slots=True)
class Chose:
    """A tapped option: `Option.value` of the question `question`."""

    question: Key
    value: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A photo, or another file; a question of type file takes both."""

    photo: Photo | File
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A place that was shared."""

    point: Point
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

    question: Key


@dataclass(frozen=True, slots=True)
class Correct:
    """Give a question that was answered another text (an edited message). Position stays."""

    question: Key
    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """One more instance of a repeat (from the review): its questions are asked next."""

    repeat: Key


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an instance of a repeat away, with its answers. Whoever sends it has asked first."""

    instance: Key


@dataclass(frozen=True, slots=True)
class Outline:
    """Show all questions at once, so that one message may answer them; change nothing."""


@dataclass(frozen=True, slots=True)
class Submit:
    pass


Input = (
    Typed
    | Chose
    | Sent
    | Located
    | Resume
    | Back
    | Skip
    | Finish
    | Jump
    | Correct
    | Add
    | Remove
    | Outline
    | Submit
)


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
    answers: Mapping[Key, Answer] = field(default_factory=dict)  # accepted, relevant or set aside
    skipped: frozenset[Key] = frozenset()
    # The instances of each repeat without repeat_count, in order; without an entry: one, of id 1.
    repeats: Mapping[Key, tuple[int, ...]] = field(default_factory=dict)
    last_id: int = 1  # the highest instance id ever given
    closed: frozenset[Key] = frozenset()  # repeats to which nothing more is to be added
    kept: Mapping[Key, Value] = field(
        default_factory=dict
    )  # reckoned once, though nobody was asked
    started: datetime | None = None  # aware
    at: Key | None = None  # the open question, or the repeat that asks for one more; None = review
    returning: bool = False  # the open question was reached from the review: go back there
    ticks: tuple[str, ...] | None = None  # a select_multiple or photos under way, not yet "Xong"
    photos: tuple[Photo, ...] = ()
    doubt: "Doubt | None" = None  # a value that waits for a yes, or for one of two readings
    # Lines of a message, to be read once the open question is answered: "" or whose answer it is.
    waiting: tuple[tuple[Key, str], ...] = ()
    waiting_source: str | None = None
    # What was reckoned from the above, so that a step reckons only what changed. Never kept.
    derived: "Derived | None" = field(default=None, compare=False, repr=False)

    def with_(self, **changes: object) -> "Filling":
        return replace(self, **changes)  # type: ignore[arg-type]


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
    FILE = "file"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was just understood, to be read back in full."""

    question: Key
    label: str
    shown: str  # "1.500.000 đồng", "20/11/2026"
    corrected_from: str | None = None  # what it was before, if it was changed


@dataclass(frozen=True, slots=True)
class Question:
    """The open question as it is to be shown.

    The options "yes" and "no" of a `more` question and "OK" of an acknowledge have no label:
    the conversation words them.
    """

    name: Key
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
    audio: str = ""
    where: tuple[str, ...] = ()  # the instances it stands in: "Thành viên 2"
    more: bool = False  # asks whether to add one more; `label` is the repeat's


@dataclass(frozen=True, slots=True)
class Ask:
    question: Question
    accepted: tuple[Accepted, ...] = ()
    note: str = ""  # what a list said beside an answer, a `note` of the form, a calculated line
    same: bool = False  # the same question goes on (a tick, one photo more)


class Refusal(StrEnum):
    """Why an answer was not taken. A form's own constraint_message goes with CONSTRAINT."""

    NOT_A_TIME = "not_a_time"
    NOT_A_MOMENT = "not_a_moment"  # day and time
    NOT_A_PHONE = "not_a_phone"
    NOT_A_DOCNO = "not_a_docno"
    NOT_A_YEAR = "not_a_year"
    NOT_A_SCHOOL_YEAR = "not_a_school_year"
    NOT_A_POINT = "not_a_point"
    NOT_A_FILE = "not_a_file"
    NOT_A_NAME = "not_a_name"
    FILE_NOT_WANTED = "file_not_wanted"
    POINT_NOT_WANTED = "point_not_wanted"
    TOO_MANY_INSTANCES = "too_many_instances"
    NO_PREVIOUS = "no_previous"  # "như lần trước", and there is nothing to repeat
    LINES_LEFT = "lines_left"  # more lines than questions
    NO_SUCH_QUESTION = "no_such_question"  # "câu 40: …" of twelve

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
    accepted: tuple[Accepted, ...] = ()  # lines of the same message that were taken before it
    waiting: tuple[str, ...] = ()  # lines after it, to be read once the question is answered


@dataclass(frozen=True, slots=True)
class Line:
    """One answered (or still unanswered) question of the review."""

    question: Key
    number: int
    label: str
    shown: str  # "" if unanswered
    problem: str = ""  # the sentence to show, if it is missing or no longer valid
    where: tuple[str, ...] = ()  # the instances it stands in: "Thành viên 2"


@dataclass(frozen=True, slots=True)
class Instance:
    """One of the things of a repeat."""

    key: Key
    label: str  # "Thành viên 2"
    first: Key  # its first question, to jump to


@dataclass(frozen=True, slots=True)
class Repeating:
    """A repeat as the review shows it."""

    key: Key
    label: str
    instances: tuple[Instance, ...]
    may_change: bool  # add and remove; not where a repeat_count says how many there are


@dataclass(frozen=True, slots=True)
class Review:
    lines: tuple[Line, ...]
    accepted: tuple[Accepted, ...] = ()
    complete: bool = True
    refused: Refused | None = None
    photos: tuple[Photo, ...] = ()
    note: str = ""  # what a list said beside the answer that led here, the form's last notes
    repeats: tuple[Repeating, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlined:
    """All questions now relevant, in order, to be answered in one message."""

    questions: tuple[Question, ...]


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
    path: str = ""  # the name; inside repeats with positions: "member[2]/age"
    where: tuple[str, ...] = ()  # the instances it stands in: "Thành viên 2"


@dataclass(frozen=True, slots=True)
class Done:
    values: tuple[Final, ...]


Step = Ask | Again | Review | Outlined | Done


@dataclass(frozen=True, slots=True)
class Turn:
    filling: Filling
    step: Step
