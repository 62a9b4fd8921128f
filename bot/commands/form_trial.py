"""Owns a trial talk: typed lines go to the engine, replies are made as for officers."""

import hashlib
import mimetypes
from dataclasses import dataclass, field

from forms import engine, values
from forms.definition import Form
from forms.outside import Context
from forms.steps import (
    Add,
    Again,
    Ask,
    Back,
    Chose,
    Done,
    Finish,
    Input,
    Jump,
    Outline,
    Remove,
    Resume,
    Review,
    Sent,
    Skip,
    Submit,
    Turn,
    Typed,
)
from handlers import desk, overview
from handlers.messages import Choice, Reply, World
from vietnamese.text import clean, fold

_DRAFT = 0  # nothing is stored: every button is of this draft
_MOVES: dict[str, Input] = {
    "back": Back(),
    "skip": Skip(),
    "finish": Finish(),
    "outline": Outline(),
    "submit": Submit(),
    "resume": Resume(),
}
_OUTLINE = frozenset({"tat ca", "all"})
_LEAVE = frozenset({"luu", "luu va thoat", "thoat", "save", "huy", "huy bao cao", "cancel"})


@dataclass(frozen=True, slots=True)
class Left:
    """The person broke off."""


@dataclass
class Trial:
    """A filling in memory. `said` answers each line, until it is Done or Left."""

    form: Form
    context: Context
    world: World
    turn: Turn = field(init=False)
    choices: tuple[Choice, ...] = ()  # of the reply shown last
    is_menu: bool = False  # they are not of the open question: they alone can be typed

    def __post_init__(self) -> None:
        self.turn = engine.start(self.form, self.context)

    def begin(self) -> Reply:
        return self._show()

    def hear(self, line: str) -> Reply | Done | Left:
        """One line of the terminal is one message."""
        text = clean(line)
        choice = self._meant(text)
        if choice is not None:
            return self._act(choice.action)
        if fold(text) in _LEAVE:
            return Left()
        if self.is_menu:
            please = self.world.gettext("Please press a button below, or type its number.")
            return self._said(Reply(please, choices=self.choices), is_menu=True)
        if text.startswith("@") and len(text) > 1:
            return self._advance(Sent(_file(text[1:])))
        return self._advance(Outline() if self._means_outline(text) else Typed(text))

    def _meant(self, text: str) -> Choice | None:
        """A button by its words; one of a menu by its number as well."""
        said = fold(text).rstrip(".)")
        answers = [one for one in self.choices if one.kind == "answer"]
        if self.is_menu and said.isdecimal() and 1 <= int(said) <= len(answers):
            return answers[int(said) - 1]
        typeable = [one for one in self.choices if self.is_menu or one.kind == "nav"]
        return next((one for one in typeable if fold(one.label) == said), None)

    def _means_outline(self, text: str) -> bool:
        """ "Tất cả" is an answer where several choices may be taken."""
        step = self.turn.step
        several = isinstance(step, Ask | Again) and step.question.several
        return fold(text) in _OUTLINE and not several

    def _act(self, action: str) -> Reply | Done | Left:
        kind, _, rest = action.partition(":")
        _draft, _, what = rest.partition(":")
        match kind:
            case "a":
                question, _, value = what.partition(":")
                return self._advance(Chose(question, value))
            case "jump":
                return self._advance(Jump(what))
            case "add":
                return self._advance(Add(what))
            case "remove":
                return self._advance(Remove(what))
            case "less" | "drop":
                return self._choose(kind, what)
            case _:
                return self._navigate(what.partition(":")[0])

    def _navigate(self, what: str) -> Reply | Done | Left:
        if what == "change":
            return self._choose(what, "")
        return self._advance(_MOVES[what]) if what in _MOVES else Left()

    def _choose(self, what: str, key: str) -> Reply | Done | Left:
        """What only the check has: which line, which instance, really?"""
        review = engine.advance(self.form, self.turn.filling, Resume(), self.context).step
        if not isinstance(review, Review):
            return self._show()
        match what:
            case "less":
                reply = overview.pick_instance(review, key, _DRAFT, self.world)
            case "drop":
                reply = overview.ask_removal(review, key, _DRAFT, self.world)
            case _:
                reply = overview.pick_line(review, _DRAFT, self.world)
        return self._said(reply, is_menu=True) if reply else self._show()

    def _advance(self, move: Input) -> Reply | Done:
        self.turn = engine.advance(self.form, self.turn.filling, move, self.context)
        return self.turn.step if isinstance(self.turn.step, Done) else self._show()

    def _show(self) -> Reply:
        (reply,) = desk.show(self.turn, _DRAFT, self.world).replies
        return self._said(reply, is_menu=False)

    def _said(self, reply: Reply, *, is_menu: bool) -> Reply:
        answers = any(one.kind == "answer" for one in reply.choices)
        self.choices, self.is_menu = reply.choices, is_menu and answers
        return reply


def _file(name: str) -> values.Photo | values.File:
    """A pretended file: nothing is read, its name decides what it is."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if media_type.startswith("image/"):
        return values.Photo(sha256, media_type)
    return values.File(sha256, media_type, name)
