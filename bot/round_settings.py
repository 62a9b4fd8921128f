"""Owns reading what is set of rounds: "01/12", "period_report:once, …", "30,15,7,3,1"."""

import re
from datetime import date

from handlers.policy import AnnualRound
from storage.models import BodyKind, Requirement

MOST_DAYS, MOST_STEPS = 365, 10
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
_A_COMMON_YEAR = 2025  # 29/02 is no day of every year


def month_and_day(text: str) -> tuple[int, int]:
    """ "05/12" → (12, 5): a day of every year."""
    found = _DAY.fullmatch(text.strip())
    try:
        day = date(_A_COMMON_YEAR, int(found[2]), int(found[1])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"{text!r} is no day of every year, such as 05/12")
    return day.month, day.day


def days_before(text: str) -> tuple[int, ...]:
    """ "30,15,7,3,1" → the ladder, the longest first."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and 1 <= int(part) <= MOST_DAYS for part in parts):
        raise ValueError(f"{text!r}: numbers of days from 1 to {MOST_DAYS}, such as 30,15,7,3,1")
    if len(parts) > MOST_STEPS:
        raise ValueError(f"{text!r}: at most {MOST_STEPS} steps")
    return tuple(sorted({int(part) for part in parts}, reverse=True))


def kinds(text: str) -> tuple[str, ...]:
    """ "commune, department" → the kinds of bodies that are expected."""
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    known = [kind.value for kind in BodyKind]
    if not found or any(kind not in known for kind in found):
        raise ValueError(f"{text!r}: some of {', '.join(known)}")
    return found


def forms(text: str) -> tuple[tuple[str, str], ...]:
    """ "period_report:once, outreach" → each form with how it is asked for."""
    known = [one.value for one in Requirement]
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        form_id, _, requirement = part.partition(":")
        requirement = requirement.strip() or Requirement.AT_LEAST_ONE
        if requirement not in known:
            raise ValueError(f"{part!r}: a form may be asked for {', '.join(known)}")
        found.append((form_id.strip(), str(requirement)))
    if not found:
        raise ValueError("at least one form")
    return tuple(found)


def annual(starts: str, due_before: str, units: str, asked: str) -> AnnualRound:
    return AnnualRound(month_and_day(starts), month_and_day(due_before), kinds(units), forms(asked))
