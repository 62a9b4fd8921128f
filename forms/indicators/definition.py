"""Owns what an indicator is: its name, its unit, the target of each phase."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["percent", "count", "attendances", "million_dong"]


@dataclass(frozen=True, slots=True)
class Target:
    """What has to be reached: "at least 85 %", or strictly "more than 70 %"."""

    value: float
    is_strict: bool = False

    def is_met(self, reached: float) -> bool:
        return reached > self.value if self.is_strict else reached >= self.value


@dataclass(frozen=True, slots=True)
class Phase:
    """Years of the plan with targets of their own, both ends included."""

    first_year: int
    last_year: int


PHASES = (Phase(2021, 2025), Phase(2026, 2030))


def phase_of(year: int) -> Phase:
    """The phase of a year; before the plan the first counts, after it the last."""
    return PHASES[0] if year <= PHASES[0].last_year else PHASES[1]
