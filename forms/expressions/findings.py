"""Owns what a check can find in an expression."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Severity = Literal["error", "warning"]


class Code(StrEnum):
    """What is found; behind each, what `Finding.what` holds."""

    # Errors: what can never work.
    SYNTAX = "syntax"  # what stands there, then what was expected: "==", "" at the end
    SMART_QUOTES = "smart_quotes"  # the first of them (a warning: they are read as straight ones)
    UNKNOWN_FUNCTION = "unknown_function"  # its name: "foo"
    WRONG_ARGUMENT_COUNT = "wrong_argument_count"  # "selected(1)": the name and how many are given
    UNKNOWN_REFERENCE = "unknown_reference"  # the name, or the path as it is written: "/data/x"
    UNKNOWN_LIST = "unknown_list"  # of instance() and pulldata(): its name
    UNKNOWN_COLUMN = "unknown_column"  # of a list: its name
    BARE_NAME = "bare_name"  # a name without ${}: its name
    BAD_PATTERN = "bad_pattern"  # of regex(): the pattern
    UNSUPPORTED_AXIS = "unsupported_axis"  # "@version", "namespace::"
    UNSUPPORTED_VARIABLE = "unsupported_variable"  # "$x"
    UNKNOWN_LAST_SAVED = "unknown_last_saved"  # of ${last-saved#name}: the name
    NOT_A_REPEAT = "not_a_repeat"  # of indexed-repeat(): the name
    NOT_NODES = "not_nodes"  # a node-set is needed: the function or operator, "count"
    NOT_A_CHOICE = "not_a_choice"  # a select is needed: the function, "selected"
    NOT_LITERAL = "not_literal"  # what must be written out as a text: the function, "instance"
    # Warnings, or errors where no value can ever fit.
    TYPE_MISMATCH = "type_mismatch"  # the function or operator, "+"
    SEVERAL_VALUES = "several_values"  # of a repeat where one value is wanted: the path or name
    NO_SUCH_CHOICE = "no_such_choice"  # the choice's name that the list does not have
    DIVISION_BY_ZERO = "division_by_zero"  # "div", "mod"
    TOO_LONG = "too_long"  # an expression beyond all use: how many characters it has


@dataclass(frozen=True, slots=True)
class Finding:
    code: Code
    what: str
    position: int = 0  # in the text of the expression, from 1; 0 = the whole
    severity: Severity = "error"
