"""Owns the way from a syntax tree to a closure that is run at every answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol, assert_never

from forms.expressions.coercion import XValue, equal, number, text, truth
from forms.expressions.functions import FUNCTIONS
from forms.expressions.nodes import (
    Binary,
    Call,
    Column,
    Expression,
    Here,
    Literal,
    Negative,
    Reference,
)
from forms.expressions.operators import ARITHMETIC, ORDER
from forms.expressions.parser import parse


class Answers(Protocol):
    """What an expression may look at."""

    def xvalue(self, name: str) -> XValue: ...

    def choice_label(self, question: str, value: str) -> str: ...

    @property
    def today(self) -> date: ...

    def pulled(self, column: str) -> str:
        """A starting value from outside: pulldata('me', column)."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an expression stands: `.` and, in a choice_filter, the entry that is looked at."""

    answers: Answers
    here: XValue = ""
    entry: Mapping[str, str] = field(default_factory=dict)


Compiled = Callable[[Frame], XValue]


@lru_cache(maxsize=4096)
def compiled(source: str) -> Compiled:
    return _compile(parse(source))


def _compile(node: Expression) -> Compiled:
    match node:
        case Literal(value):
            return lambda _frame: value
        case Reference(name):
            return lambda frame: frame.answers.xvalue(name)
        case Here():
            return lambda frame: frame.here
        case Column(name):
            return lambda frame: frame.entry.get(name, "")
        case Negative(operand):
            inner = _compile(operand)
            return lambda frame: -number(inner(frame))
        case Binary():
            return _binary(node)
        case Call():
            return _call(node)
        case _:
            assert_never(node)


def _binary(node: Binary) -> Compiled:
    left, right = _compile(node.left), _compile(node.right)
    match node.operator:
        case "and":
            return lambda frame: truth(left(frame)) and truth(right(frame))
        case "or":
            return lambda frame: truth(left(frame)) or truth(right(frame))
        case "=":
            return lambda frame: equal(left(frame), right(frame))
        case "!=":
            return lambda frame: not equal(left(frame), right(frame))
        case sign if sign in ORDER:
            ordered = ORDER[sign]
            return lambda frame: ordered(number(left(frame)), number(right(frame)))
        case sign:
            reckon = ARITHMETIC[sign]
            return lambda frame: reckon(number(left(frame)), number(right(frame)))


def _call(node: Call) -> Compiled:
    arguments = tuple(_compile(argument) for argument in node.arguments)
    match node.function, arguments:
        case "if", (test, then, otherwise):
            return lambda frame: then(frame) if truth(test(frame)) else otherwise(frame)
        case "once", (value,):
            return lambda frame: frame.here if text(frame.here) else value(frame)
        case (("today" | "now"), _):  # days are whole: there is no hour to tell
            return lambda frame: frame.answers.today
        case "pulldata", (_, column, *_):
            return lambda frame: frame.answers.pulled(text(column(frame)))
        case "jr:choice-name", (value, _):
            question = choice_question(node)
            return lambda frame: frame.answers.choice_label(question, text(value(frame)))
        case _:
            plain = FUNCTIONS[node.function].call
            return lambda frame: plain(*(argument(frame) for argument in arguments))


def choice_question(node: Call) -> str:
    """The question that jr:choice-name means by '${name}', or "" if it is not written so."""
    match node.arguments[-1]:
        case Literal(str(written)) if written.strip().startswith("${"):
            return written.strip()[2:-1].strip()
        case Reference(name):
            return name
        case _:
            return ""
