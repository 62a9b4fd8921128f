"""Owns filling in a report: start, answer, leave, come back, cancel, send."""

from dataclasses import dataclass, replace
from typing import assert_never

from sqlmodel import Session

from forms import engine
from forms import filling as fillings
from forms.definition import Form
from forms.steps import (
    Again,
    Ask,
    Back,
    Chose,
    Context,
    Done,
    Filling,
    Finish,
    Input,
    Jump,
    Refusal,
    Refused,
    Resume,
    Review,
    Skip,
    Submit,
    Turn,
    Typed,
)
from handlers import lists, publishing, sending, showing
from handlers.messages import Choice, Incoming, Reply, Tap, World
from handlers.senders import Sender, reporting_duties
from handlers.states import IDLE, State
from handlers.talk import Outcome, say
from storage import drafts, form_versions
from storage.drafts import Open
from vietnamese.text import fold


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


def source_of(incoming: Incoming) -> str | None:
    """How an answer remembers the message it came from."""
    return f"{incoming.channel}:{incoming.ref}" if incoming.ref else None


# --- starting and coming back -------------------------------------------------------------------
def choose_form(session: Session, sender: Sender, world: World) -> Outcome:
    """What do you want to report? Drafts first: nothing is typed twice."""
    _ = world.gettext
    if not reporting_duties(session, sender, world):
        return say(Reply(_("You have no unit to report for at present.")))
    mine = drafts.of_person(session, sender.person.id)
    choices = [
        *(_resume_choice(session, draft, world) for draft in mine),
        *(Choice(f"new:{form_id}", title) for form_id, title in form_versions.offered(session)),
    ]
    return say(Reply(_("What do you want to report?"), choices=tuple(choices)))


def start(session: Session, sender: Sender, form_id: str, world: World) -> Outcome:
    """Begin a form, for the sender's only body or for the one they choose."""
    _ = world.gettext
    duties = reporting_duties(session, sender, world)
    if not duties:
        return say(Reply(_("You have no unit to report for at present.")))
    if len(duties) > 1:
        choices = tuple(Choice(f"for:{duty.body.id}:{form_id}", duty.body.name) for duty in duties)
        return say(Reply(_("Which unit is this report for?"), choices=choices))
    return start_for(session, sender, duties[0].body.id, form_id, world)


def start_for(
    session: Session, sender: Sender, body_id: int, form_id: str, world: World
) -> Outcome:
    _ = world.gettext
    version = form_versions.latest(session, form_id)
    allowed = any(d.body.id == body_id for d in reporting_duties(session, sender, world))
    if version is None or not allowed:
        return say(Reply(_("This report is not available to you. Please choose from the menu.")))
    form = publishing.form(session, version.id)
    context = lists.context(session, sender.person.full_name, body_id, world)
    turn = engine.start(form, context)
    draft_id = drafts.start(
        session,
        sender.person.id,
        body_id,
        version.id,
        fillings.to_json(turn.filling),
        world.now,
    )
    heading = _("{form}. Each answer is kept at once; you may stop at any time.")
    return show(turn, draft_id, world, lead=heading.format(form=form.title))


def resume_latest(session: Session, sender: Sender, world: World) -> Outcome:
    """/tiep: the draft where it was; a choice when there are several."""
    _ = world.gettext
    mine = drafts.of_person(session, sender.person.id)
    if not mine:
        new = Choice("menu:report", _("New report"))
        return say(Reply(_("You have no unfinished report."), choices=(new,)))
    if len(mine) == 1:
        return step(session, sender, mine[0].id, Resume(), None, world)
    choices = tuple(_resume_choice(session, draft, world) for draft in mine)
    return say(Reply(_("Which report do you want to go on with?"), choices=choices))


