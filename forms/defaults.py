"""Owns what a form offers by default."""

from datetime import date
from decimal import Decimal

from forms.definition import Type
from forms.program import Entry
from forms.readings import Taken
from forms.state import State


def read_default(state: State, entry: Entry) -> Taken | None:
    """The default, if it is a value of the question's type, as expressions write it: 2026-11-20."""
    written = state.default(entry)
    if not written:
        return None
    try:
        match entry.question.type:
            case Type.TEXT:
                return Taken(written)
            case Type.INTEGER:
                return Taken(int(written))
            case Type.DECIMAL:
                return Taken(Decimal(written))
            case Type.DATE:
                return Taken(date.fromisoformat(written))
            case _:
                return None
    except (ValueError, ArithmeticError):
        return None
