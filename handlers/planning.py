"""Owns who is reminded now, and of what: a rule of nothing but facts and time, used by all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from handlers.ladder import Ladder, Step
from storage.models import Body, Round
from storage.moments import Moment
from storage.responsible import Officer
from storage.statuses import Status

KEPT = timedelta(days=7)  # a promise that could not be kept for so long is forgotten


@dataclass(frozen=True, slots=True)
class Item:
    """One body in one round, as it stands."""

    round: Round
    body: Body
    status: Status


@dataclass(frozen=True, slots=True)
class Standing:
    """A round as it stands: who is expected, how they stand, who answers for them."""

    round: Round
    bodies: tuple[Body, ...]
    statuses: Mapping[int, Status]
    officers: Mapping[int, list[Officer]]

    @property
    def missing(self) -> list[Item]:
        return [
            Item(self.round, body, self.statuses[body.id])
            for body in self.bodies
            if not self.statuses[body.id].is_done
        ]

    @property
    def ladder(self) -> Ladder:
        return Ladder(self.round.ladder, self.round.overdue_every)


Rung = tuple[int, int, int, str]  # round, body, person, step


@dataclass(frozen=True, slots=True)
class Told:
    """What must not be told again: rungs that were given, people who had their message today."""

    rungs: frozenset[Rung] = frozenset()
    today: frozenset[int] = frozenset()  # people
    postponed: Mapping[int, date] = field(default_factory=dict)  # people: on that day, not before
    busy: frozenset[int] = frozenset()  # people in the middle of a draft


@dataclass(frozen=True, slots=True)
class Letter:
    """One reminder to one person: every item with the steps it is due for."""

    officer: Officer
    items: tuple[tuple[Item, tuple[Step, ...]], ...]

    @property
    def rungs(self) -> list[Rung]:
        return [
            (item.round.id, item.body.id, self.officer.person_id, step.key)
            for item, steps in self.items
            for step in steps
        ]


def plan(standings: Iterable[Standing], told: Told, moment: Moment) -> list[Letter]:
    """The reminders due at this moment, one a person however many rounds run."""
    if not moment.workdays.is_open(moment.local):
        return []
    officers: dict[int, Officer] = {}
    due: dict[int, list[tuple[Item, tuple[Step, ...]]]] = defaultdict(list)
    for standing in standings:
        for item in standing.missing:
            step = rung(item, moment.today, moment)
            if step is None:
                continue
            for officer in standing.officers.get(item.body.id, ()):
                if _may(officer, step, told, moment):
                    steps = (step, *_promised(officer, item, told, moment))
                    officers.setdefault(officer.person_id, officer)
                    due[officer.person_id].append((item, steps))
    letters = (Letter(officers[person_id], tuple(items)) for person_id, items in due.items())
    return [one for one in letters if not told.rungs.issuperset(one.rungs)]


def rung(item: Item, day: date, moment: Moment) -> Step | None:
    """The rung that applies on a day; nothing of before the round, or its due day, was."""
    ladder = Ladder(item.round.ladder, item.round.overdue_every)
    step = ladder.latest(item.status.due.date(), moment.workdays, day)
    since = item.round.as_of
    if item.status.extended_at is not None:
        since = item.status.extended_at.astimezone(moment.zone).date()
    return step if step is not None and step.day >= since else None


def _promised(officer: Officer, item: Item, told: Told, moment: Moment) -> list[Step]:
    """ "Remind me on Monday" is also a promise to do so on that day."""
    day = told.postponed.get(officer.person_id)
    if day is None or not moment.today - KEPT <= day <= moment.today:
        return []
    return [Step(f"{item.status.due.date()}@{day}", day)]


def _may(officer: Officer, step: Step, told: Told, moment: Moment) -> bool:
    """Not what was before their time, not twice a day, not while they put it off or are writing."""
    person = officer.person_id
    return (
        officer.account is not None
        and step.day >= officer.since
        and person not in told.today
        and person not in told.busy
        and told.postponed.get(person, moment.today) <= moment.today
    )
