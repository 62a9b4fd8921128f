"""Owns an open draft: opened for one step, shown as a message."""

from dataclasses import dataclass
from typing import assert_never

from sqlmodel import Session

from forms import definition, engine, keys
from forms import filling as fillings
from forms.definition import Form
from forms.outside import Context
from forms.steps import Again, Ask, Done, Filling, Outlined, Resume, Review, Turn
from handlers import lists, overview, publishing, sending, showing
from handlers.messages import Choice, Incoming, Reply, World
from handlers.senders import Sender, reporting_duties
from handlers.states import State
from handlers.talk import Outcome, say
from storage import drafts
from storage.drafts import Open


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything one step of a form needs, opened once."""

    session: Session
    sender: Sender
    draft: Open
    form: Form
    filling: Filling
    context: Context
    world: World

    @property
    def is_elsewhere(self) -> bool:
        """The open question was last shown on another account: what stands here may be old."""
        return self.draft.account_id not in (None, self.sender.account.id)


def open_draft(session: Session, sender: Sender, draft_id: int, world: World) -> Desk | None:
    """The person's own draft with its form; None if it is gone or not theirs."""
    draft = drafts.get(session, draft_id, sender.person.id)
    if draft is None:
        return None
    form = publishing.form(session, draft.form_version_id)
    context = lists.context(
        session, sender.person.full_name, draft.body_id, world, form, draft.report_id
    )
    filling = fillings.from_json(draft.filling)
    return Desk(session, sender, draft, form, filling, context, world)


def keep(desk: Desk, turn: Turn) -> None:
    """What the engine accepted, before anybody is told; nothing is written for nothing."""
    if turn.filling != desk.filling or desk.draft.account_id != desk.sender.account.id:
        filling, account_id = fillings.to_json(turn.filling), desk.sender.account.id
        drafts.keep(desk.session, desk.draft.id, filling, account_id, desk.world.now)


def source_of(incoming: Incoming) -> str | None:
    """How an answer remembers the message it came from."""
    return f"{incoming.channel}:{incoming.ref}" if incoming.ref else None


def show(
    turn: Turn, draft_id: int, world: World, lead: str = "", refused: str | None = None
) -> Outcome:
    """`refused`: the message whose answer was not taken; it may be edited."""
    reply = showing.with_lead(_shown(turn, draft_id, world), lead)
    # Where a chat app shares a location, the other buttons are keys that type their words.
    keys = reply.choices if reply.asks == "location" else ()
    return Outcome((reply,), State(draft=draft_id, refused=refused, keys=keys))


def show_again(session: Session, sender: Sender, draft_id: int, note: str, world: World) -> Outcome:
    """Say something, and show the open question as it is."""
    desk = open_draft(session, sender, draft_id, world)
    if desk is None:
        return gone(session, sender, draft_id, world)
    turn = resumed(desk)
    keep(desk, turn)
    bodies = {duty.body.id for duty in reporting_duties(session, sender, world)}
    if desk.draft.body_id not in bodies:
        ended = world.gettext("You no longer report for this unit: this draft cannot be sent.")
        note = "\n".join(filter(None, [note, ended]))
    return show(turn, draft_id, world, lead=note)


def resumed(desk: Desk) -> Turn:
    """Where the form stands; nothing moves."""
    return engine.advance(desk.form, desk.filling, Resume(), desk.context)


def open_question(desk: Desk) -> definition.Question | None:
    """The row of the form that stands open; None at the check."""
    name, _ids = keys.split(desk.filling.at or "")
    return next((one for one, _ in definition.walk(desk.form.nodes) if one.name == name), None)


def nothing_open(text: str, world: World) -> Outcome:
    """Say it, and offer to begin."""
    new = Choice("menu:report", world.gettext("New report"))
    return say(Reply(text, choices=(new,)))


def gone(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    """No such draft: it was sent (say so again), cancelled, or never this person's."""
    _ = world.gettext
    receipt = sending.receipt_of_draft(session, sender, draft_id, world)
    if receipt is not None:
        return receipt
    text = _("This report is no longer open. Please choose from the menu.")
    return nothing_open(text, world)


def _shown(turn: Turn, draft_id: int, world: World) -> Reply:
    match turn.step:
        case Ask() as asked:
            return showing.ask(asked, draft_id, world, len(turn.filling.photos))
        case Again() as once_more:
            return showing.again(once_more, draft_id, world)
        case Review() as review:
            return overview.review(review, draft_id, world)
        case Outlined() as outlined:
            return overview.outline(outlined, turn.filling.at, draft_id, world)
        case Done():
            raise AssertionError("a finished form is sent, not shown")
        case _ as never:
            assert_never(never)
