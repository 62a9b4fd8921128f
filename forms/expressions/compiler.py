"""Owns the way from a syntax tree to a closure that is run at every answer."""

from functools import lru_cache, partial
from typing import assert_never

from forms.expressions import paths
from forms.expressions.coercion import XValue, equal, number, ranks, some, truth, unequal
from forms.expressions.functions import FUNCTIONS
from forms.expressions.instance import Compiled, Frame
from forms.expressions.looking import LOOKING
from forms.expressions.nodes import (
    Binary,
    Call,
    Expression,
    Filtered,
    Literal,
    Negative,
    Path,
    Reference,
    Step,
    Union,
    Variable,
    chain,
)
from forms.expressions.operators import ARITHMETIC, ORDER
from forms.expressions.parser import parse
from forms.expressions.schema import Element, Scope
from forms.expressions.sites import of_reference
from forms.expressions.spelling import written_out
from forms.expressions.tree import Entry, value_of

_HERE = (Step("self", "node()"),)
_LONG = 50  # operators in a row


@lru_cache(maxsize=8192)
def compiled(source: str, scope: Scope) -> Compiled:
    """A closure that never raises, whatever the answers are."""
    return build(written_out(parse(source), scope), scope)


def build(tree: Expression, scope: Scope) -> Compiled:
    match tree:
        case Literal(value):
            return lambda _frame: value
        case Reference():
            return _reference(tree, scope)
        case Path("", steps) if steps == _HERE:
            return _here(scope)
        case Path("", (Step("child", test, ()),)) if test not in {"*", "node()", "text()"}:
            return _column(test, tree, scope)
        case Path() | Filtered() | Union():
            return paths.values(tree, scope, build)
        case _:
            return _reckoning(tree, scope)


def _reckoning(tree: Negative | Binary | Call | Variable, scope: Scope) -> Compiled:
    match tree:
        case Negative(operand):
            inner = build(operand, scope)
            return lambda frame: -number(inner(frame))
        case Binary():
            return _chain(tree, scope)
        case Call():
            return _call(tree, scope)
        case Variable():  # refused at import
            return lambda _frame: ""
        case _:
            assert_never(tree)


def _reference(tree: Reference, scope: Scope) -> Compiled:
    if tree.last_saved:
        name = tree.last_saved
        return lambda frame: frame.instance.last_saved(name)
    reach = of_reference(tree, scope)
    if not reach.elements:
        return paths.values(tree, scope, build)
    (element,) = reach.elements
    if reach.many:
        return _several(element, reach.bound)
    depth = element.depth
    if depth == 0:
        return lambda frame: frame.instance.value(element, ())
    return lambda frame: frame.instance.value(element, frame.ids[:depth])


def _several(element: Element, bound: int) -> Compiled:
    def run(frame: Frame) -> XValue:
        value, is_relevant = frame.instance.value, frame.instance.is_relevant
        inside = paths.inside(frame, element, frame.ids[:bound])
        found = tuple(value(element, ids) for ids in inside if is_relevant(element, ids))
        return found[0] if len(found) == 1 else found

    return run


def _here(scope: Scope) -> Compiled:
    element = scope.element

    def run(frame: Frame) -> XValue:
        if frame.node is not None:
            return value_of(frame.instance, frame.node)
        if frame.here is not None:
            return frame.here
        return frame.instance.value(element, frame.ids)

    return run


def _column(name: str, tree: Path, scope: Scope) -> Compiled:
    """In a choice_filter, and in a predicate on a list, a column of the entry looked at."""
    otherwise = paths.values(tree, scope, build)

    def run(frame: Frame) -> XValue:
        node = frame.node
        if isinstance(node, Entry):
            return node.columns.get(name, "")
        if node is None and frame.entry is not None:
            return frame.entry.get(name, "")
        return otherwise(frame)

    return run


def _chain(tree: Binary, scope: Scope) -> Compiled:
    """From left to right; long chains in a loop."""
    first, rest = chain(tree)
    if len(rest) > _LONG:
        return _in_a_loop(build(first, scope), rest, scope)
    found = build(first, scope)
    for one, right in rest:
        found = _binary(one.operator, found, build(right, scope))
    return found


def _in_a_loop(first: Compiled, rest: list[tuple[Binary, Expression]], scope: Scope) -> Compiled:
    """Each link takes what stands so far from where the loop leaves it."""
    links = [(partial(_binary, one.operator), build(right, scope)) for one, right in rest]

    def run(frame: Frame) -> XValue:
        value = first(frame)
        for link, right in links:
            value = link(partial(_given, value), right)(frame)
        return value

    return run


def _given(value: XValue, _frame: Frame) -> XValue:
    return value


def _binary(operator: str, left: Compiled, right: Compiled) -> Compiled:
    match operator:
        case "and":
            return lambda frame: truth(left(frame)) and truth(right(frame))
        case "or":
            return lambda frame: truth(left(frame)) or truth(right(frame))
        case "=":
            return lambda frame: equal(left(frame), right(frame))
        case "!=":
            return lambda frame: unequal(left(frame), right(frame))
        case sign if sign in ORDER:
            return _ordered(left, right, sign)
        case sign:
            reckon = ARITHMETIC[sign]
            return lambda frame: reckon(number(left(frame)), number(right(frame)))


def _ordered(left: Compiled, right: Compiled, sign: str) -> Compiled:
    ordered = ORDER[sign]

    def run(frame: Frame) -> XValue:
        one, other = left(frame), right(frame)
        if isinstance(one, tuple) or isinstance(other, tuple):
            return any(ordered(*ranks(a, b)) for a in some(one) for b in some(other))
        return ordered(*ranks(one, other))

    return run


def _call(tree: Call, scope: Scope) -> Compiled:
    if tree.function in LOOKING:
        return LOOKING[tree.function].build(tree, scope, build)
    plain = FUNCTIONS[tree.function].call
    arguments = tuple(build(argument, scope) for argument in tree.arguments)
    match arguments:
        case ():
            return lambda _frame: plain()
        case (one,):
            return lambda frame: plain(one(frame))
        case (one, other):
            return lambda frame: plain(one(frame), other(frame))
        case _:
            return lambda frame: plain(*(argument(frame) for argument in arguments))
