"""Owns how far a commune's registry is reported on in a round: one report per establishment."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from storage import place_lineage
from storage.models import Answer, Body, Establishment, Report, ReportState, Revision, Round
from storage.moments import Moment
from storage.rounds import Asked

FEW = 500  # bodies that are named in a query; for more all reports are fetched
_DAY = timedelta(days=1)
_Standing = dict[int, tuple[datetime, bool]]  # establishment -> first sent, whether confirmed


@dataclass(slots=True)
class Registered:
    """Of one commune: `have` of `need` establishments are reported on, all of them `since`."""

    need: int = 0
    have: int = 0
    since: datetime | None = None
    confirmed: int = 0
    returned: int = 0

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed == self.need


def gather(
    session: Session,
    one: Round,
    asked: Asked,
    body_ids: Collection[int],
    counted: ColumnElement[bool],
    moment: Moment,
) -> dict[int, Registered]:
    """By body. An establishment counts for the commune it lies in, whoever reported on it.

    What the communes of before a reform listed belongs to those of today, however long ago it was.
    """
    lists = place_lineage.sources(session, body_ids, date.min)
    if len(lists) <= FEW:
        counted = and_(counted, _near(lists))
    standing, returned = _reported(session, counted, asked.subject)
    found: dict[int, Registered] = defaultdict(Registered)
    for establishment_id, body_id in _registry(session, one, asked, lists, moment):
        if body_id not in lists:
            continue
        commune = found[lists[body_id]]
        commune.need += 1
        if establishment_id in standing:
            first, confirmed = standing[establishment_id]
            commune.have += 1
            commune.confirmed += confirmed
            commune.since = max(first, commune.since or first)
        elif establishment_id in returned:
            commune.returned += 1
    for commune in found.values():
        if commune.have < commune.need:
            commune.since = None
    return found


def _near(bodies: Collection[int]) -> ColumnElement[bool]:
    """By these bodies, or in their units by somebody else (an area officer)."""
    codes = select(col(Body.unit_code)).where(col(Body.id).in_(bodies))
    return or_(col(Report.body_id).in_(bodies), col(Report.unit_code).in_(codes))


def _registry(
    session: Session, one: Round, asked: Asked, bodies: Collection[int], moment: Moment
) -> list[tuple[int, int]]:
    """(establishment, body) of what was open at the cut-off; what joined later is not asked for."""
    query = select(Establishment.id, Establishment.body_id).where(
        col(Establishment.kind).in_(asked.kinds),
        col(Establishment.created_at) < moment.at(one.cut_off + _DAY, time()),
        or_(col(Establishment.closed_on).is_(None), col(Establishment.closed_on) > one.cut_off),
    )
    if len(bodies) <= FEW:
        query = query.where(col(Establishment.body_id).in_(bodies))
    return list(session.exec(query))


def _reported(
    session: Session, counted: ColumnElement[bool], subject: str
) -> tuple[_Standing, set[int]]:
    rows = session.exec(
        select(col(Answer.value), col(Report.state), col(Report.created_at))
        .select_from(Report)
        .join(
            Revision,
            and_(
                col(Revision.report_id) == col(Report.id),
                col(Revision.number) == col(Report.revision),
            ),
        )
        .join(
            Answer, and_(col(Answer.revision_id) == col(Revision.id), col(Answer.name) == subject)
        )
        .where(counted)
    )
    standing: _Standing = {}
    returned: set[int] = set()
    for value, state, sent in rows:
        if not (isinstance(value, str) and value.isdecimal()):
            continue
        establishment = int(value)
        if state == ReportState.RETURNED:
            returned.add(establishment)
            continue
        first, confirmed = standing.get(establishment, (sent, False))
        standing[establishment] = min(first, sent), confirmed or state == ReportState.CONFIRMED
    return standing, returned
