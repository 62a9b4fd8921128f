"""Owns the syntax tree of an expression."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: the value of a question."""

    name: str


@dataclass(frozen=True, slots=True)
class Here:
    """`.`: the value in question."""


@dataclass(frozen=True, slots=True)
class Column:
    """A bare name: a column of the entry that a choice_filter looks at."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Expression", ...]


Expression = Literal | Reference | Here | Column | Negative | Binary | Call


def children(node: Expression) -> tuple[Expression, ...]:
    match node:
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case _:
            return ()
