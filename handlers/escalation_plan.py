"""Owns who is told of what is late: area officers of their units, coordinators of the areas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handlers.planning import Item, Standing
from storage.digests import About, Last
from storage.models import Body, DigestKind
from storage.moments import Moment
from storage.responsible import Officer
from storage.statuses import Timeliness

UNCHANGED = 5  # working days until the same is told again


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a digest: what it is about, the items, what is new and what has come in since."""

    about: About
    standing: Standing
    area: Body | None
    items: tuple[Item, ...]
    new: frozenset[int] = frozenset()
    came_in: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """One message to one person."""

    officer: Officer
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks after what: the officers of each area, the coordinators, each commune's area."""

    areas: Mapping[int, Body]
    area_of: Mapping[int, int]
    officers: Mapping[int, list[Officer]]  # by area
    coordinators: tuple[Officer, ...]


def plan(
    standings: Iterable[Standing], watch: Watch, last: Mapping[About, Last], moment: Moment
) -> list[Digest]:
    """The digests due at this moment: one a person, whatever it is about."""
    people: dict[int, Officer] = {}
    sections: dict[int, list[Section]] = {}
    if not moment.workdays.is_open(moment.local):
        return []
    for standing in standings:
        for officer, section in _sections(standing, watch, last, moment):
            people.setdefault(officer.person_id, officer)
            sections.setdefault(officer.person_id, []).append(section)
    return [Digest(people[person], tuple(found)) for person, found in sections.items()]


def _sections(
    standing: Standing, watch: Watch, last: Mapping[About, Last], moment: Moment
) -> Iterable[tuple[Officer, Section]]:
    late = [i for i in standing.missing if i.status.timeliness is Timeliness.OVERDUE]
    for area_id, area in watch.areas.items():
        mine = tuple(item for item in late if watch.area_of.get(item.body.id) == area_id)
        for officer in watch.officers.get(area_id, ()):
            about = About(standing.round.id, officer.person_id, DigestKind.AREA, area_id)
            if section := _late(about, standing, area, mine, last, moment):
                yield officer, section
    for officer in receivers(standing, watch):
        about = About(standing.round.id, officer.person_id, DigestKind.PROVINCE)
        if section := _late(about, standing, None, tuple(late), last, moment):
            yield officer, section
        about = About(standing.round.id, officer.person_id, DigestKind.UNREACHED)
        if section := _unreached(about, standing, last, moment):
            yield officer, section


def receivers(standing: Standing, watch: Watch) -> list[Officer]:
    """The coordinators a round names, as far as they still coordinate; else all of them."""
    named = standing.round.escalates_to
    chosen = [one for one in watch.coordinators if one.person_id in named]
    return chosen or list(watch.coordinators)


def unreached(standing: Standing, moment: Moment) -> tuple[Item, ...]:
    """Units that nobody can be reminded in, once reminding has begun."""
    return tuple(
        item
        for item in standing.missing
        if moment.today >= _begins(standing, item, moment)
        and not any(one.is_reachable for one in standing.officers.get(item.body.id, ()))
    )


def _begins(standing: Standing, item: Item, moment: Moment) -> date:
    first = standing.ladder.first_day(item.status.due.date(), moment.workdays)
    return max(first, standing.round.as_of)


def _late(
    about: About,
    standing: Standing,
    area: Body | None,
    late: tuple[Item, ...],
    last: Mapping[About, Last],
    moment: Moment,
) -> Section | None:
    """Told when it begins, when it changes (at the pace of the overdue steps), and when all is in.

    As long as nothing changes once a week is enough.
    """
    before = last.get(about)
    if before is None:
        return Section(about, standing, area, late) if late else None
    ids = frozenset(item.body.id for item in late)
    if not (ids or before.bodies):
        return None
    pace = standing.round.overdue_every if ids != before.bodies else UNCHANGED
    if moment.workdays.between(before.day, moment.today) < max(pace, 1):
        return None
    came_in = tuple(
        body for body in standing.bodies if body.id in before.bodies and body.id not in ids
    )
    return Section(about, standing, area, late, ids - before.bodies, came_in)


def _unreached(
    about: About, standing: Standing, last: Mapping[About, Last], moment: Moment
) -> Section | None:
    """At once, and each unit once for as long as it stays so."""
    items = unreached(standing, moment)
    before = last.get(about)
    known = before.bodies if before else frozenset()
    new = frozenset(item.body.id for item in items) - known
    return Section(about, standing, None, items, new) if new else None
