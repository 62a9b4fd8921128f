"""Owns reviewing: what waits, what was decided about a report, and the history of it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.models import Decision, Report, ReportState, Review

_STATE = {
    Decision.CONFIRMED: ReportState.CONFIRMED,
    Decision.RETURNED: ReportState.RETURNED,
    Decision.UNLOCKED: ReportState.SUBMITTED,
}
# What a report has to be for a decision to make sense.
_FROM = {
    Decision.CONFIRMED: (ReportState.SUBMITTED,),
    Decision.RETURNED: (ReportState.SUBMITTED,),
    Decision.UNLOCKED: (ReportState.CONFIRMED,),
    Decision.DISTINCT: (ReportState.SUBMITTED, ReportState.CONFIRMED),
}


def lock(session: Session, report_id: int) -> Report | None:
    """The report, held until the transaction ends: two reviewers decide one after the other."""
    return session.exec(
        select(Report)
        .where(col(Report.id) == report_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def decide(
    session: Session,
    report: Report,
    decision: Decision,
    person_id: int,
    now: datetime,
    *,
    reason: str = "",
    questions: Sequence[str] = (),
) -> Review | None:
    """None: it cannot be decided so; a report that was dealt with meanwhile is left alone."""
    if report.state not in _FROM[decision]:
        return None
    if decision is Decision.DISTINCT:
        report.is_distinct = True
    else:
        report.state = _STATE[decision]
    review = Review(
        report_id=report.id,
        revision=report.revision,
        person_id=person_id,
        decision=decision,
        reason=reason,
        questions=list(questions),
        decided_at=now,
    )
    session.add(review)
    session.flush()
    return review


def latest(session: Session, report_id: int) -> Review | None:
    """What was decided last (but for the word that it is no duplicate)."""
    return session.exec(
        select(Review)
        .where(col(Review.report_id) == report_id, col(Review.decision) != Decision.DISTINCT)
        .order_by(col(Review.id).desc())
    ).first()


def waiting_by_body(session: Session, body_ids: Collection[int] | None) -> dict[int, int]:
    """How many reports wait, by the body that sent them; None: of all bodies."""
    query = select(col(Report.body_id), func.count()).where(
        col(Report.state) == ReportState.SUBMITTED
    )
    if body_ids is not None:
        query = query.where(col(Report.body_id).in_(body_ids))
    return dict(session.exec(query.group_by(col(Report.body_id))).all())


def waiting(session: Session, body_ids: Collection[int], limit: int, offset: int) -> list[Report]:
    """Reports that wait, the one sent first at the top."""
    return list(
        session.exec(
            select(Report)
            .where(col(Report.state) == ReportState.SUBMITTED, col(Report.body_id).in_(body_ids))
            .order_by(col(Report.submitted_at), col(Report.id))
            .limit(limit)
            .offset(offset)
        )
    )
