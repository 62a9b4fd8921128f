"""Owns looking at one's own reports."""

from sqlmodel import Session

from handlers import desk
from handlers.messages import Choice, Reply, Stored, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import reports
from storage.models import Answer, Report, ReportState
from vietnamese import formats

PAGE = 8


def mine(session: Session, sender: Sender, offset: int, world: World) -> Outcome:
    """/cuatoi: one's own reports, newest first."""
    _ = world.gettext
    found = reports.of_person(session, sender.person.id, PAGE + 1, offset)
    if not found:
        return desk.nothing_open(_("You have not sent any report yet."), world)
    choices = [Choice(f"report:{one.id}", _line(session, one)) for one in found[:PAGE]]
    if len(found) > PAGE:
        choices.append(Choice(f"reports:{offset + PAGE}", _("Older ones"), "nav"))
    choices.append(Choice("menu:main", _("Menu"), "nav"))
    text = _("Your reports, newest first. Choose one to see it.")
    return say(Reply(text, choices=tuple(choices)))


def one(session: Session, sender: Sender, report_id: int, world: World) -> Outcome:
    """A report of one's own, as it was sent, with its photos and files."""
    _ = world.gettext
    report = reports.own(session, report_id, sender.person.id)
    if report is None:
        return say(Reply(_("This report is not yours or no longer there.")))
    answers = reports.answers(session, reports.latest_revision(session, report).id)
    choices = [Choice("reports:0", _("My reports"), "nav"), Choice("menu:main", _("Menu"), "nav")]
    if report.state != ReportState.CONFIRMED:
        choices.insert(0, Choice(f"correct:{report.id}", _("Correct the report"), "nav"))
    return say(
        Reply(
            place=f"{report.code} · {state_name(report, world)}",
            text="\n".join([_heading(session, report, world), *map(_shown, answers)]),
            attachments=tuple(file for answer in answers for file in _files(answer)),
            choices=tuple(choices),
        )
    )


def state_name(report: Report, world: World) -> str:
    _ = world.gettext
    return {
        ReportState.SUBMITTED: _("sent"),
        ReportState.RETURNED: _("returned for correction"),
        ReportState.CONFIRMED: _("confirmed"),
    }[ReportState(report.state)]


def _line(session: Session, report: Report) -> str:
    return f"{formats.day(report.event_date)} · {reports.title(session, report)} · {report.code}"


def _heading(session: Session, report: Report, world: World) -> str:
    when = formats.moment(report.submitted_at, world.zone)
    return f"{reports.title(session, report)} · {when}"


def _shown(answer: Answer) -> str:
    return f"{answer.ordinal + 1}. {answer.label}\n→ {answer.shown}"


def _files(answer: Answer) -> list[Stored]:
    """The photos of an answer, or its file under the name its sender gave it."""
    value = answer.value
    if not isinstance(value, dict):
        return []
    if "file" in value:
        sha256, media_type, name = value["file"]
        return [Stored(sha256, media_type, name)]
    return [Stored(sha256, media_type) for sha256, media_type in value.get("photos", ())]
