"""Owns what an expression looks at, so that only what depends on an answer is reckoned anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from forms.expressions.looking import VOLATILE, choice_question
from forms.expressions.nodes import (
    Call,
    Expression,
    Filtered,
    Literal,
    Path,
    Reference,
    children,
    everything,
)
from forms.expressions.parser import parse
from forms.expressions.schema import Element, Scope
from forms.expressions.sites import Reach, is_nodes, reach
from forms.expressions.spelling import written_out


@dataclass(frozen=True, slots=True)
class Needs:
    """`elements`: what is looked at, and how many of the first ids are the expression's own."""

    elements: frozenset[tuple[Element, int]] = frozenset()
    volatile: bool = False  # the moment, chance
    outside: bool = False  # lists and starting values from outside, the previous report


@lru_cache(maxsize=8192)
def needs(source: str, scope: Scope) -> Needs:
    tree = written_out(parse(source), scope)
    found = [*everything(tree)]
    calls = {one.function for one in found if isinstance(one, Call)}
    return Needs(
        elements=frozenset(_elements(tree, scope, None)),
        volatile=bool(calls & VOLATILE),
        outside=any(_is_outside(one, scope) for one in found),
    )


def _elements(
    tree: Expression, scope: Scope, context: Reach | None
) -> Iterator[tuple[Element, int]]:
    """`context`: what the predicate looks at in which this stands."""
    if is_nodes(tree):
        found = reach(tree, scope, context)
        for element in found.elements | found.on_the_way:
            yield element, min(found.bound, element.depth)
    yield from _inside(tree, scope, context)


def _inside(tree: Expression, scope: Scope, context: Reach | None) -> Iterator[tuple[Element, int]]:
    match tree:
        case Path(start, steps):
            if not isinstance(start, str):
                yield from _inside(start, scope, context)
            for at, step in enumerate(steps):
                looked_at = _loosely(reach(Path(start, steps[: at + 1]), scope, context))
                for predicate in step.predicates:
                    yield from _elements(predicate, scope, looked_at)
        case Filtered(operand, predicates):
            looked_at = _loosely(reach(operand, scope, context))
            yield from _elements(operand, scope, context)
            for predicate in predicates:
                yield from _elements(predicate, scope, looked_at)
        case Call("jr:choice-name", (value, _)) as call:
            yield from _elements(value, scope, context)
            if (element := choice_question(call, scope)) is not None:
                yield element, 0
        case _:
            for child in children(tree):
                yield from _elements(child, scope, context)


def _loosely(found: Reach) -> Reach:
    """In a predicate the nodes of all instances are looked at."""
    return Reach(found.sites, found.many, found.bound, found.on_the_way)


def _is_outside(tree: Expression, scope: Scope) -> bool:
    match tree:
        case Reference():
            return bool(tree.last_saved)
        case Call("pulldata", _):
            return True
        case Call("instance", (Literal(str(name)), *_)):
            return scope.schema.lists.get(name) is None
        case _:
            return False
