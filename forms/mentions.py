"""Owns the answers that a form's texts and counts mention: that they can be had there."""

from collections.abc import Iterator

from forms import shape
from forms.complaint import Complaint
from forms.definition import SECTIONS, Node, Question, Repeat
from forms.expression_faults import ExpressionFault
from forms.expressions.schema import Schema
from forms.nearest import nearest
from forms.row_faults import RowFault
from forms.wording import REFERENCE


def complaints(nodes: tuple[Node, ...], schema: Schema) -> Iterator[Complaint]:
    for node in nodes:
        for column, text in _texts(node):
            for name in REFERENCE.findall(text):
                yield from _in_text(node.name, column, name, schema)
        if isinstance(node, Repeat) and not _is_count(node.count, schema):
            yield Complaint(node.name, RowFault.NOT_A_COUNT, node.count, "repeat_count")
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
    elif shape.shared(schema.by_name[around], element) < element.depth:
        yield Complaint(around, ExpressionFault.SEVERAL_VALUES, name, column, is_doubt=True)


def _is_count(written: str, schema: Schema) -> bool:
    """The cheap cases: a name alone, a number alone."""
    if alone := REFERENCE.fullmatch(written.strip()):
        element = schema.by_name.get(alone[1])
        return element is None or element.holds in {"number", "any", "choice"}
    try:
        return float(written or 1) >= 0
    except ValueError:
        return True
