"""Owns reports: submitted once, revised without overwriting, found again by their people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, and_, insert
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

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
    """When and where what is reported took place, and the unit in force there on that day.

    `round_id`: the round it answers, if it is about a period and not about a day.
    """

    day: date
    unit_code: str | None
    unit_valid_from: date | None
    round_id: int | None = None


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
        round_id=event.round_id,
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


def by_code(session: Session, code: str) -> Report | None:
    """The report with this receipt, as people type it: "bc-7k3m9", "7K3M9"."""
    bare = "BC-" + code.strip().upper().removeprefix("BC").lstrip("- ")
    return session.exec(select(Report).where(col(Report.code) == bare)).first()


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


@dataclass(frozen=True, slots=True)
class Sent:
    """A report as a list shows it: `shown` is one of its answers."""

    code: str
    event_date: date
    shown: str


def sent_by(
    session: Session, body_ids: Collection[int], form_id: str, since: date, name: str
) -> list[Sent]:
    """What bodies have reported since a day and was not returned, the latest first."""
    return _sent(session, name, _standing(body_ids, form_id), col(Report.event_date) >= since)


def sent_as(session: Session, code: str, form_id: str, name: str) -> Sent | None:
    """The report of a form that has this code, also one that was returned since."""
    found = _sent(session, name, col(Report.code) == code, col(Report.form_id) == form_id)
    return found[0] if found else None


def _sent(session: Session, name: str, *conditions: ColumnElement[bool]) -> list[Sent]:
    rows = session.exec(
        select(col(Report.code), col(Report.event_date), col(Answer.shown))
        .join(Revision, _is_latest)
        .join(Answer, and_(col(Answer.revision_id) == col(Revision.id), col(Answer.name) == name))
        .where(*conditions)
        .order_by(col(Report.event_date).desc(), col(Report.id).desc())
    )
    return [Sent(*row) for row in rows]


def previous_answers(
    session: Session,
    body_id: int,
    form_id: str,
    but: int | None,
    about: tuple[str, Any] | None,
) -> dict[str, Any]:
    """The answers of a body's latest report of a form, JSON by name; none: nothing.

    `but`: a report that does not count. `about`: an answer that it must have.
    """
    query = select(Revision.id).join(Report, _is_latest).where(_standing([body_id], form_id))
    if but is not None:
        query = query.where(col(Report.id) != but)
    query = query.order_by(col(Report.event_date).desc(), col(Report.submitted_at).desc())
    if about is None:
        revision_id = session.exec(query.limit(1)).first()
    else:
        revision_id = _first_about(session, query, *about)
    if revision_id is None:
        return {}
    return {one.name: one.value for one in answers(session, revision_id)}


def _first_about(session: Session, query: SelectOfScalar[int], name: str, value: Any) -> int | None:  # noqa: ANN401 - JSON
    """JSON is compared here: the databases do not agree on how."""
    newest = list(session.exec(query.limit(_FAR_BACK)))
    kept = session.exec(
        select(Answer.revision_id, Answer.value).where(
            col(Answer.revision_id).in_(newest), col(Answer.name) == name
        )
    )
    fitting = {revision_id for revision_id, one in kept if one == value}
    return next((one for one in newest if one in fitting), None)


_FAR_BACK = 500  # reports of one body and form: more than a few years of them
_is_latest = and_(
    col(Revision.report_id) == col(Report.id), col(Revision.number) == col(Report.revision)
)


def _standing(body_ids: Collection[int], form_id: str) -> ColumnElement[bool]:
    return and_(
        col(Report.body_id).in_(body_ids),
        col(Report.form_id) == form_id,
        col(Report.state) != ReportState.RETURNED,
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
