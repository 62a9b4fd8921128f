"""Owns the syntax tree of an expression."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: the value of a question; `${last-saved#name}`: the one of the previous report."""

    name: str
    position: int = field(default=0, compare=False)

    @property
    def last_saved(self) -> str:
        """The name, if it is of the previous report; else ""."""
        return self.name.removeprefix(LAST_SAVED) if self.name.startswith(LAST_SAVED) else ""


LAST_SAVED = "last-saved#"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: along an axis, what passes the test and the predicates."""

    axis: str  # child, parent, self, descendant-or-self …
    test: str  # a name, "*", or "node()", "text()"
    predicates: tuple["Expression", ...] = ()
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root ("/"), from where the expression stands (""), or from other nodes."""

    start: "Expression | str"
    steps: tuple[Step, ...] = ()
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Filtered:
    """`${member}[age > 5]`"""

    operand: "Expression"
    predicates: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Union:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: "Expression"
    right: "Expression"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Expression", ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Variable:
    """`$x`: XPath has it, forms do not."""

    name: str
    position: int = field(default=0, compare=False)


HERE = Path("", (Step("self", "node()"),))
Expression = Literal | Reference | Path | Filtered | Union | Negative | Binary | Call | Variable


def children(node: Expression) -> Iterator[Expression]:
    """The parts of an expression, but what stands in predicates."""
    match node:
        case Path(start, _) if not isinstance(start, str):
            yield start
        case Filtered(operand, _) | Negative(operand):
            yield operand
        case Union(parts) | Call(_, parts):
            yield from parts
        case Binary():
            first, rest = chain(node)
            yield first
            yield from (right for _, right in rest)


def chain(node: Binary) -> tuple[Expression, list[tuple[Binary, Expression]]]:
    """`1 + 2 - 3` leans to the left: its first part, then each operator with what follows it.

    A sum of three hundred answers so needs no three hundred calls in each other.
    """
    rest: list[tuple[Binary, Expression]] = []
    left: Expression = node
    while isinstance(left, Binary):
        rest.append((left, left.right))
        left = left.left
    return left, rest[::-1]


def everything(node: Expression) -> Iterator[Expression]:
    """An expression and all its parts, those in predicates too."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        parts = (one.left, one.right) if isinstance(one, Binary) else (*children(one),)
        waiting += (*parts, *predicates(one))[::-1]


def depth(node: Expression) -> int:
    """How many parts stand in each other, at most; each step of a path counts, too."""
    deepest, waiting = 0, [(node, 1)]
    while waiting:
        one, at = waiting.pop()
        deepest = max(deepest, at + (len(one.steps) if isinstance(one, Path) else 0))
        waiting += [(part, at + 1) for part in (*children(one), *predicates(one))]
    return deepest


def predicates(node: Expression) -> Iterator[Expression]:
    match node:
        case Path(_, steps):
            for step in steps:
                yield from step.predicates
        case Filtered(_, found):
            yield from found
