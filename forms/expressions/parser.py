"""Owns the way from an expression's text to its tree."""

from functools import cache, lru_cache
from importlib import resources

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, UnexpectedToken

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
    depth,
)

# What word processors make of straight quotes; the most frequent mistake in spreadsheets.
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})
_ROOT = Step("child", "root")
_ANYWHERE = Step("descendant-or-self", "node()")
LONGEST = 10_000  # characters: more is no expression that anybody can read
DEEPEST = 100  # parts in parts


class SyntaxFaultError(ValueError):
    """The text is no expression; `position` counts characters from 1."""

    def __init__(self, text: str, position: int) -> None:
        super().__init__(f"cannot read the expression at character {position}: {text}")
        self.position = position


class _Builder(Transformer[Token, Expression]):
    """Builds the tree; what lark hands over is as grammar.lark says."""

    def _chain(self, parts: list[Expression | Token]) -> Expression:
        left = _node(parts[0])
        for operator, right in zip(parts[1::2], parts[2::2], strict=True):
            left = Binary(str(operator), left, _node(right), _at(operator))
        return left

    equality = comparison = sum = product = _chain

    def or_(self, parts: list[Expression]) -> Expression:
        return _joined("or", parts)

    def and_(self, parts: list[Expression]) -> Expression:
        return _joined("and", parts)

    def union(self, parts: list[Expression]) -> Expression:
        return Union(tuple(parts))

    def negative(self, parts: list[Expression]) -> Expression:
        return Negative(parts[0])

    def number(self, parts: list[Token]) -> Expression:
        return Literal(float(parts[0]), _at(parts[0]))

    def string(self, parts: list[Token]) -> Expression:
        return Literal(str(parts[0])[1:-1], _at(parts[0]))

    def reference(self, parts: list[Token]) -> Expression:
        return Reference(str(parts[0])[2:-1].strip(), _at(parts[0]))

    def variable(self, parts: list[Token]) -> Expression:
        return Variable(str(parts[0]), _at(parts[0]) - 1)

    def call(self, parts: list[Expression | Token | None]) -> Expression:
        arguments = tuple(_node(part) for part in parts[1:] if part is not None)
        return Call(str(parts[0]), arguments, _at(parts[0]))

    # --- paths ---
    def test(self, parts: list[Token]) -> Token:
        one = parts[0]
        return one.update(value=f"{one}()") if one.type == "KIND" else one

    def predicate(self, parts: list[Expression]) -> Expression:
        return parts[0]

    def step(self, parts: list[Token | Expression | None]) -> Step:
        axis, test, *predicates = parts
        first = axis if axis is not None else test
        return Step(str(axis or "child"), str(test), _nodes(predicates), _at(first))

    def here(self, parts: list[Expression]) -> Step:
        return Step("self", "node()", tuple(parts))

    def parent(self, parts: list[Expression]) -> Step:
        return Step("parent", "node()", tuple(parts))

    def attribute(self, parts: list[Token]) -> Step:
        return Step("attribute", str(parts[0]), (), _at(parts[0]) - 1)

    def relative(self, parts: list[Step | Token]) -> tuple[Step, ...]:
        found: list[Step] = []
        for part in parts:
            if isinstance(part, Step):
                found.append(part)
            elif part == "//":
                found.append(_ANYWHERE)
        return tuple(found)

    def location(self, parts: list[tuple[Step, ...]]) -> Expression:
        return Path("", parts[0], parts[0][0].position)

    def absolute(self, parts: list[object]) -> Expression:
        mark, *rest = parts
        steps = rest[0] if rest and isinstance(rest[0], tuple) else ()
        return Path("/", (_ANYWHERE, *steps) if mark == "//" else steps, _at(mark))

    def below(self, parts: list[object]) -> Expression:
        start, mark, steps = parts
        assert isinstance(steps, tuple)  # noqa: S101 - the grammar says so
        if isinstance(start, Call) and start.function == "instance" and steps[0].test == "item":
            # The specification also writes instance('towns')/item.
            steps = (_ROOT, *steps)
        return Path(_node(start), (_ANYWHERE, *steps) if mark == "//" else steps)

    def picked(self, parts: list[Token | Expression | None]) -> Expression:
        """`${pet}[1]` is what its path would be: the first of each. `(${pet})[1]` is one."""
        name, *found = parts
        return Filtered(Reference(str(name)[2:-1].strip(), _at(name)), _nodes(found))

    def filtered(self, parts: list[Expression]) -> Expression:
        first, *predicates = parts
        operand = Union((first,)) if isinstance(first, Reference) else first
        return Filtered(operand, tuple(predicates))


def _at(token: object) -> int:
    at = token.start_pos if isinstance(token, Token) else None
    return 0 if at is None else at + 1


def _node(part: object) -> Expression:
    if not isinstance(part, Expression):
        raise TypeError(part)
    return part


def _nodes(parts: list[Token | Expression | None]) -> tuple[Expression, ...]:
    return tuple(_node(part) for part in parts)


def _joined(operator: str, parts: list[Expression]) -> Expression:
    left = parts[0]
    for right in parts[1:]:
        left = Binary(operator, left, right)
    return left


@cache
def _lark() -> Lark:
    grammar = resources.files("forms.expressions").joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", transformer=_Builder(), maybe_placeholders=True)


def _position(problem: UnexpectedInput, text: str) -> int:
    """From 1; lark says -1 or nothing when the text ends too early."""
    if isinstance(problem, UnexpectedToken) and problem.token.type == "$END":
        return max(len(text), 0)
    at: object = problem.pos_in_stream
    return at + 1 if isinstance(at, int) and 0 <= at < len(text) else len(text)


def has_smart_quotes(text: str) -> bool:
    return text.translate(_QUOTES) != text


@lru_cache(maxsize=8192)
def parse(text: str) -> Expression:
    """The tree of an expression, or SyntaxFaultError."""
    if len(text) > LONGEST:
        raise SyntaxFaultError(text[:80], LONGEST)
    try:
        # With a transformer inside the parser, lark returns what the transformer built.
        built: object = _lark().parse(text.translate(_QUOTES))
    except UnexpectedInput as problem:
        raise SyntaxFaultError(text, _position(problem, text)) from None
    tree = _node(built)
    if depth(tree) > DEEPEST:
        raise SyntaxFaultError(text[:80], len(text))
    return tree
