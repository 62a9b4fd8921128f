"""Owns a form made ready to run: its questions in order, its expressions as closures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from forms.definition import Choice, Form, Question, Type, walk
from forms.expressions.compiler import Compiled, compiled

_DYNAMIC = re.compile(r"\$\{|[\w:\-]\(")
_YES = {"yes": "true()", "true": "true()", "no": "", "false": ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and what is reckoned about it."""

    question: Question
    place: int
    relevant: tuple[Compiled, ...]  # its groups' and its own
    required: Compiled | None
    constraint: Compiled | None
    calculation: Compiled | None
    default: Compiled | None
    choice_filter: Compiled | None
    warn: Compiled | None
    choices: Mapping[str, Choice]

    @property
    def name(self) -> str:
        return self.question.name


@dataclass(frozen=True, slots=True)
class Program:
    form: Form
    entries: tuple[Entry, ...]
    asked: tuple[Entry, ...]
    by_name: Mapping[str, Entry]


@lru_cache(maxsize=64)
def program(form: Form) -> Program:
    entries = tuple(
        _entry(form, question, place, tuple(group.relevant for group in above))
        for place, (question, above) in enumerate(walk(form.nodes))
    )
    asked = tuple(entry for entry in entries if entry.question.asked)
    return Program(form, entries, asked, {entry.name: entry for entry in entries})


def _entry(form: Form, question: Question, place: int, above: tuple[str, ...]) -> Entry:
    relevant = (*above, question.relevant)
    chosen = () if question.type is Type.SELECT_ONE_FROM_FILE else form.choices
    choices = form.choices[question.choices] if question.choices in chosen else ()
    return Entry(
        question=question,
        place=place,
        relevant=tuple(compiled(source) for source in relevant if source),
        required=_maybe(truth_source(question.required)),
        constraint=_maybe(question.constraint),
        calculation=_maybe(question.calculation),
        default=_default(question.default),
        choice_filter=_maybe(question.choice_filter),
        warn=_maybe(question.bot.warn),
        choices={choice.name: choice for choice in choices},
    )


def truth_source(written: str) -> str:
    """`required` may be "yes" as well as an expression."""
    return _YES.get(written.strip().lower(), written)


def is_dynamic(default: str) -> bool:
    """A default is an expression if it looks like one; anything else is meant literally."""
    return bool(_DYNAMIC.search(default))


def _default(written: str) -> Compiled | None:
    if not written or is_dynamic(written):
        return _maybe(written)
    return lambda _frame: written


def _maybe(source: str) -> Compiled | None:
    return compiled(source) if source else None
