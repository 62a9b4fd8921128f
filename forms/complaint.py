"""Owns one complaint about an element of a form, before its place in the sheet is known."""

from dataclasses import dataclass

from forms.faults import Fault


@dataclass(frozen=True, slots=True)
class Complaint:
    name: str  # of the question, group or repeat; "" = the form as a whole
    fault: Fault
    what: str = ""
    column: str = ""
    meant: str = ""
    position: int = 0
    is_doubt: bool = False
