"""Owns what indicators are reckoned from: reports, the registry, the units in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Reported:
    """One report, its latest revision. `answers` are JSON values as they are kept.

    `place`: the commune (a body's id) of `Ground.communes` it belongs to, followed through
    reforms; None for what a department did nowhere in particular. `day`: of the event; of a
    report about a period the last day of that period, or the day it was sent if that was earlier.
    """

    report_id: int
    form_id: str
    body_id: int
    place: int | None
    day: date
    sent_at: datetime
    is_confirmed: bool
    answers: Mapping[str, Any]
    is_distinct: bool = False  # somebody looked: it is not the same as the one it is like


@dataclass(frozen=True, slots=True)
class Listed:
    """An establishment of the registry."""

    id: int
    kind: str
    place: int | None
    since: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """The window, and the units in force at its cut-off that are looked at.

    `districts`: commune -> district, for as long as there are districts; empty afterwards.
    `base_years`: of the indicators that compare with one.
    """

    first: date
    last: date
    cut_off: date
    communes: frozenset[int]
    districts: Mapping[int, str] = field(default_factory=dict)
    base_years: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Reports up to the end of the window, also earlier ones: a status is the latest known."""

    ground: Ground
    reports: tuple[Reported, ...]
    registry: tuple[Listed, ...] = ()
