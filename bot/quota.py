"""Owns how many messages a month a channel allows, and what the last tenth is for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from handlers.messages import Lane

WARNING, FULL = 70, 90  # per cent; the rest of the month is for reminders


@dataclass(frozen=True, slots=True)
class Quota:
    """So many messages a calendar month, on the clock of `zone`."""

    most: int
    zone: tzinfo

    def month(self, now: datetime) -> date:
        return now.astimezone(self.zone).date().replace(day=1)

    def renewed_at(self, now: datetime) -> datetime:
        """The first moment of the next month."""
        following = (self.month(now) + timedelta(days=31)).replace(day=1)
        return datetime(following.year, following.month, 1, tzinfo=self.zone)

    def share(self, percent: int) -> int:
        return self.most * percent // 100

    def limit(self, lane: Lane) -> int:
        return self.most if lane is Lane.REMINDER else self.share(FULL)
