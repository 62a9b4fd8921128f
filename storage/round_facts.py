"""Owns what is known of a round's reports: per body and form, how much and since when.

Everything is asked for many bodies at once: a province's status is a handful of queries.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy
from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from storage import place_lineage, registry_facts
from storage.models import (
    Draft,
    FormVersion,
    NilDeclaration,
    Report,
    ReportState,
    Requirement,
    Round,
)
from storage.moments import Moment
from storage.rounds import Asked

# Whoever asks may have waited for a lock since their `now`, and another machine's clock may be
# ahead: what is there already counts. Only a rehearsal asks about a moment long past.
MEANWHILE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a body has of one form: `have` of `need`, complete `since`, as it stands now."""

    asked: Asked
    have: int = 0
    need: int = 1
    since: datetime | None = None
    is_confirmed: bool = False
    is_returned: bool = False
    is_begun: bool = False
    nil_since: datetime | None = None

    @property
    def done_at(self) -> datetime | None:
        """First satisfied: by reports, or by the word that there is nothing."""
        moments = [one for one in (self.since, self.nil_since) if one is not None]
        return min(moments, default=None)


@dataclass(slots=True)
class _Count:
    standing: int = 0
    first: datetime | None = None
    confirmed: int = 0
    returned: int = 0


Facts = Mapping[int, tuple[Fact, ...]]
_Key = tuple[int, str]  # body, form


def gather(
    session: Session,
    one: Round,
    asked: Collection[Asked],
    body_ids: Collection[int],
    moment: Moment,
) -> Facts:
    """The facts of each body, in the order of `asked`; what is sent later does not count."""
    now = moment.now + MEANWHILE
    stands_for = place_lineage.sources(session, body_ids, one.window_from)
    counts = _counts(session, in_round(one, {each.form_id for each in asked}, now), stands_for)
    nil = _nil(session, one.id, body_ids, now)
    begun = _begun(session, stands_for)
    registered = {
        each.form_id: registry_facts.gather(
            session, one, each, body_ids, in_round(one, {each.form_id}, now), moment
        )
        for each in asked
        if each.requirement == Requirement.PER_ESTABLISHMENT
    }
    facts: dict[int, tuple[Fact, ...]] = {}
    for body_id in body_ids:
        facts[body_id] = tuple(
            _fact(
                each,
                counts.get((body_id, each.form_id), _Count()),
                registered.get(each.form_id, {}).get(body_id),
                nil.get((body_id, each.form_id)),
                begun=(body_id, each.form_id) in begun,
            )
            for each in asked
        )
    return facts


def in_round(one: Round, form_ids: Collection[str], now: datetime) -> ColumnElement[bool]:
    """Which reports count: those made for the round, and those of an event in its window."""
    return and_(
        col(Report.form_id).in_(form_ids),
        col(Report.created_at) <= now,
        or_(
            col(Report.round_id) == one.id,
            and_(
                col(Report.round_id).is_(None),
                col(Report.event_date).between(one.window_from, one.window_to),
            ),
        ),
    )


def _counts(
    session: Session, counted: ColumnElement[bool], stands_for: Mapping[int, int]
) -> dict[_Key, _Count]:
    query = (
        sqlalchemy.select(
            col(Report.body_id),
            col(Report.form_id),
            col(Report.state),
            func.min(col(Report.created_at)),
            func.count(col(Report.id)),
        )
        .where(counted)
        .group_by(col(Report.body_id), col(Report.form_id), col(Report.state))
    )
    if len(stands_for) <= registry_facts.FEW:
        query = query.where(col(Report.body_id).in_(stands_for))
    rows = session.connection().execute(query)
    found: dict[_Key, _Count] = defaultdict(_Count)
    for body_id, form_id, state, first, number in rows:
        if body_id not in stands_for:
            continue
        count = found[stands_for[body_id], form_id]
        if state == ReportState.RETURNED:
            count.returned += number
            continue
        count.standing += number
        count.first = min(first, count.first or first)
        count.confirmed += number if state == ReportState.CONFIRMED else 0
    return found


def _nil(
    session: Session, round_id: int, body_ids: Collection[int], now: datetime
) -> dict[_Key, datetime]:
    query = select(NilDeclaration).where(
        col(NilDeclaration.round_id) == round_id, col(NilDeclaration.declared_at) <= now
    )
    if len(body_ids) <= registry_facts.FEW:
        query = query.where(col(NilDeclaration.body_id).in_(body_ids))
    return {(row.body_id, row.form_id): row.declared_at for row in session.exec(query)}


def _begun(session: Session, stands_for: Mapping[int, int]) -> set[_Key]:
    """Forms with a draft. There are never many drafts."""
    rows = session.exec(
        select(Draft.body_id, FormVersion.form_id)
        .join(FormVersion, col(FormVersion.id) == col(Draft.form_version_id))
        .distinct()
    )
    return {(stands_for[body], form_id) for body, form_id in rows if body in stands_for}


def _fact(
    asked: Asked,
    count: _Count,
    registered: registry_facts.Registered | None,
    nil_since: datetime | None,
    *,
    begun: bool,
) -> Fact:
    if registered is not None and registered.need:
        return Fact(
            asked, registered.have, registered.need, registered.since, registered.is_confirmed,
            registered.returned > 0, begun, nil_since,
        )  # fmt: skip
    # With nothing in the registry one report, or the word that there is nothing, is still due.
    return Fact(
        asked=asked,
        have=count.standing,
        since=count.first,
        is_confirmed=count.confirmed > 0,
        is_returned=count.returned > 0,
        is_begun=begun,
        nil_since=nil_since,
    )
