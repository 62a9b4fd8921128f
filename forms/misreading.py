"""Owns what is said of what a check finds in an expression."""

import re
from collections.abc import Iterator

from forms.complaint import Complaint
from forms.expression_faults import ExpressionFault
from forms.expressions.check import check
from forms.expressions.findings import Code, Finding
from forms.expressions.functions import FUNCTIONS
from forms.expressions.looking import LOOKING
from forms.expressions.parser import LONGEST
from forms.faults import Fault
from forms.nearest import nearest
from forms.row_faults import RowFault
from forms.sources import Source

_FAULTS = {
    Code.SYNTAX: ExpressionFault.SYNTAX,
    Code.SMART_QUOTES: ExpressionFault.SMART_QUOTES,
    Code.UNKNOWN_FUNCTION: ExpressionFault.FUNCTION,
    Code.WRONG_ARGUMENT_COUNT: ExpressionFault.ARGUMENTS,
    Code.UNKNOWN_REFERENCE: ExpressionFault.REFERENCE,
    Code.UNKNOWN_LIST: RowFault.NO_LIST,
    Code.UNKNOWN_COLUMN: ExpressionFault.NO_LIST_COLUMN,
    Code.BARE_NAME: ExpressionFault.BARE_NAME,
    Code.BAD_PATTERN: ExpressionFault.PATTERN,
    Code.UNSUPPORTED_AXIS: ExpressionFault.UNSUPPORTED,
    Code.UNSUPPORTED_VARIABLE: ExpressionFault.UNSUPPORTED,
    Code.UNKNOWN_LAST_SAVED: ExpressionFault.REFERENCE,
    Code.NOT_A_REPEAT: ExpressionFault.NOT_A_REPEAT,
    Code.NOT_NODES: ExpressionFault.NOT_NODES,
    Code.NOT_A_CHOICE: ExpressionFault.NOT_A_CHOICE,
    Code.NOT_LITERAL: ExpressionFault.NOT_LITERAL,
    Code.TYPE_MISMATCH: ExpressionFault.MISMATCH,
    Code.SEVERAL_VALUES: ExpressionFault.SEVERAL_VALUES,
    Code.NO_SUCH_CHOICE: ExpressionFault.NO_SUCH_CHOICE,
    Code.DIVISION_BY_ZERO: ExpressionFault.DIVISION_BY_ZERO,
    Code.TOO_LONG: ExpressionFault.TOO_LONG,
}
_DANGLING = re.compile(r"([-+*=<>|/,(\[]|\b(and|or|div|mod))\s*$")
_SHOWN = 60  # characters of an expression


def complaints(source: Source) -> Iterator[Complaint]:
    for one in _findings(source):
        yield Complaint(
            name=source.name,
            fault=_fault(one, source.text),
            what=one.what or source.text[:_SHOWN],
            column=source.column,
            meant=_meant(one, source),
            position=one.position if one.position < LONGEST else 0,
            is_doubt=one.severity == "warning",
        )


def _findings(source: Source) -> Iterator[Finding]:
    """An attribute is no name of a question, either: that is said once."""
    found = check(source.text, source.scope)
    said = {one.position for one in found if one.code is Code.UNSUPPORTED_AXIS}
    return (
        one for one in found if one.code is not Code.UNKNOWN_REFERENCE or one.position not in said
    )


def _fault(finding: Finding, text: str) -> Fault:
    if finding.code is Code.SYNTAX and finding.position >= min(len(text), LONGEST):
        return _at_the_end(text)
    return _FAULTS[finding.code]


def _at_the_end(text: str) -> ExpressionFault:
    """What is wrong with an expression that can be read to its end."""
    open_ = text.count("(") - text.count(")")
    if len(text) > LONGEST or (not open_ and not _DANGLING.search(text)):
        return ExpressionFault.TOO_LONG
    return ExpressionFault.SYNTAX if open_ < 0 else ExpressionFault.UNFINISHED


def _meant(finding: Finding, source: Source) -> str:
    schema = source.scope.schema
    match finding.code:
        case Code.UNKNOWN_REFERENCE | Code.UNKNOWN_LAST_SAVED:
            name = nearest(finding.what, schema.by_name)
            return f"${{{name}}}" if name else ""
        case Code.UNKNOWN_FUNCTION:
            return nearest(finding.what, (*FUNCTIONS, *LOOKING))
        case Code.UNKNOWN_LIST:
            return nearest(finding.what, schema.lists)
        case Code.UNKNOWN_COLUMN:
            return nearest(finding.what, schema.lists.get(source.scope.element.choices) or ())
        case _:
            return ""
