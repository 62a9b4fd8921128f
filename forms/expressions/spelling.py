"""Owns how `${name}` is written out as a path, as pyxform does, where predicates follow it."""

from dataclasses import replace
from functools import partial

from forms.expressions.nodes import (
    Binary,
    Call,
    Expression,
    Filtered,
    Negative,
    Path,
    Reference,
    Step,
    Union,
    chain,
)
from forms.expressions.schema import Element, Scope

_UP = Step("parent", "node()")
_CURRENT = Call("current", ())


def written_out(tree: Expression, scope: Scope) -> Expression:
    """The same, each `${pet}[1]` a path: its predicates belong to the last step."""
    again = partial(written_out, scope=scope)
    match tree:
        case Filtered(operand, predicates):
            found = tuple(map(again, predicates))
            path = _path(operand, found, scope) if isinstance(operand, Reference) else None
            return path or Filtered(again(operand), found)
        case Path(start, steps, position):
            first = start if isinstance(start, str) else again(start)
            return Path(first, tuple(_step(step, scope) for step in steps), position)
        case Union(parts):
            return Union(tuple(map(again, parts)))
        case Negative(operand):
            return Negative(again(operand))
        case Binary():
            first, rest = chain(tree)
            left = again(first)
            for one, right in rest:
                left = replace(one, left=left, right=again(right))
            return left
        case Call(function, arguments, position):
            return Call(function, tuple(map(again, arguments)), position)
        case _:
            return tree


def _step(step: Step, scope: Scope) -> Step:
    return replace(step, predicates=tuple(written_out(one, scope) for one in step.predicates))


def _path(one: Reference, predicates: tuple[Expression, ...], scope: Scope) -> Path | None:
    target = scope.schema.by_name.get(one.name)
    if target is None:
        return None
    path = _relative(scope.element, target) or _absolute(target)
    *steps, last = path.steps
    return Path(path.start, (*steps, replace(last, predicates=predicates, position=one.position)))


def _relative(source: Element, target: Element) -> Path | None:
    """From the nearest section around both, if they stand in a repeat together."""
    around = _around(target)
    for up, section in enumerate(_around(source), 1):
        if section in around:
            down = (*reversed(around[: around.index(section)]), target)
            steps = (*[_UP] * up, *(Step("child", one.name) for one in down))
            return Path(_CURRENT, steps) if section.depth else None
    return None


def _absolute(target: Element) -> Path:
    return Path("/", tuple(Step("child", one.name) for one in reversed([*target.above()])))


def _around(element: Element) -> list[Element]:
    """What it stands in, innermost first, without itself."""
    return [*element.above()][1:]
