"""Owns the running rounds as they stand at a moment: what reminders and digests are made from."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from handlers.ladder import Ladder
from handlers.planning import Standing, Told
from storage import reminders, responsible, rounds, scopes, statuses
from storage.models import Round
from storage.moments import Moment


def running(session: Session, moment: Moment) -> list[Standing]:
    """Every round that has begun and is not closed."""
    return [
        of_round(session, one, moment)
        for one in rounds.running(session)
        if one.as_of <= moment.today
    ]


def reminding(session: Session, moment: Moment) -> list[Standing]:
    """Those whose reminding has begun; before that, and out of hours, nothing is to be reckoned."""
    if not moment.workdays.is_open(moment.local):
        return []
    return [
        of_round(session, one, moment)
        for one in rounds.running(session)
        if max(one.as_of, _begins(one, moment)) <= moment.today
    ]


def _begins(one: Round, moment: Moment) -> date:
    return Ladder(one.ladder, one.overdue_every).first_day(one.due_on, moment.workdays)


def of_round(session: Session, one: Round, moment: Moment) -> Standing:
    bodies = tuple(scopes.expected(session, one, moment.today))
    ids = [body.id for body in bodies]
    found = statuses.of(session, one, ids, moment)
    late = [body_id for body_id in ids if not found[body_id].is_done]
    officers = responsible.of_bodies(session, late, moment.today)
    return Standing(one, bodies, found, officers)


def told(session: Session, round_ids: Collection[int], moment: Moment) -> Told:
    """What must not be told again."""
    return Told(
        rungs=frozenset(reminders.given(session, round_ids)),
        today=frozenset(reminders.had_today(session, moment.today)),
        postponed=reminders.postponed(session),
        busy=frozenset(reminders.writing(session, moment.now)),
    )
