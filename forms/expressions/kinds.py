"""Owns what kinds of value an expression handles, and where they cannot fit together."""

from collections.abc import Iterator
from datetime import UTC

from forms.expressions.coercion import moment, number
from forms.expressions.findings import Code, Finding
from forms.expressions.nodes import (
    Binary,
    Call,
    Expression,
    Literal,
    Path,
    Reference,
    Step,
    everything,
    predicates,
)
from forms.expressions.schema import Element, Scope
from forms.expressions.sites import is_nodes, reach

_NUMERIC = frozenset({"+", "-", "*", "div", "mod", "<", "<=", ">", ">="})
# Functions that take many nodes; elsewhere one value is wanted.
_OF_MANY = frozenset({
    "count", "sum", "min", "max", "count-non-empty", "join", "concat", "position",
    "indexed-repeat", "boolean", "not", "checklist", "weighted-checklist",
})  # fmt: skip
# Functions of a day, which must be written so that it can be read: '2026-11-20'.
_OF_DATES = frozenset({"date", "date-time", "format-date", "decimal-date-time"})
# Functions, and what questions they make no sense of.
_ODD: tuple[tuple[frozenset[str], frozenset[str], Code], ...] = (
    (
        frozenset({"selected", "selected-at", "count-selected"}),
        frozenset({"number", "date", "time", "dateTime"}),
        Code.NOT_A_CHOICE,
    ),
    (
        _OF_DATES | {"format-date-time"},
        frozenset({"choice", "choices"}),
        Code.TYPE_MISMATCH,
    ),
    (frozenset({"sum"}), frozenset({"text", "date", "choices"}), Code.TYPE_MISMATCH),
)


def mismatches(tree: Expression, scope: Scope) -> Iterator[Finding]:
    """What is doubtful, or can never give an answer."""
    if is_nodes(tree) and _is_many(tree, scope):
        yield _several(tree)
    for one in everything(tree):
        match one:
            case Binary():
                yield from _binary(one, scope)
            case Call():
                yield from _call(one, scope)


def _binary(tree: Binary, scope: Scope) -> Iterator[Finding]:
    sides = (tree.left, tree.right)
    if tree.operator in _NUMERIC:
        for side in sides:
            if isinstance(side, Literal) and number(side.value) != number(side.value):
                yield Finding(Code.TYPE_MISMATCH, tree.operator, tree.position, "warning")
    if tree.operator in {"div", "mod"} and tree.right == Literal(0.0):
        yield Finding(Code.DIVISION_BY_ZERO, tree.operator, tree.position, "warning")
    if tree.operator in {"=", "!="}:
        yield from _choices(tree.left, tree.right, scope)
        yield from _choices(tree.right, tree.left, scope)
    if tree.operator not in {"and", "or"}:
        for side in sides:
            if is_nodes(side) and _is_many(side, scope):
                yield _several(side)


def _call(tree: Call, scope: Scope) -> Iterator[Finding]:
    first = _element(tree.arguments[0], scope) if tree.arguments else None
    if first is not None:
        for functions, holds, code in _ODD:
            if tree.function in functions and first.holds in holds:
                yield Finding(code, tree.function, tree.position, "warning")
    match tree:
        case Call(name, (Literal(str(written)), *_)) if name in _OF_DATES:
            if written and moment(written, UTC) is None:
                yield Finding(Code.TYPE_MISMATCH, name, tree.position)
    if tree.function == "selected":
        yield from _choices(tree.arguments[0], tree.arguments[1], scope)
    if tree.function not in _OF_MANY:
        for argument in tree.arguments:
            if is_nodes(argument) and _is_many(argument, scope):
                yield _several(argument)


def _choices(chosen: Expression, named: Expression, scope: Scope) -> Iterator[Finding]:
    """${colour} = 'rde': a name that the list does not have."""
    element = _element(chosen, scope)
    if element is None or not element.holds.startswith("choice") or not isinstance(named, Literal):
        return
    known = scope.schema.choices.get(element.choices)
    if known is None or not isinstance(named.value, str) or not named.value:
        return
    if named.value not in known:
        yield Finding(Code.NO_SUCH_CHOICE, named.value, named.position, "warning")


def _element(tree: Expression, scope: Scope) -> Element | None:
    """The one question that an expression names."""
    if not isinstance(tree, Reference) or tree.last_saved:
        return None
    return scope.schema.by_name.get(tree.name)


def _is_many(tree: Expression, scope: Scope) -> bool:
    """With a predicate it is left open, and of lists: most often one is picked by its key."""
    if any(True for one in everything(tree) for _ in predicates(one)):
        return False
    found = reach(tree, scope)
    return found.many and bool(found.elements)


def _several(tree: Expression) -> Finding:
    match tree:
        case Reference(name):
            pass
        case Path(_, (*_, Step(_, name))):
            pass
        case _:
            name = ""
    return Finding(Code.SEVERAL_VALUES, name, getattr(tree, "position", 0), "warning")
