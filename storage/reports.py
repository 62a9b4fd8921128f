"""Owns reports: submitted once, revised without overwriting, found again by their people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from storage.drafts import Open
from storage.models import Answer, FormVersion, Report, ReportState, Revision

# Read aloud over a bad line: no letters or digits that sound or look alike.
_CODE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it is kept: typed for queries, and as people read it."""

    name: str
    type: str
    label: str
    shown: str
    value: Any
    source: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """When and where what is reported took place, and the unit in force there on that day."""

    day: date
    unit_code: str | None
    unit_valid_from: date | None


def submit(
    session: Session,
    draft: Open,
    form_id: str,
    answers: Sequence[Given],
    event: Event,
    now: datetime,
    chance: Random,
) -> Report | None:
    """Make the draft a report, or the next revision of the one it corrects.

    None if that one was confirmed meanwhile: it is locked.
    """
    corrected = _corrected(session, draft)
    if corrected is not None and corrected.state == ReportState.CONFIRMED:
        return None
    report = corrected or Report(
        code=_new_code(session, chance),
        person_id=draft.person_id,
        body_id=draft.body_id,
        form_id=form_id,
        revision=0,
        event_date=event.day,
        submitted_at=now,
        created_at=now,
    )
    report.state = ReportState.SUBMITTED
    report.revision += 1
    report.event_date = event.day
    report.unit_code = event.unit_code
    report.unit_valid_from = event.unit_valid_from
    report.submitted_at = now
    session.add(report)
    session.flush()
    _add_revision(session, report, draft, answers, now)
    return report


def by_draft(session: Session, draft_id: int) -> Report | None:
    """The report a draft became: a second tap on "Gửi" finds it."""
    return session.exec(
        select(Report)
        .join(Revision, col(Revision.report_id) == col(Report.id))
        .where(col(Revision.draft_id) == draft_id)
    ).first()


def of_person(session: Session, person_id: int, limit: int, offset: int = 0) -> list[Report]:
    """A person's own reports, newest first."""
    return list(
        session.exec(
            select(Report)
            .where(col(Report.person_id) == person_id)
            .order_by(col(Report.submitted_at).desc(), col(Report.id).desc())
            .limit(limit)
            .offset(offset)
        )
    )


def own(session: Session, report_id: int, person_id: int) -> Report | None:
    """The report if it is this person's own."""
    return session.exec(
        select(Report).where(col(Report.id) == report_id, col(Report.person_id) == person_id)
    ).first()


def latest_revision(session: Session, report: Report) -> Revision:
    return session.exec(
        select(Revision).where(
            col(Revision.report_id) == report.id, col(Revision.number) == report.revision
        )
    ).one()


def title(session: Session, report: Report) -> str:
    """The title of the form as it was when the report was sent."""
    return session.exec(
        select(FormVersion.title)
        .join(Revision, col(Revision.form_version_id) == col(FormVersion.id))
        .where(col(Revision.report_id) == report.id, col(Revision.number) == report.revision)
    ).one()


def answers(session: Session, revision_id: int) -> list[Answer]:
    return list(
        session.exec(
            select(Answer)
            .where(col(Answer.revision_id) == revision_id)
            .order_by(col(Answer.ordinal))
        )
    )


def by_source(session: Session, person_id: int, source: str) -> tuple[Report, list[str]] | None:
    """The person's report whose latest revision has answers from this message, and which."""
    rows = session.exec(
        select(Report, Answer.name)
        .join(Revision, col(Revision.report_id) == col(Report.id))
        .join(Answer, col(Answer.revision_id) == col(Revision.id))
        .where(
            col(Answer.source) == source,
            col(Report.person_id) == person_id,
            col(Revision.number) == col(Report.revision),
        )
        .order_by(col(Report.id).desc(), col(Answer.ordinal))
    ).all()
    if not rows:
        return None
    report = rows[0][0]
    return report, [name for one, name in rows if one.id == report.id]


def _corrected(session: Session, draft: Open) -> Report | None:
    if draft.report_id is None:
        return None
    return session.exec(
        select(Report).where(col(Report.id) == draft.report_id).with_for_update()
    ).one()


def _add_revision(
    session: Session, report: Report, draft: Open, answers: Sequence[Given], now: datetime
) -> None:
    revision = Revision(
        report_id=report.id,
        number=report.revision,
        draft_id=draft.id,
        form_version_id=draft.form_version_id,
        person_id=draft.person_id,
        filling=draft.filling,
        submitted_at=now,
    )
    session.add(revision)
    session.flush()
    rows = [
        {
            "revision_id": revision.id,
            "name": one.name,
            "ordinal": ordinal,
            "type": one.type,
            "label": one.label,
            "shown": one.shown,
            "value": one.value,
            "source": one.source,
        }
        for ordinal, one in enumerate(answers)
    ]
    if rows:
        session.exec(insert(Answer), params=rows)


def _new_code(session: Session, chance: Random) -> str:
    """A receipt that is short and still free: "BC-7K3M9"."""
    while True:
        code = "BC-" + "".join(chance.choice(_CODE) for _ in range(5))
        if session.exec(select(Report.id).where(col(Report.code) == code)).first() is None:
            return code
