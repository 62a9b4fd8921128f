"""Owns working days and hours: weekends, the law's holidays, and the days the offices swapped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

Hours = tuple[tuple[time, time], ...]

DEFAULT_HOURS: Hours = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days are worked, and from when to when. An override stands above week and law.

    >>> Workdays().back(date(2027, 12, 5))
    datetime.date(2027, 12, 3)
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)  # day -> is it worked
    hours: Hours = DEFAULT_HOURS

    def is_working(self, day: date) -> bool:
        known = self.overrides.get(day)
        if known is not None:
            return known
        return day.weekday() < _SATURDAY and day not in holidays_of(day.year)

    def back(self, day: date) -> date:
        """The latest working day that is not after `day`."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def forward(self, day: date) -> date:
        """The first working day that is not before `day`."""
        while not self.is_working(day):
            day += _DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; none after it is the day itself."""
        for _ in range(count):
            day = self.forward(day + _DAY)
        return day

    def before(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`; none before it is the day itself."""
        for _ in range(count):
            day = self.back(day - _DAY)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to `last`; below zero if `last` comes before `first`."""
        if last < first:
            return -self.between(last, first)
        days = range(first.toordinal() + 1, last.toordinal() + 1)
        return sum(self.is_working(date.fromordinal(day)) for day in days)

    def is_open(self, local: datetime) -> bool:
        return self.closes_at(local) is not None

    def closes_at(self, local: datetime) -> datetime | None:
        """The end of the session that `local` lies in."""
        if not self.is_working(local.date()):
            return None
        now = local.time()
        ends = (end for start, end in self.hours if start <= now < end)
        end = next(ends, None)
        return None if end is None else _at(local, local.date(), end)

    def opens_next(self, local: datetime) -> datetime:
        """`local` itself inside the hours, else the moment the next session begins."""
        if self.is_open(local):
            return local
        today = local.date()
        if self.is_working(today):
            for start, _end in self.hours:
                if local.time() < start:
                    return _at(local, today, start)
        return _at(local, self.forward(today + _DAY), self.hours[0][0])


def _at(local: datetime, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=local.tzinfo)


@lru_cache(maxsize=16)
def holidays_of(year: int) -> Mapping[date, str]:
    """The law's days off with their names, days given for a weekend and known swaps included."""
    from holidays import country_holidays  # noqa: PLC0415 - slow, and most starts never ask

    return dict(sorted(country_holidays("VN", years=year, language="vi").items()))


def parse_hours(text: str) -> Hours:
    """Working hours as they are set: "7:30-11:30,13:30-17:00".

    >>> parse_hours("8:00-12:00")
    ((datetime.time(8, 0), datetime.time(12, 0)),)
    """
    found = tuple(_session(part.strip()) for part in text.split(","))
    edges = [edge for session in found for edge in session]
    if any(one >= two for one, two in pairwise(edges)):
        raise ValueError("Working hours must go forwards, one session after another.")
    return found


def _session(part: str) -> tuple[time, time]:
    try:
        start, end = (datetime.strptime(one.strip(), "%H:%M").time() for one in part.split("-"))  # noqa: DTZ007 - a clock has no zone
    except ValueError:
        raise ValueError(
            f"Working hours are written as 7:30-11:30,13:30-17:00; {part!r} is not."
        ) from None
    return start, end
