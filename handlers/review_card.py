"""Owns one report as its reviewer sees it: the answers, what it is like, what can be decided."""

from sqlmodel import Session

from handlers import browsing, report_card, report_rights
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import files, report_twins, reports
from storage.models import Answer, Report, ReportState


def show(session: Session, sender: Sender, report: Report, world: World, lead: str = "") -> Outcome:
    """The report with its photos; to somebody who may see it (see report_rights)."""
    answers = reports.answers(session, reports.latest_revision(session, report).id)
    attachments = report_card.files(answers)
    for one in attachments:
        files.grant(session, one.sha256, sender.person.id)
    why, faulty = report_card.returned(session, report, answers, world)
    twins = report_twins.of_report(session, report)
    place = (report_card.place(report, world), report_card.sent_by(session, report, world))
    return say(
        Reply(
            lead="\n".join(filter(None, [lead, why, _like(twins, world)])),
            place=" · ".join(place),
            text="\n".join(report_card.lines(session, report, answers, world)),
            attachments=attachments,
            choices=tuple(_choices(session, sender, report, faulty, twins, world)),
        )
    )


def _like(twins: list[Report], world: World) -> str:
    if not twins:
        return ""
    text = world.gettext(
        "⚠ It looks like {codes}: same day, place and form. Only one of them is counted."
    )
    return text.format(codes=", ".join(one.code for one in twins))


def _choices(
    session: Session,
    sender: Sender,
    report: Report,
    faulty: list[Answer],
    twins: list[Report],
    world: World,
) -> list[Choice]:
    _ = world.gettext
    found: list[Choice] = []
    if report_rights.may_review(session, sender, report, world):
        found += _decisions(session, sender, report, twins, world)
        found.append(Choice(f"review:unit:{report.body_id}", _("Reports of this unit"), "nav"))
    elif report.person_id == sender.person.id and report.state != ReportState.CONFIRMED:
        found += browsing.corrections(report.id, faulty, world)
    return [*found, Choice("menu:main", _("Menu"), "nav")]


def _decisions(
    session: Session, sender: Sender, report: Report, twins: list[Report], world: World
) -> list[Choice]:
    _ = world.gettext
    found = []
    if report.state == ReportState.SUBMITTED:
        found += [
            Choice(f"review:confirm:{report.id}", _("Confirm")),
            Choice(f"review:return:{report.id}", _("Return for correction")),
        ]
    if twins:
        found.append(Choice(f"review:distinct:{report.id}", _("Not the same: count both")))
        found += [Choice(f"review:show:{one.id}", _("Show {code}").format(code=one.code))
                  for one in twins[:3]]  # fmt: skip
    everywhere = report_rights.looked_after_by(session, sender, world) is None
    if report.state == ReportState.CONFIRMED and everywhere:
        found.append(Choice(f"review:unlock:{report.id}", _("Unlock for correction")))
    return found
