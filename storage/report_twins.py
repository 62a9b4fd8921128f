"""Owns reports that look like one another: the same unit, day, form and place."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from storage.models import Answer, Report, ReportState, Revision
from vietnamese.text import fold

_FORM = "outreach"
_ALIKE = ("place", "form")


def of_report(session: Session, report: Report) -> list[Report]:
    """Standing reports of the same event, the one sent first at the top."""
    if report.form_id != _FORM or report.is_distinct or report.unit_code is None:
        return []
    same_day = session.exec(
        select(Report)
        .where(
            col(Report.form_id) == _FORM,
            col(Report.event_date) == report.event_date,
            col(Report.unit_code) == report.unit_code,
            col(Report.state) != ReportState.RETURNED,
            col(Report.is_distinct).is_(False),
            col(Report.id) != report.id,
        )
        .order_by(col(Report.created_at), col(Report.id))
    ).all()
    if not same_day:
        return []
    about = _about(session, [report, *same_day])
    return [one for one in same_day if about[one.id] == about[report.id]]


def _about(session: Session, found: Iterable[Report]) -> dict[int, dict[str, Any]]:
    about: dict[int, dict[str, Any]] = {one.id: {} for one in found}
    rows = session.exec(
        select(col(Report.id), col(Answer.name), col(Answer.value))
        .join(Revision, col(Revision.report_id) == col(Report.id))
        .join(Answer, col(Answer.revision_id) == col(Revision.id))
        .where(
            col(Report.id).in_(about),
            col(Revision.number) == col(Report.revision),
            col(Answer.name).in_(_ALIKE),
        )
    )
    for report_id, name, value in rows:
        about[report_id][name] = _plain(value)
    return about


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Without case, diacritics and order: how two people write the same."""
    if isinstance(value, dict):
        return sorted(value.get("names", ()))
    return " ".join(fold(value).split()) if isinstance(value, str) else value
