"""Owns a form made ready to run: its questions in order, its expressions as closures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from forms import shape
from forms.definition import (
    Choice,
    Form,
    Group,
    Node,
    Question,
    Repeat,
    Section,
    Type,
)
from forms.expressions.compiler import compiled
from forms.expressions.instance import Compiled, Ids
from forms.expressions.schema import Element, Schema, Scope
from forms.keys import key as key_of
from forms.steps import Key

_DYNAMIC = re.compile(r"\$\{|[\w:\-]\(")
_ONCE = re.compile(r"\bonce\s*\(")
_YES = {"yes": "true()", "true": "true()", "no": "", "false": ""}
PREVIOUS = "${last-saved#"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A question and what is reckoned about it."""

    question: Question
    element: Element
    at: int  # its place among all questions of the form
    relevant: Compiled | None  # its own; see Program.conditions
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

    @property
    def from_previous(self) -> bool:
        """Its default is what was answered last time."""
        return PREVIOUS in self.question.default

    @property
    def is_kept(self) -> bool:
        """Reckoned once and kept, though nobody is asked: `once(…)`, a default."""
        if self.question.asked:
            return False
        source = self.question.calculation
        return bool(_ONCE.search(source)) if source else is_dynamic(self.question.default)


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A group or a repeat, and what is reckoned about it."""

    section: Section
    element: Element
    relevant: Compiled | None
    count: Compiled | None  # of a repeat with repeat_count

    @property
    def name(self) -> str:
        return self.section.name

    @property
    def is_counted(self) -> bool:
        return self.count is not None


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A question as it is put to somebody: in one instance of each repeat around it."""

    entry: Entry
    ids: Ids
    key: Key

    @property
    def question(self) -> Question:
        return self.entry.question

    @property
    def element(self) -> Element:
        return self.entry.element

    @property
    def name(self) -> str:
        return self.entry.question.name


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    form: Form
    schema: Schema
    entries: tuple[Entry, ...]  # in order
    by_name: Mapping[str, Entry]
    folds: Mapping[str, Fold]
    by_order: Mapping[int, Entry | Fold]
    # What must hold for an element to be relevant: those of what it stands in, outermost first,
    # and its own; each with the order and depth of the element that it is about.
    conditions: Mapping[int, tuple[tuple[int, int, Compiled], ...]]

    kept: tuple[Entry, ...]  # see Entry.is_kept

    # The places of questions outside repeats: they are the same in every filling.
    fixed: Mapping[int, "Place"]

    def place(self, entry: Entry, ids: Ids) -> "Place":
        return Place(entry, ids, key_of(entry.name, ids)) if ids else self.fixed[entry.at]

    @property
    def asked(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.question.asked)


@lru_cache(maxsize=64)
def program(form: Form) -> Program:
    schema = shape.schema(form.nodes, form.choices)
    entries: list[Entry] = []
    folds: list[Fold] = []
    _gather(form, schema, form.nodes, entries, folds)
    found: list[Entry | Fold] = [*entries, *folds]
    by_order = {one.element.order: one for one in found}
    return Program(
        form=form,
        schema=schema,
        entries=tuple(entries),
        by_name={entry.name: entry for entry in entries},
        folds={fold.name: fold for fold in folds},
        by_order=by_order,
        fixed={one.at: Place(one, (), one.name) for one in entries if one.element.depth == 0},
        kept=tuple(entry for entry in entries if entry.is_kept),
        conditions={order: _conditions(one.element, by_order) for order, one in by_order.items()},
    )


def _gather(
    form: Form,
    schema: Schema,
    nodes: tuple[Node, ...],
    entries: list[Entry],
    folds: list[Fold],
) -> None:
    for node in nodes:
        element = schema.by_name[node.name]
        match node:
            case Question():
                entries.append(_entry(form, node, schema, element, len(entries)))
            case Group() | Repeat():
                folds.append(_fold(node, schema, element))
                _gather(form, schema, node.children, entries, folds)


def _entry(form: Form, question: Question, schema: Schema, element: Element, at: int) -> Entry:
    scope = Scope(schema, element)
    chosen = () if question.type is Type.SELECT_ONE_FROM_FILE else form.choices
    choices = form.choices[question.choices] if question.choices in chosen else ()
    return Entry(
        question=question,
        element=element,
        at=at,
        relevant=_maybe(question.relevant, scope),
        required=_maybe(truth_source(question.required), scope),
        constraint=_maybe(question.constraint, scope),
        calculation=_maybe(question.calculation, scope),
        default=_default(question.default, scope),
        choice_filter=_maybe(question.choice_filter, filter_scope(schema, element)),
        warn=_maybe(question.bot.warn, scope),
        choices={choice.name: choice for choice in choices},
    )


def _fold(section: Section, schema: Schema, element: Element) -> Fold:
    counted = section.count if isinstance(section, Repeat) else ""
    outer = Scope(schema, element.parent or schema.root)
    return Fold(
        section,
        element,
        _maybe(section.relevant, Scope(schema, element)),
        _maybe(counted, outer),
    )


def filter_scope(schema: Schema, element: Element) -> Scope:
    """Where a choice_filter stands: the columns of the list may be named there."""
    return Scope(schema, element, schema.lists.get(element.choices), filters=True)


def _conditions(
    element: Element, by_order: Mapping[int, Entry | Fold]
) -> tuple[tuple[int, int, Compiled], ...]:
    found = []
    for one in element.above():
        relevant = by_order[one.order].relevant if one.order in by_order else None
        if relevant is not None:
            found.append((one.order, one.depth, relevant))
    return tuple(reversed(found))


def truth_source(written: str) -> str:
    """`required` may be "yes" as well as an expression."""
    return _YES.get(written.strip().lower(), written)


def is_dynamic(default: str) -> bool:
    """A default is an expression if it looks like one; anything else is meant literally."""
    return bool(_DYNAMIC.search(default))


def _default(written: str, scope: Scope) -> Compiled | None:
    if not written or is_dynamic(written):
        return _maybe(written, scope)
    return lambda _frame: written


def _maybe(source: str, scope: Scope) -> Compiled | None:
    return compiled(source, scope) if source else None
