"""Owns saying to the operator, in plain words, what is wrong and what to do."""

from pydantic import ValidationError


class PlainError(Exception):
    """Something the operator can mend; the text says how."""

    status = 1  # of the process


class UnusableInputError(PlainError):
    """What was named on the command line cannot be read at all: wrong usage."""

    status = 2


def explain(error: ValidationError) -> list[str]:
    """One line a setting that cannot be used. The value itself may be a secret: never shown."""
    return [
        f"{'_'.join(str(part) for part in one['loc']).upper()}: {one['msg']}"
        for one in error.errors(include_input=False, include_url=False)
    ]
