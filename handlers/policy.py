"""Owns the rules in force, as they are set: what the conversation is told of the settings."""

from dataclasses import dataclass
from datetime import time

from vietnamese.workdays import DEFAULT_HOURS


@dataclass(frozen=True, slots=True)
class AnnualRound:
    """The programme's yearly round, made by itself. Days are (month, day)."""

    window_starts: tuple[int, int] = (12, 1)  # of the year before
    due_before: tuple[int, int] = (12, 5)  # due: the last working day before it
    kinds: tuple[str, ...] = ("commune",)  # of bodies that are expected
    forms: tuple[tuple[str, str], ...] = (  # form, requirement
        ("period_report", "once"),
        ("outreach", "at_least_one"),
        ("packaging", "per_establishment"),
    )


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules in force, from settings."""

    invitation_days: int = 14
    wrong_codes_per_hour: int = 5
    wrong_codes_per_minute_overall: int = 30
    photo_megabytes: int = 10
    file_megabytes: int = 20
    demo: bool = False
    public_url: str = ""
    annual_round: AnnualRound | None = AnnualRound()
    ladder: tuple[int, ...] = (30, 15, 7, 3, 1)  # calendar days before the due day
    overdue_every: int = 2  # working days
    hours: tuple[tuple[time, time], ...] = DEFAULT_HOURS
