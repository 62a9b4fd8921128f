"""Owns where the expressions of a form stand: each with its column and what it may name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from forms.definition import Group, Node, Question, Repeat
from forms.expressions.schema import Schema, Scope
from forms.program import filter_scope, is_dynamic, truth_source


@dataclass(frozen=True, slots=True)
class Source:
    name: str  # of the question, group or repeat
    column: str
    text: str
    scope: Scope


def sources(nodes: tuple[Node, ...], schema: Schema) -> Iterator[Source]:
    for node in nodes:
        for column, text, scope in _of(node, schema):
            if text:
                yield Source(node.name, column, text, scope)
        if not isinstance(node, Question):
            yield from sources(node.children, schema)


def _of(node: Node, schema: Schema) -> Iterator[tuple[str, str, Scope]]:
    element = schema.by_name[node.name]
    scope = Scope(schema, element)
    yield "relevant", node.relevant, scope
    match node:
        case Question():
            yield "required", truth_source(node.required), scope
            yield "constraint", node.constraint, scope
            yield "calculation", node.calculation, scope
            yield "default", node.default if is_dynamic(node.default) else "", scope
            yield "choice_filter", node.choice_filter, filter_scope(schema, element)
            yield "bind::bot:warn", node.bot.warn, scope
        case Repeat():
            # How many there are is reckoned outside of them.
            yield "repeat_count", node.count, Scope(schema, element.parent or schema.root)
        case Group():
            pass
        case _:
            assert_never(node)
