"""Owns the moment at which something is asked: the instant, and its day where the offices are."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from vietnamese.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Moment:
    """`now` is aware; days and hours are those of `zone`; `workdays` knows which are worked."""

    now: datetime
    zone: tzinfo
    workdays: Workdays

    @property
    def local(self) -> datetime:
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.local.date()

    def at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone)
