"""Owns the way from an expression's text to its tree."""

from functools import cache, lru_cache
from importlib import resources

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

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

# What word processors make of straight quotes; the most frequent mistake in spreadsheets.
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})


class SyntaxFaultError(ValueError):
    """The text is no expression; `position` counts characters from 1."""

    def __init__(self, text: str, position: int) -> None:
        super().__init__(f"cannot read the expression at character {position}: {text}")
        self.position = position


class _Builder(Transformer[Token, Expression]):
    def _chain(self, parts: list[Expression | Token]) -> Expression:
        left = parts[0]
        for operator, right in zip(parts[1::2], parts[2::2], strict=True):
            left = Binary(str(operator), _node(left), _node(right))
        return _node(left)

    equality = comparison = sum = product = _chain

    def or_(self, parts: list[Expression]) -> Expression:
        return _joined("or", parts)

    def and_(self, parts: list[Expression]) -> Expression:
        return _joined("and", parts)

    def negative(self, parts: list[Expression]) -> Expression:
        return Negative(parts[0])

    def number(self, parts: list[Token]) -> Expression:
        return Literal(float(parts[0]))

    def string(self, parts: list[Token]) -> Expression:
        return Literal(str(parts[0])[1:-1])

    def reference(self, parts: list[Token]) -> Expression:
        return Reference(str(parts[0])[2:-1].strip())

    def here(self, _parts: list[Token]) -> Expression:
        return Here()

    def column(self, parts: list[Token]) -> Expression:
        return Column(str(parts[0]))

    def call(self, parts: list[Expression | Token | None]) -> Expression:
        arguments = tuple(_node(part) for part in parts[1:] if part is not None)
        return Call(str(parts[0]), arguments)


def _node(part: Expression | Token | None) -> Expression:
    if part is None or isinstance(part, Token):
        raise TypeError(part)
    return part


def _joined(operator: str, parts: list[Expression]) -> Expression:
    left = parts[0]
    for right in parts[1:]:
        left = Binary(operator, left, right)
    return left


@cache
def _lark() -> Lark:
    grammar = resources.files("forms.expressions").joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", transformer=_Builder())


def _position(problem: UnexpectedInput, text: str) -> int:
    """From 1; lark says -1 or nothing when the text ends too early."""
    at: object = problem.pos_in_stream
    return at + 1 if isinstance(at, int) and 0 <= at < len(text) else len(text)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The tree of an expression, or SyntaxFaultError."""
    try:
        # With a transformer inside the parser, lark returns what the transformer built.
        built: object = _lark().parse(text.translate(_QUOTES))
    except UnexpectedInput as problem:
        raise SyntaxFaultError(text, _position(problem, text)) from None
    return built  # type: ignore[return-value]
