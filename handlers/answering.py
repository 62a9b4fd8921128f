"""Owns which round a report about a period answers: the one that waits for it, due first."""

from sqlmodel import Session

from handlers import timing
from handlers.messages import World
from storage import form_versions, rounds, scopes, statuses
from storage.drafts import Open
from storage.models import Round
from storage.moments import Moment

SEASON = 90  # days around its due day in which a round is reported on


def round_of(session: Session, draft: Open, world: World) -> int | None:
    """The running round that waits for this form of this body; else the one due nearest.

    What is sent once more after 4 December is about the year that ended, not about the new one.
    """
    form_id = form_versions.get(session, draft.form_version_id).form_id
    moment = timing.moment(session, world)
    asking = [
        one
        for one in rounds.running(session)
        if one.as_of <= moment.today
        and any(each.form_id == form_id for each in rounds.forms_of(session, one.id))
        and scopes.is_expected(session, one, draft.body_id, moment.today)
    ]
    near = [
        one
        for one in asking
        if _days_off(one, moment) <= SEASON and _waits(session, one, draft.body_id, form_id, moment)
    ]
    found = near or sorted(asking, key=lambda one: _days_off(one, moment))
    return found[0].id if found else None


def _days_off(one: Round, moment: Moment) -> int:
    return abs((one.due_on - moment.today).days)


def _waits(session: Session, one: Round, body_id: int, form_id: str, moment: Moment) -> bool:
    status = statuses.of(session, one, [body_id], moment)[body_id]
    return any(fact.asked.form_id == form_id for fact in status.missing)
