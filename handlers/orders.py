"""Owns what slow jobs are made of: a job reads facts here, and `work` turns them into a file."""

from dataclasses import dataclass

from sqlmodel import Session

from documents import personal_data
from documents.personal_data import Section
from handlers.messages import World
from handlers.senders import role_name
from storage import people, personal
from storage.models import Job
from vietnamese import formats


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, and what is said with it."""

    content: bytes
    media_type: str
    name: str
    text: str


def make(session: Session, job: Job, world: World) -> Made:
    """Do a job. It only reads: it runs beside the conversation, and may run again."""
    match job.kind:
        case "personal_data":
            return _personal_data(session, job, world)
        case _:
            raise ValueError(f"no such job: {job.kind}")


def _personal_data(session: Session, job: Job, world: World) -> Made:
    _ = world.gettext
    facts = personal.facts(session, job.person_id)
    person = facts.person
    duties = people.duties(session, job.person_id, world.today)
    sections = [
        Section(
            _("Details"),
            [
                f"{_('Full name')}: {person.full_name}",
                f"{_('Position')}: {person.position}",
                f"{_('Phone')}: {person.phone or '—'}",
                *(f"{role_name(duty.role, world)}: {duty.body.name}" for duty in duties),
            ],
        ),
        Section(_("Accounts"), [f"{one.channel}: {one.address}" for one in facts.accounts]),
        Section(
            _("Consent"),
            [
                f"{one.version}: {formats.moment(one.given_at, world.zone)}"
                for one in facts.consents
            ],
        ),
        *(
            Section(
                f"{_('Report')} {report.code} · {formats.moment(report.submitted_at, world.zone)}",
                [f"{answer.label} {answer.shown}" for answer in answers],
            )
            for report, answers in facts.reports
        ),
    ]
    content = personal_data.render(_("What Sổ Xanh keeps about you"), sections)
    return Made(content, personal.COPY, job.name, _("Here is a copy of your data."))


def failed(world: World) -> str:
    _ = world.gettext
    return _("Sorry, the file could not be made. Please try again later.")