# --- one step -----------------------------------------------------------------------------------
def typed(
    session: Session, sender: Sender, draft_id: int, text: str, incoming: Incoming, world: World
) -> Outcome:
    """Words while a question is open. A few of them leave the form; the engine reads the rest."""
    match fold(text):
        case "luu" | "luu va thoat" | "thoat" | "save":
            return save(session, sender, draft_id, world)
        case "huy" | "huy bao cao" | "cancel":
            return ask_cancel(session, sender, draft_id, world)
        case _:
            said = Typed(text, source_of(incoming))
            return step(session, sender, draft_id, said, incoming, world)


def navigate(
    session: Session, sender: Sender, draft_id: int, what: str, incoming: Incoming, world: World
) -> Outcome:
    """A navigation button."""
    moves: dict[str, Input] = {
        "back": Back(),
        "skip": Skip(),
        "finish": Finish(),
        "resume": Resume(),
        "submit": Submit(),
    }
    if what in moves:
        return step(session, sender, draft_id, moves[what], incoming, world)
    if what == "save":
        return save(session, sender, draft_id, world)
    if what == "change":
        return pick_line(session, sender, draft_id, world)
    return ask_cancel(session, sender, draft_id, world)


def step(
    session: Session,
    sender: Sender,
    draft_id: int,
    move: Input,
    incoming: Incoming | None,
    world: World,
) -> Outcome:
    """Give the engine what the person did; keep what it accepted; show what it answers."""
    desk = open_desk(session, sender, draft_id, world)
    if desk is None:
        return _gone(session, sender, draft_id, world)
    turn = engine.advance(desk.form, desk.filling, move, desk.context)
    if isinstance(turn.step, Done):
        return sending.send(session, sender, desk.draft, desk.form, turn.step, world)
    if turn.filling != desk.filling:
        drafts.keep(session, draft_id, fillings.to_json(turn.filling), world.now)
    if _is_stale(turn):
        # The button was of another question: say so, and show the one that is open.
        turn = engine.advance(desk.form, desk.filling, Resume(), desk.context)
        return show(turn, draft_id, world, lead=_stale(move, desk))
    refused = isinstance(turn.step, Again) and isinstance(turn.step.why, Refused)
    outcome = show(turn, draft_id, world, refused=incoming.ref if incoming and refused else None)
    return _in_place(outcome, turn, incoming)


def _in_place(outcome: Outcome, turn: Turn, incoming: Incoming | None) -> Outcome:
    """A tick updates the message it was made on, where the channel can."""
    is_tick = isinstance(turn.step, Ask) and turn.step.same
    if incoming is None or not is_tick or not isinstance(incoming.content, Tap):
        return outcome
    (reply,) = outcome.replies
    return replace(outcome, replies=(replace(reply, replaces=incoming.content.message_id),))


def open_desk(session: Session, sender: Sender, draft_id: int, world: World) -> Desk | None:
    """The person's own draft with its form; None if it is gone or not theirs."""
    draft = drafts.get(session, draft_id, sender.person.id)
    if draft is None:
        return None
    return Desk(
        session,
        sender,
        draft,
        publishing.form(session, draft.form_version_id),
        fillings.from_json(draft.filling),
        lists.context(session, sender.person.full_name, draft.body_id, world),
        world,
    )


def chosen(question: str, value: str, incoming: Incoming) -> Chose:
    return Chose(question, value, source_of(incoming))


def show_again(session: Session, sender: Sender, draft_id: int, note: str, world: World) -> Outcome:
    """Say something, and show the open question as it is."""
    desk = open_desk(session, sender, draft_id, world)
    if desk is None:
        return _gone(session, sender, draft_id, world)
    turn = engine.advance(desk.form, desk.filling, Resume(), desk.context)
    return show(turn, draft_id, world, lead=note)


