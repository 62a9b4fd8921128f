"""Owns single reports of a round: which of them wait to be corrected."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage import place_lineage, round_facts
from storage.models import Report, ReportState, Round


def returned(
    session: Session, one: Round, body_id: int, form_id: str, now: datetime
) -> list[Report]:
    """The reports of a body that were returned, the one sent first at the top."""
    bodies = place_lineage.sources(session, [body_id], one.window_from)
    return list(
        session.exec(
            select(Report)
            .where(
                round_facts.in_round(one, {form_id}, now),
                col(Report.body_id).in_(bodies),
                col(Report.state) == ReportState.RETURNED,
            )
            .order_by(col(Report.id))
        )
    )
