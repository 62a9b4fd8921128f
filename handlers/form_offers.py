"""Owns a form that a coordinator sends as a workbook: checked, offered, put into use."""

from sqlmodel import Session

from forms import markdown, xlsform
from forms.definition import Form, walk
from forms.problems import Problem
from handlers import lists, publishing
from handlers.messages import Choice, Order, Reply, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import audit, files, form_versions, people
from storage.form_versions import ChangedFormError
from storage.models import Job, Role

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FAULTS = 10  # shown at once
_PUBLISHERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


# --- in the conversation ------------------------------------------------------------------------
def may_publish(session: Session, sender: Sender, world: World) -> bool:
    duties = people.duties(session, sender.person.id, world.today)
    return any(duty.role in _PUBLISHERS for duty in duties)


def ordered(sha256: str, name: str, world: World) -> Reply:
    """The file is looked at beside the chat: reading a workbook takes a while."""
    _ = world.gettext
    text = _("“{name}” has arrived and is being checked as a form. The result comes in a moment.")
    order = Order("check_form", {"sha256": sha256}, name)
    return Reply(text.format(name=name), attachments=(order,))


def decide(session: Session, sender: Sender, about: str, world: World) -> Outcome:
    """The buttons under a form that was found good: put it into use, or ("") leave it out."""
    _ = world.gettext
    sha256, _colon, name = about.partition(":")
    if not sha256:
        return say(Reply(_("The form was not put into use.")))
    mine = files.visible(session, sha256, sender.person.id)
    if mine is None or not may_publish(session, sender, world):
        return say(Reply(_("This button is no longer in use.")))
    order = Order("publish_form", {"sha256": sha256}, name)
    return say(Reply(_("The form is being put into use."), attachments=(order,)))


# --- in the job ---------------------------------------------------------------------------------
def checked(session: Session, job: Job, content: bytes, world: World) -> Reply:
    """What is to be said about the workbook."""
    _ = world.gettext
    examined = xlsform.examine(job.name, content, outside=lists.COLUMNS)
    if examined.form is None:
        return _faulty(_errors(examined.problems), world)
    form = examined.form
    known = form_versions.find(session, form.form_id, form.version)
    if known is not None:
        return Reply(_used_already(form, known.content_hash, world))
    text = _("The form “{title}” can be used: {count} questions, version {version}.")
    count = sum(question.asked for question, _above in walk(form.nodes))
    warnings = _listed(examined.problems, _("… and {count} more notes."), world)
    return Reply(
        text.format(title=form.title, count=count, version=form.version),
        hint="\n".join([_("Please note:"), *warnings]) if warnings else "",
        choices=(
            Choice(f"publish:{job.arguments['sha256']}:{job.name}", _("Put it into use")),
            Choice("publish:", _("Leave it out")),
        ),
    )


def published(session: Session, job: Job, content: bytes, world: World) -> Reply:
    """Read once more and kept: nothing of the first reading is carried along."""
    _ = world.gettext
    examined = xlsform.examine(job.name, content, outside=lists.COLUMNS)
    form = examined.form
    if form is None:
        return _faulty(_errors(examined.problems), world)
    try:
        publishing.publish(session, form, markdown.write(form), world.now)
    except ChangedFormError:
        return Reply(_needs_a_version(form, world))
    audit.add(
        session,
        "form published",
        world.now,
        person_id=job.person_id,
        account_id=job.account_id,
        subject=f"{form.form_id} {form.version}",
    )
    text = _("“{title}” is in use now. Drafts that were begun go on with the version they have.")
    return Reply(text.format(title=form.title))


def _errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.severity == "error")


def _faulty(problems: tuple[Problem, ...], world: World) -> Reply:
    count = len(problems)
    lead = world.ngettext(
        "The form cannot be used yet. {count} thing has to be put right:",
        "The form cannot be used yet. {count} things have to be put right:",
        count,
    ).format(count=count)
    then = world.gettext("Please correct the file and send it again.")
    more = world.gettext("… and {count} more faults.")
    return Reply("\n".join(_listed(problems, more, world)), lead=lead, hint=then)


def _listed(problems: tuple[Problem, ...], more: str, world: World) -> list[str]:
    said = [
        f"• {one.vietnamese if world.language == 'vi' else one.english}"
        for one in problems[:MOST_FAULTS]
    ]
    left = len(problems) - len(said)
    if left:
        said.append(more.format(count=left))
    return said


def _used_already(form: Form, content_hash: str, world: World) -> str:
    if form.digest != content_hash:
        return _needs_a_version(form, world)
    text = world.gettext("“{title}”, version {version}, is in use already.")
    return text.format(title=form.title, version=form.version)


def _needs_a_version(form: Form, world: World) -> str:
    text = world.gettext(
        "“{title}” has a version {version} already, with other questions. Please write a new"
        " version into the sheet “settings” and send the file again."
    )
    return text.format(title=form.title, version=form.version)
