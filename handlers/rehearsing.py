"""Owns going through a round with the clock moved: who would get what and when. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from handlers import escalating, escalation_plan, planning, standings
from handlers.escalation_plan import Digest
from handlers.planning import Letter, Told
from storage import digests
from storage.digests import About, Last
from storage.models import Round
from storage.moments import Moment

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scene:
    """What would be written at one moment."""

    moment: Moment
    letters: tuple[Letter, ...]
    digests: tuple[Digest, ...]


def rehearse(
    session: Session, one: Round, first: date, last: date, moment: Moment
) -> Iterator[Scene]:
    """Every moment of the days at which something would be written, beginning with what was told.

    Reports count as they are kept; of the days to come nothing is known, so nobody reports then.
    """
    told = standings.told(session, [one.id], moment)
    told = replace(told, today=frozenset(), busy=frozenset())
    known = digests.last(session, [one.id])
    for at in _openings(first, last, moment):
        scene = _scene(session, one, told, known, replace(moment, now=at))
        if scene.letters or scene.digests:
            yield scene
        told, known = _after(told, known, scene)


def _openings(first: date, last: date, moment: Moment) -> Iterator[datetime]:
    """The beginning of each session of work: nothing else begins in the middle of one."""
    day = first
    while day <= last:
        if moment.workdays.is_working(day):
            for start, _end in moment.workdays.hours:
                yield moment.at(day, start)
        day += _DAY


def _scene(
    session: Session, one: Round, told: Told, known: dict[About, Last], moment: Moment
) -> Scene:
    if one.as_of > moment.today:
        return Scene(moment, (), ())
    found = [standings.of_round(session, one, moment)]
    letters = planning.plan(found, told, moment)
    watch = escalating.watched(session, moment)
    return Scene(moment, tuple(letters), tuple(escalation_plan.plan(found, watch, known, moment)))


def _after(told: Told, known: dict[About, Last], scene: Scene) -> tuple[Told, dict[About, Last]]:
    """What would be known then: people had their message for the day."""
    day = scene.moment.today
    rungs = told.rungs | {rung for letter in scene.letters for rung in letter.rungs}
    people = frozenset(letter.officer.person_id for letter in scene.letters)
    parts = [part for digest in scene.digests for part in digest.sections]
    fresh = {
        part.about: Last(day, frozenset(item.body.id for item in part.items)) for part in parts
    }
    # Morning and afternoon are one day; the next begins with nobody told.
    is_last = scene.moment.local.time() >= scene.moment.workdays.hours[-1][0]
    today = frozenset() if is_last else told.today | people
    return replace(told, rungs=rungs, today=today), known | fresh
