"""Owns filling in a report: start, answer, come back, change one answer, send."""

from dataclasses import replace

from sqlmodel import Session

from forms import engine
from forms import filling as fillings
from forms.definition import Type
from forms.steps import (
    Again,
    Ask,
    Back,
    Chose,
    Done,
    Finish,
    Input,
    Located,
    Outline,
    Refusal,
    Refused,
    Review,
    Sent,
    Skip,
    Submit,
    Turn,
    Typed,
)
from handlers import desk, leaving, lists, publishing, sending
from handlers.desk import Desk
from handlers.messages import Choice, Incoming, Reply, Tap, World
from handlers.senders import Sender, reporting_duties
from handlers.talk import Outcome, say
from storage import drafts, form_versions
from storage.drafts import Open
from vietnamese.text import fold

_MOVES: dict[str, Input] = {"back": Back(), "skip": Skip(), "finish": Finish()}
_OUTLINE = frozenset(
    ("tat ca cau hoi", "cac cau hoi", "xem tat ca", "xem ca phieu", "ca phieu", "all questions")
)


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
    heading = _("{form}. Each answer is kept at once; you may stop at any time.")
    lead = heading.format(form=form.title)
    untouched = drafts.untouched(session, sender.person.id, body_id, version.id)
    if untouched is not None:  # two taps, or begun and left: one draft is enough
        return desk.show_again(session, sender, untouched, lead, world)
    context = lists.context(session, sender.person.full_name, body_id, world, form)
    turn = engine.start(form, context)
    draft_id = drafts.start(
        session,
        sender.person.id,
        body_id,
        version.id,
        fillings.to_json(turn.filling),
        sender.account.id,
        world.now,
    )
    return desk.show(turn, draft_id, world, lead=lead)


def resume_latest(session: Session, sender: Sender, world: World) -> Outcome:
    """/tiep: the draft where it was; a choice when there are several."""
    _ = world.gettext
    mine = drafts.of_person(session, sender.person.id)
    if not mine:
        return desk.nothing_open(_("You have no unfinished report."), world)
    if len(mine) == 1:
        return desk.show_again(session, sender, mine[0].id, "", world)
    choices = tuple(_resume_choice(session, draft, world) for draft in mine)
    return say(Reply(_("Which report do you want to go on with?"), choices=choices))


# --- one step -----------------------------------------------------------------------------------
def typed(
    session: Session, sender: Sender, draft_id: int, text: str, incoming: Incoming, world: World
) -> Outcome:
    """Words while a question is open. A few of them leave the form; the engine reads the rest."""
    match folded := fold(text):
        case "luu" | "luu va thoat" | "thoat" | "save":
            return leaving.save(session, sender, draft_id, world)
        case "huy" | "huy bao cao" | "cancel":
            return leaving.ask_cancel(session, sender, draft_id, world)
        case _ if folded in _OUTLINE or _means_outline(session, sender, draft_id, folded, world):
            return step(session, sender, draft_id, Outline(), incoming, world)
        case _:
            said = Typed(text, desk.source_of(incoming))
            return step(session, sender, draft_id, said, incoming, world)


def _means_outline(
    session: Session, sender: Sender, draft_id: int, said: str, world: World
) -> bool:
    """ "Tất cả" is an answer where several choices may be taken."""
    if said not in ("tat ca", "all"):
        return False
    opened = desk.open_draft(session, sender, draft_id, world)
    question = desk.open_question(opened) if opened else None
    return question is None or question.type is not Type.SELECT_MULTIPLE


def navigate(
    session: Session, sender: Sender, draft_id: int, what: str, incoming: Incoming, world: World
) -> Outcome:
    """A navigation button: "skip:question" moves only where that question is the open one."""
    what, _, question = what.partition(":")
    match what:
        case "back" | "skip" | "finish":
            return step(session, sender, draft_id, _MOVES[what], incoming, world, question)
        case "resume":
            return desk.show_again(session, sender, draft_id, "", world)
        case "submit":
            return step(session, sender, draft_id, Submit(), incoming, world)
        case "outline":
            return step(session, sender, draft_id, Outline(), incoming, world)
        case "save":
            return leaving.save(session, sender, draft_id, world)
        case _:
            return leaving.ask_cancel(session, sender, draft_id, world)


def step(
    session: Session,
    sender: Sender,
    draft_id: int,
    move: Input,
    incoming: Incoming | None,
    world: World,
    only_at: str | None = None,
) -> Outcome:
    """Give the engine what the person did; keep what it accepted; show what it answers.

    `only_at`: the question whose button it was. Two taps on one button move once: the second
    finds another question open.
    """
    opened = desk.open_draft(session, sender, draft_id, world)
    if opened is None:
        return desk.gone(session, sender, draft_id, world)
    if opened.is_elsewhere and isinstance(move, Typed | Sent | Located):
        # The words may be meant for the question that stands here, not for the open one.
        note = world.gettext("You went on elsewhere meanwhile. The open question is:")
        return desk.show_again(session, sender, draft_id, note, world)
    if only_at is not None and (opened.filling.at or "") != only_at:
        return _stale(move, opened)
    turn = engine.advance(opened.form, opened.filling, move, opened.context)
    if isinstance(turn.step, Done):
        return sending.send(session, sender, opened.draft, opened.form, turn.step, world)
    desk.keep(opened, turn)
    if _is_stale(turn):
        return _stale(move, opened)
    ref = incoming.ref if incoming and _is_refused_whole(turn) else None
    return _in_place(desk.show(turn, draft_id, world, refused=ref), turn, incoming)


def _in_place(outcome: Outcome, turn: Turn, incoming: Incoming | None) -> Outcome:
    """A tick updates the message it was made on, where the channel can."""
    is_tick = isinstance(turn.step, Ask) and turn.step.same
    if incoming is None or not is_tick or not isinstance(incoming.content, Tap):
        return outcome
    (reply,) = outcome.replies
    return replace(outcome, replies=(replace(reply, replaces=incoming.content.message_id),))


def chosen(question: str, value: str, incoming: Incoming) -> Chose:
    return Chose(question, value, desk.source_of(incoming))


def _is_refused_whole(turn: Turn) -> bool:
    """Nothing of the message was taken, so an edit of it can take its place."""
    match turn.step:
        case Again(why=Refused(), accepted=(), waiting=()):
            return True
        case _:
            return False


def _is_stale(turn: Turn) -> bool:
    match turn.step:
        case Again(why=Refused(why=why)) | Review(refused=Refused(why=why)):
            return why is Refusal.STALE
        case _:
            return False


def _stale(move: Input, opened: Desk) -> Outcome:
    """The button was of another question than the open one, which is shown."""
    _ = opened.world.gettext
    note = _("That button belongs to another question. The open question is:")
    if isinstance(move, Chose) and move.question in opened.filling.answers:
        note = _(
            "That question is answered already. To change it, go back or use the check at the end."
        )
    return desk.show(desk.resumed(opened), opened.draft.id, opened.world, lead=note)


def _resume_choice(session: Session, draft: Open, world: World) -> Choice:
    _ = world.gettext
    form = publishing.form(session, draft.form_version_id)
    label = _("Go on: {form} ({count} answered)")
    count = len(draft.filling.get("answers", {}))
    return Choice(f"nav:{draft.id}:resume", label.format(form=form.title, count=count))
