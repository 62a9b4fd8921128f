"""Owns what slow jobs are made of: a job reads facts here, and `work` turns them into a file."""

from collections.abc import Callable

from sqlmodel import Session

from documents import personal_data
from documents.personal_data import Section
from handlers import form_offers, mailing_jobs, telling
from handlers.made import Made, Progress, untold
from handlers.messages import Reply, World
from handlers.senders import role_name
from storage import people, personal
from storage.models import Job
from vietnamese import formats

Maker = Callable[[Session, Job, World, Progress], Made | Reply]
WRITING = frozenset({"publish_form", telling.JOB, mailing_jobs.JOB})
# Pictures and documents: made in a process of their own, which takes its memory with it.
RENDERED: dict[str, Maker] = {}


def make(
    session: Session, job: Job, content: bytes, world: World, progress: Progress = untold
) -> Made | Reply:
    """Do a job. It only reads: it runs beside the conversation, and may run again.

    `content`: of the file the job is about, if it is about one.
    """
    if job.kind in RENDERED:
        return RENDERED[job.kind](session, job, world, progress)
    match job.kind:
        case "personal_data":
            return _personal_data(session, job, world)
        case "check_form":
            return form_offers.checked(session, job, content, world)
        case _:
            raise ValueError(f"no such job: {job.kind}")


def carry_out(session: Session, job: Job, content: bytes, world: World) -> Reply | None:
    """Do a job that writes, in the transaction in which it is finished.

    None: it did a portion, and ordered the rest.
    """
    match job.kind:
        case "publish_form":
            return form_offers.published(session, job, content, world)
        case telling.JOB:
            return telling.portion(session, job, world)
        case mailing_jobs.JOB:
            return mailing_jobs.portion(session, job, world)
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


def failed(kind: str, world: World) -> str:
    _ = world.gettext
    if kind in ("check_form", "publish_form"):
        return _("Sorry, the form could not be read. Please send it again later.")
    if kind == telling.JOB:
        return _(
            "Sorry, not everybody could be told of the round. Please tell them with /thongbao."
        )
    if kind == mailing_jobs.JOB:
        return _("Sorry, not everybody could be written to. Please look at the result, and repeat.")
    return _("Sorry, the file could not be made. Please try again later.")
