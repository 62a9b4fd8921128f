"""Owns a form's shape as expressions see it: its elements in a tree, its lists."""

from collections.abc import Mapping

from forms.definition import SECTIONS, Choice, Group, Node, Question, Repeat, Type, walk
from forms.expressions.schema import Element, Holds, Schema

ROOT = "data"  # what pyxform calls the root, whatever the form's id

_HOLDS: dict[Type, Holds] = {
    Type.INTEGER: "number",
    Type.DECIMAL: "number",
    Type.DATE: "date",
    Type.TODAY: "date",
    Type.TIME: "time",
    Type.DATETIME: "dateTime",
    Type.START: "dateTime",
    Type.END: "dateTime",
    Type.SELECT_ONE: "choice",
    Type.SELECT_ONE_FROM_FILE: "choice",
    Type.SELECT_MULTIPLE: "choices",
    Type.CALCULATE: "any",
    Type.HIDDEN: "any",
    Type.NOTE: "none",
}


def schema(
    nodes: tuple[Node, ...], choices: Mapping[str, tuple[Choice, ...]], root: str = ROOT
) -> Schema:
    top = Element(root, "root")
    by_name: dict[str, Element] = {}
    _grow(top, nodes, by_name)
    outside = {
        question.choices: None
        for question, _ in walk(nodes)
        if question.type is Type.SELECT_ONE_FROM_FILE
    }
    return Schema(
        root=top,
        by_name=by_name,
        lists={**outside, **{name: _columns(listed) for name, listed in choices.items()}},
        choices={name: frozenset(one.name for one in listed) for name, listed in choices.items()},
    )


def _columns(listed: tuple[Choice, ...]) -> frozenset[str]:
    return frozenset({"name", "label"}).union(*(choice.columns for choice in listed))


def _grow(parent: Element, nodes: tuple[Node, ...], by_name: dict[str, Element]) -> None:
    for node in nodes:
        one = _element(node, parent, order=len(by_name) + 1)
        parent.children.append(one)
        by_name[node.name] = one
        if isinstance(node, SECTIONS):
            _grow(one, node.children, by_name)


def _element(node: Node, parent: Element, order: int) -> Element:
    match node:
        case Question():
            holds = _HOLDS.get(node.type, "text")
            return Element(node.name, "question", holds, node.choices, parent, order, parent.depth)
        case Group():
            return Element(node.name, "group", parent=parent, order=order, depth=parent.depth)
        case Repeat():
            return Element(node.name, "repeat", parent=parent, order=order, depth=parent.depth + 1)
