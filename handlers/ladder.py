"""Owns the steps of reminding: so many days before the due day, that day, then while overdue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vietnamese.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Step:
    """One rung. The key names the due day too: an extension has rungs of its own.

    "2026-12-04-7" is 7 calendar days before 4 December, "2026-12-04+2" 2 working days after it.
    """

    key: str
    day: date


@dataclass(frozen=True, slots=True)
class Ladder:
    """`before`: calendar days, each moved back to a working day. `every`: working days; 0 = not."""

    before: Sequence[int]
    every: int

    def steps(self, due_on: date, workdays: Workdays, until: date) -> Iterator[Step]:
        """The rungs up to and including the day `until`, in order; one a day."""
        days: dict[date, int] = {}
        for number in sorted({*self.before, 0}, reverse=True):
            # Of two that fall on one day the nearer to the due day stands.
            days[workdays.back(due_on - timedelta(days=number))] = number
        for day, number in days.items():
            if day <= until:
                yield Step(f"{due_on}{-number:+d}" if number else f"{due_on}+0", day)
        late = self.every
        while late and (day := workdays.after(due_on, late)) <= until:
            yield Step(f"{due_on}+{late}", day)
            late += self.every

    def latest(self, due_on: date, workdays: Workdays, today: date) -> Step | None:
        """The rung that applies today: what was missed before it is not made up for."""
        if self.every and (passed := workdays.between(due_on, today)) >= self.every:
            late = passed - passed % self.every
            return Step(f"{due_on}+{late}", workdays.after(due_on, late))
        found: Step | None = None
        for step in Ladder(self.before, 0).steps(due_on, workdays, today):
            found = step
        return found

    def first_day(self, due_on: date, workdays: Workdays) -> date:
        """When reminding begins."""
        return workdays.back(due_on - timedelta(days=max(self.before, default=0)))
