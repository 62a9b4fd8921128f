"""Owns the answers that a form's texts and counts mention: that they can be had there."""

import re
from collections.abc import Iterator

from forms.complaint import Complaint
from forms.definition import SECTIONS, Node, Question, Repeat, walk
from forms.expression_faults import ExpressionFault
from forms.expressions.schema import Schema
from forms.nearest import nearest
from forms.row_faults import RowFault
from forms.state import MOST_INSTANCES
from forms.wording import REFERENCE

_BROKEN = re.compile(r"\$\{.*", re.DOTALL)
_SHOWN = 30  # characters
_LITERAL = re.compile(r"[-+]?[0-9.]+|'[^']*'|\"[^\"]*\"")


def complaints(nodes: tuple[Node, ...], schema: Schema) -> Iterator[Complaint]:
    for node in nodes:
        for column, text in _texts(node):
            for name in REFERENCE.findall(text):
                yield from _in_text(node.name, column, name, schema)
            if broken := _BROKEN.search(REFERENCE.sub("", text)):
                what = broken[0][:_SHOWN]
                yield Complaint(node.name, ExpressionFault.BROKEN_REFERENCE, what, column)
        if isinstance(node, Repeat):
            yield from _count(node, schema)
        if isinstance(node, SECTIONS):
            yield from complaints(node.children, schema)


def _texts(node: Node) -> Iterator[tuple[str, str]]:
    """Each text in which answers may appear, with its column."""
    texts = {"label": node.label}
    if isinstance(node, Question):
        texts |= {
            "hint": node.hint,
            "required_message": node.required_message,
            "constraint_message": node.constraint_message,
            "bind::bot:warn_message": {"": node.bot.warn_message},
        }
    return ((column, text) for column, words in texts.items() for text in words.values())


def _in_text(around: str, column: str, name: str, schema: Schema) -> Iterator[Complaint]:
    element = schema.by_name.get(name)
    if element is None:
        near = nearest(name, schema.by_name)
        meant = f"${{{near}}}" if near else ""
        yield Complaint(around, ExpressionFault.REFERENCE, name, column, meant)
    elif element.kind != "question":
        yield Complaint(around, ExpressionFault.SECTION_IN_TEXT, name, column)
    elif element.holds == "none":
        yield Complaint(around, ExpressionFault.SECTION_IN_TEXT, name, column, is_doubt=True)
    elif schema.by_name[around].shares(element) < element.depth:
        yield Complaint(around, ExpressionFault.SEVERAL_VALUES, name, column, is_doubt=True)


def _count(repeat: Repeat, schema: Schema) -> Iterator[Complaint]:
    """The cheap cases of how many there are: a name alone, a number alone."""
    written = repeat.count.strip()
    at = (repeat.name, RowFault.NOT_A_COUNT, written, "repeat_count")
    if not written:
        if not any(question.asked for question, _ in walk(repeat.children)):
            yield Complaint(repeat.name, RowFault.NOTHING_ASKED, repeat.name, "name")
    elif alone := REFERENCE.fullmatch(written):
        element = schema.by_name.get(alone[1])
        if element and element.holds not in {"number", "any", "choice"}:
            yield Complaint(*at)
        elif element and not all(map(_is_number, schema.choices.get(element.choices, ()))):
            yield Complaint(*at, is_doubt=True)
    elif _is_number(written) and float(written) > MOST_INSTANCES:
        yield Complaint(repeat.name, RowFault.TOO_MANY, str(MOST_INSTANCES), "repeat_count")
    elif written[0] in "-.\"'0123456789" and _is_literal(written) and not written.isdecimal():
        yield Complaint(*at)


def _is_number(written: str) -> bool:
    return written.isascii() and written.replace(".", "", 1).isdecimal()


def _is_literal(written: str) -> bool:
    """A number, perhaps with a sign, or a text between quotes."""
    return bool(_LITERAL.fullmatch(written))
