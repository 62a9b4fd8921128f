"""Owns what an indicator came to: a value on each basis, its parts, and what it stands on."""

from dataclasses import dataclass
from typing import assert_never

from forms.indicators.definition import Target, Unit


# --- a value is one of these --------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; the denominator is never 0."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float:
        return 100 * self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Amount:
    """A count or a sum. `of`: out of how many, where a share is shown beside the count."""

    amount: float
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Reduction:
    """By how many percent the specific use fell against the base year; negative: it rose."""

    percent: float
    base_year: int


@dataclass(frozen=True, slots=True)
class NotYetArising:
    """ "Chưa phát sinh": there is nothing that could be counted. Never 0 %."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """ "Không áp dụng": the level no longer exists."""


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """ "Không thống kê": reports are there, and none has this figure. Never 0."""


@dataclass(frozen=True, slots=True)
class NoBaseYear:
    """The base year has not been set: nothing can be compared."""


Value = Share | Amount | Reduction | NotYetArising | NotApplicable | NotRecorded | NoBaseYear


# --- what it stands on --------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Coverage:
    """From how many of the units (or establishments) there are figures: "từ 31/38 xã"."""

    have: int
    of: int


@dataclass(frozen=True, slots=True)
class Part:
    """ "trong đó: nữ 812, từ 31/38 xã có số liệu" """

    label: str
    value: Value
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator on one basis. `sources`: the ids of the reports it was reckoned from."""

    value: Value
    parts: tuple[Part, ...] = ()
    coverage: Coverage | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator for a territory and a window: from confirmed reports, and provisionally."""

    code: str  # "CT10"
    name: str
    unit: Unit
    target: Target | None  # of the phase
    confirmed: Reading
    provisional: Reading  # confirmed and submitted reports

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached by what is confirmed; None without one, or a figure."""
        reached = number(self.confirmed.value)
        return None if self.target is None or reached is None else self.target.is_met(reached)

    @property
    def gap(self) -> float | None:
        """What is missing to the target (percentage points); 0 or less when it is reached."""
        reached = number(self.confirmed.value)
        return None if self.target is None or reached is None else self.target.value - reached


@dataclass(frozen=True, slots=True)
class Suspect:
    """A report left out because it looks like another one: same unit, day, form and place."""

    report_id: int
    like: int  # the report that counts


def number(value: Value) -> float | None:
    """The value as a target speaks of it: percent for shares and reductions."""
    match value:
        case Share():
            return value.percent
        case Amount():
            return value.amount
        case Reduction():
            return value.percent
        case NotYetArising() | NotApplicable() | NotRecorded() | NoBaseYear():
            return None
        case _ as never:
            assert_never(never)
