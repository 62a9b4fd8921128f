"""Owns leaving a draft: saved and left, or cancelled after asking twice."""

from sqlmodel import Session

from handlers import desk, publishing
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.states import State
from handlers.talk import Outcome, say
from storage import drafts


def save(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    """Everything is kept already: only say how to come back."""
    _ = world.gettext
    if drafts.get(session, draft_id, sender.person.id) is None:
        return desk.gone(session, sender, draft_id, world)
    choices = (Choice(f"nav:{draft_id}:resume", _("Go on now")),)
    text = _("Your draft is kept. Type /tiep to go on whenever you like.")
    return say(Reply(text, choices=choices))


def ask_cancel(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    """First asking: what would be lost."""
    _ = world.gettext
    opened = desk.open_draft(session, sender, draft_id, world)
    if opened is None:
        return desk.gone(session, sender, draft_id, world)
    count = len(opened.filling.answers)
    text = world.ngettext(
        "Do you want to cancel “{form}”? {count} answer would be lost.",
        "Do you want to cancel “{form}”? {count} answers would be lost.",
        count,
    ).format(form=opened.form.title, count=count)
    choices = (
        Choice(f"nav:{draft_id}:resume", _("No, keep it")),
        Choice(f"cancel:{draft_id}:sure", _("Yes, cancel")),
    )
    return say(Reply(text, choices=choices), state=State(draft=draft_id))


def cancel_which(session: Session, sender: Sender, world: World) -> Outcome:
    """/huy while no question is open: which draft?"""
    _ = world.gettext
    mine = drafts.of_person(session, sender.person.id)
    if not mine:
        return desk.nothing_open(_("You have no unfinished report."), world)
    if len(mine) == 1:
        return ask_cancel(session, sender, mine[0].id, world)
    choices = tuple(
        Choice(f"cancel:{draft.id}:once", publishing.form(session, draft.form_version_id).title)
        for draft in mine
    )
    return say(Reply(_("Which draft do you want to cancel?"), choices=choices))


def cancel(session: Session, sender: Sender, draft_id: int, asked: str, world: World) -> Outcome:
    """Second asking, then it is gone."""
    _ = world.gettext
    if drafts.get(session, draft_id, sender.person.id) is None:
        return desk.gone(session, sender, draft_id, world)
    if asked != "twice":
        choices = (
            Choice(f"nav:{draft_id}:resume", _("Keep the report")),
            Choice(f"cancel:{draft_id}:twice", _("Delete it for good")),
        )
        text = _("Are you sure? A deleted draft cannot be brought back.")
        return say(Reply(text, choices=choices), state=State(draft=draft_id))
    drafts.discard(session, draft_id)
    return desk.nothing_open(_("The draft is deleted. Nothing was sent."), world)
