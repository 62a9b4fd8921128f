"""Owns looking at one's own reports."""

from sqlmodel import Session

from handlers import desk, report_card
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import reports
from storage.models import Answer, ReportState

PAGE = 8


def mine(session: Session, sender: Sender, offset: int, world: World) -> Outcome:
    """/cuatoi: one's own reports, newest first."""
    _ = world.gettext
    found = reports.of_person(session, sender.person.id, PAGE + 1, offset)
    if not found:
        return desk.nothing_open(_("You have not sent any report yet."), world)
    choices = [Choice(f"report:{one.id}", report_card.line(session, one)) for one in found[:PAGE]]
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
    why, faulty = report_card.returned(session, report, answers, world)
    choices = [Choice("reports:0", _("My reports"), "nav"), Choice("menu:main", _("Menu"), "nav")]
    if report.state != ReportState.CONFIRMED:
        choices = [*corrections(report.id, faulty, world), *choices]
    return say(
        Reply(
            lead=why,
            place=report_card.place(report, world),
            text="\n".join(report_card.lines(session, report, answers, world)),
            attachments=report_card.files(answers),
            choices=tuple(choices),
        )
    )


def corrections(report_id: int, faulty: list[Answer], world: World) -> list[Choice]:
    """The ways to correct a report: each answer that was found faulty, and the whole."""
    _ = world.gettext
    label = _("Correct: {question}")
    return [
        *(
            Choice(f"correct:{report_id}:{one.name}", label.format(question=one.label), "nav")
            for one in faulty
        ),
        Choice(f"correct:{report_id}", _("Correct the report"), "nav"),
    ]
