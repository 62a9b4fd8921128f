"""Owns what is shown of a report that was sent: its answers, its files, how it stands."""

from sqlmodel import Session

from handlers.messages import Stored, World
from storage import reports, reviews
from storage.models import Answer, Body, Decision, Person, Report, ReportState
from vietnamese import formats


def state_name(report: Report, world: World) -> str:
    _ = world.gettext
    return {
        ReportState.SUBMITTED: _("sent"),
        ReportState.RETURNED: _("returned for correction"),
        ReportState.CONFIRMED: _("confirmed"),
    }[ReportState(report.state)]


def place(report: Report, world: World) -> str:
    return f"{report.code} · {state_name(report, world)}"


def line(session: Session, report: Report) -> str:
    """One of a list: the day, the form, the code."""
    return f"{formats.day(report.event_date)} · {reports.title(session, report)} · {report.code}"


def lines(session: Session, report: Report, answers: list[Answer], world: World) -> list[str]:
    when = formats.moment(report.submitted_at, world.zone)
    heading = f"{reports.title(session, report)} · {when}"
    return [heading, *(f"{one.ordinal + 1}. {one.label}\n→ {one.shown}" for one in answers)]


def sent_by(session: Session, report: Report, world: World) -> str:
    """ "Xã Bum Tở · Lò Văn An" """
    body = session.get_one(Body, report.body_id)
    person = session.get_one(Person, report.person_id)
    who = person.full_name or world.gettext("a person who withdrew")
    return f"{body.name} · {who}"


def returned(
    session: Session, report: Report, answers: list[Answer], world: World
) -> tuple[str, list[Answer]]:
    """Why it was returned, and the answers that have to be looked at; ("", []) if it was not."""
    if report.state != ReportState.RETURNED:
        return "", []
    review = reviews.latest(session, report.id)
    if review is None or review.decision != Decision.RETURNED:
        return "", []
    faulty = [one for one in answers if one.name in review.questions]
    text = world.gettext("Returned for correction. Reason: {reason}")
    return text.format(reason=review.reason), faulty


def files(answers: list[Answer]) -> tuple[Stored, ...]:
    return tuple(file for answer in answers for file in _files(answer))


def _files(answer: Answer) -> list[Stored]:
    """The photos of an answer, or its file under the name its sender gave it."""
    value = answer.value
    if not isinstance(value, dict):
        return []
    if "file" in value:
        sha256, media_type, name = value["file"]
        return [Stored(sha256, media_type, name)]
    return [Stored(sha256, media_type) for sha256, media_type in value.get("photos", ())]