# --- leaving ------------------------------------------------------------------------------------
def save(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    """Everything is kept already: only say how to come back."""
    _ = world.gettext
    if drafts.get(session, draft_id, sender.person.id) is None:
        return _gone(session, sender, draft_id, world)
    choices = (Choice(f"nav:{draft_id}:resume", _("Go on now")),)
    text = _("Your draft is kept. Type /tiep to go on whenever you like.")
    return say(Reply(text, choices=choices))


def pick_line(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    desk = open_desk(session, sender, draft_id, world)
    if desk is None:
        return _gone(session, sender, draft_id, world)
    turn = engine.advance(desk.form, desk.filling, Resume(), desk.context)
    if not isinstance(turn.step, Review):
        return show(turn, draft_id, world)
    reply = showing.pick_line(turn.step, draft_id, world)
    return say(reply, state=State(draft=draft_id))


def jump(session: Session, sender: Sender, draft_id: int, question: str, world: World) -> Outcome:
    return step(session, sender, draft_id, Jump(question), None, world)


def ask_cancel(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    """First asking: what would be lost."""
    _ = world.gettext
    desk = open_desk(session, sender, draft_id, world)
    if desk is None:
        return _gone(session, sender, draft_id, world)
    count = len(desk.filling.answers)
    text = world.ngettext(
        "Do you want to cancel “{form}”? {count} answer would be lost.",
        "Do you want to cancel “{form}”? {count} answers would be lost.",
        count,
    ).format(form=desk.form.title, count=count)
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
        new = Choice("menu:report", _("New report"))
        return say(Reply(_("You have no unfinished report."), choices=(new,)))
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
        return _gone(session, sender, draft_id, world)
    if asked != "twice":
        choices = (
            Choice(f"nav:{draft_id}:resume", _("Keep the report")),
            Choice(f"cancel:{draft_id}:twice", _("Delete it for good")),
        )
        text = _("Are you sure? A deleted draft cannot be brought back.")
        return say(Reply(text, choices=choices), state=State(draft=draft_id))
    drafts.discard(session, draft_id)
    new = Choice("menu:report", _("New report"))
    return say(Reply(_("The draft is deleted. Nothing was sent."), choices=(new,)))


# --- what it looks like -------------------------------------------------------------------------
def show(
    turn: Turn, draft_id: int, world: World, lead: str = "", refused: str | None = None
) -> Outcome:
    reply = showing.with_lead(_shown(turn, draft_id, world), lead)
    return Outcome((reply,), State(draft=draft_id, refused=refused))


def _shown(turn: Turn, draft_id: int, world: World) -> Reply:
    match turn.step:
        case Ask() as asked:
            return showing.ask(asked, draft_id, world, len(turn.filling.photos))
        case Again() as once_more:
            return showing.again(once_more, draft_id, world)
        case Review() as review:
            return showing.review(review, draft_id, world)
        case Done():
            raise AssertionError("a finished form is sent, not shown")
        case _ as never:
            assert_never(never)


def _is_stale(turn: Turn) -> bool:
    match turn.step:
        case Again(why=Refused(why=why)) | Review(refused=Refused(why=why)):
            return why is Refusal.STALE
        case _:
            return False


def _stale(move: Input, desk: Desk) -> str:
    _ = desk.world.gettext
    answered = isinstance(move, Chose) and move.question in desk.filling.answers
    if answered:
        return _(
            "That question is answered already. To change it, go back or use the check at the end."
        )
    return _("That button belongs to another question. The open question is:")


def _gone(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    """No such draft: it was sent (say so again), cancelled, or never this person's."""
    _ = world.gettext
    receipt = sending.receipt_of_draft(session, sender, draft_id, world)
    if receipt is not None:
        return receipt
    choices = (Choice("menu:report", _("New report")),)
    text = _("This report is no longer open. Please choose from the menu.")
    return say(Reply(text, choices=choices), state=IDLE)


def _resume_choice(session: Session, draft: Open, world: World) -> Choice:
    _ = world.gettext
    form = publishing.form(session, draft.form_version_id)
    label = _("Go on: {form} ({count} answered)")
    count = len(draft.filling.get("answers", {}))
    return Choice(f"nav:{draft.id}:resume", label.format(form=form.title, count=count))
