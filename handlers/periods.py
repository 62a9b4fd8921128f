"""Owns what period a summary is about: a round's window, or one that was typed."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from handlers.messages import World
from storage import rounds
from storage.models import Round, RoundKind
from vietnamese import formats

FIRST_DAY = date(2021, 1, 1)  # of the plan: there are no data before it


@dataclass(frozen=True, slots=True)
class Period:
    """Events from `first` to `last` count, on the units in force at `cut_off`.

    `round_id`: the round whose window it is; then what was made for the round counts, too.
    """

    first: date
    last: date
    cut_off: date
    title: str  # "năm 2026", "quý III năm 2026"
    round_id: int | None = None

    @property
    def year(self) -> int:
        """The year whose targets count."""
        return self.last.year

    @property
    def key(self) -> str:
        """For buttons and jobs: "r7", or "2026-01-01_2026-03-31"."""
        if self.round_id is not None:
            return f"r{self.round_id}"
        return f"{self.first.isoformat()}_{self.last.isoformat()}"


def of_round(one: Round) -> Period:
    return Period(one.window_from, one.window_to, one.cut_off, one.title, one.id)


def current(session: Session) -> Period | None:
    """Of the periodic round that runs and is due first; else the newest one."""
    running = [one for one in rounds.running(session) if one.kind == RoundKind.PERIODIC]
    newest = [one for one in rounds.newest(session, 50) if one.kind == RoundKind.PERIODIC]
    found = running or newest
    return of_round(found[0]) if found else None


def by_key(session: Session, key: str, world: World) -> Period | None:
    """What `Period.key` stood for; None if it cannot be one."""
    if key.startswith("r"):
        one = session.get(Round, int(key[1:])) if key[1:].isdecimal() else None
        return of_round(one) if one is not None else None
    first, _, last = key.partition("_")
    try:
        return between(date.fromisoformat(first), date.fromisoformat(last), world)
    except ValueError:
        return None


def between(first: date, last: date, world: World) -> Period:
    """Days that were named one by one; the cut-off is the last of them, or today."""
    title = world.gettext("from {first} to {last}").format(
        first=formats.day(first), last=formats.day(last)
    )
    return Period(first, last, min(last, world.today), title)
