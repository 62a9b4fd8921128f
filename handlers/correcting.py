"""Owns corrections: an edited message, and a report that was sent already."""

from collections.abc import Sequence

from sqlmodel import Session

from forms import engine
from forms import filling as fillings
from forms.definition import Form
from forms.outside import Context
from forms.steps import Again, Correct, Filling, Jump, Key, Outline, Outlined
from handlers import changing, desk, filing, lists, publishing, report_rights, showing
from handlers.messages import Choice, Incoming, Reply, World
from handlers.senders import Sender, reporting_duties
from handlers.states import State
from handlers.talk import Outcome, say
from storage import drafts, reports
from storage.models import Report, ReportState


def edited(
    session: Session, sender: Sender, state: State, incoming: Incoming, text: str, world: World
) -> Outcome:
    """A message was edited: correct the answer it was, or say why not."""
    if state.draft is not None and state.refused and state.refused == incoming.ref:
        # It was not taken the first time: now it is the answer to the open question.
        return filing.typed(session, sender, state.draft, text, incoming, world)
    source = desk.source_of(incoming)
    for draft in drafts.of_person(session, sender.person.id):
        filling = fillings.from_json(draft.filling)
        keys = _answered_by(filling, source)
        if len(keys) > 1 or (keys and ("\n" in text or filling.waiting_source == source)):
            return _which_of_draft(session, sender, draft.id, keys, world)
        if keys:
            move = Correct(keys[0], text, source)
            return _correct_draft(session, sender, state, draft.id, move, world)
    found = reports.by_source(session, sender.person.id, source) if source else None
    if found is not None:
        return _offer(session, sender, found[0], source, world)
    return _unchanged(session, sender, state, nothing_changed(world), world)


def nothing_changed(world: World) -> str:
    return world.gettext(
        "The message you edited is not an answer of any report, so nothing was changed."
    )


def _answered_by(filling: Filling, source: str | None) -> list[Key]:
    """The answers a message gave."""
    return [key for key, one in filling.answers.items() if one.source == source]


def _held(
    form: Form, filling: Filling, context: Context, keys: Sequence[Key]
) -> list[tuple[Key, str]]:
    """Those of them that count now, in the form's order, as a button says them."""
    turn = engine.advance(form, filling, Outline(), context)
    if not isinstance(turn.step, Outlined):
        return []
    return [
        (one.name, " · ".join((*one.where, f"{one.label} {one.current}".strip())))
        for one in turn.step.questions
        if one.name in keys
    ]


def _which_of_draft(
    session: Session, sender: Sender, draft_id: int, keys: Sequence[Key], world: World
) -> Outcome:
    """A message that held several answers was edited: which of them is meant?"""
    _ = world.gettext
    opened = desk.open_draft(session, sender, draft_id, world)
    if opened is None:
        return desk.gone(session, sender, draft_id, world)
    held = _held(opened.form, opened.filling, opened.context, keys)
    choices = [Choice(f"jump:{draft_id}:{key}", label) for key, label in held]
    leave = Choice(f"nav:{draft_id}:resume", _("Change nothing"), "nav")
    text = _("That message held several answers. Nothing is changed yet. Which one do you mean?")
    return say(Reply(text, choices=(*choices, leave)), state=State(draft=draft_id))


def _correct_draft(
    session: Session, sender: Sender, state: State, draft_id: int, move: Correct, world: World
) -> Outcome:
    """The answer changes in its own draft; the open question stays open."""
    _ = world.gettext
    opened = desk.open_draft(session, sender, draft_id, world)
    if opened is None:
        return desk.gone(session, sender, draft_id, world)
    turn = engine.advance(opened.form, opened.filling, move, opened.context)
    if isinstance(turn.step, Again) and turn.filling == opened.filling:
        why = showing.reason(turn.step, world)
        kept = _("The old answer stays: {answer}.").format(answer=turn.step.question.current)
        return _unchanged(session, sender, state, f"{why}\n{kept}", world)
    if state.draft in (None, draft_id):
        desk.keep(opened, turn)
        return desk.show(turn, draft_id, world)
    # Another draft is open: it stays open, and the next words are for it.
    drafts.keep(
        session, draft_id, fillings.to_json(turn.filling), opened.draft.account_id, world.now
    )
    said = desk.show(turn, draft_id, world).replies[0].lead
    return _unchanged(session, sender, state, f"{opened.form.title}\n{said}", world)


def _unchanged(session: Session, sender: Sender, state: State, note: str, world: World) -> Outcome:
    """Say why nothing changed, and show what is open, so that the talk goes on."""
    if state.draft is None:
        return say(Reply(note))
    return desk.show_again(session, sender, state.draft, note, world)


# --- a report that was sent ---------------------------------------------------------------------
def _offer(
    session: Session, sender: Sender, report: Report, source: str | None, world: World
) -> Outcome:
    _ = world.gettext
    if report.state == ReportState.CONFIRMED:
        text = _("Report {code} is confirmed and locked, so this edit changes nothing.")
        return say(Reply(text.format(code=report.code)))
    leave = Choice("menu:main", _("No, leave it"))
    held = _held_by_report(session, sender, report, source, world)
    if len(held) > 1:
        text = _("Report {code} was sent already. Which of these answers is to be corrected?")
        choices = [Choice(f"correct:{report.id}:{key}", label) for key, label in held]
        return say(Reply(text.format(code=report.code), choices=(*choices, leave)))
    text = _(
        "Report {code} was sent already, so this edit changes nothing yet. Correct the report?"
    )
    yes = Choice(f"correct:{report.id}", _("Correct the report"))
    return say(Reply(text.format(code=report.code), choices=(yes, leave)))


def _held_by_report(
    session: Session, sender: Sender, report: Report, source: str | None, world: World
) -> list[tuple[Key, str]]:
    revision = reports.latest_revision(session, report)
    filling = fillings.from_json(revision.filling)
    form = publishing.form(session, revision.form_version_id)
    name = sender.person.full_name
    context = lists.context(session, name, report.body_id, world, form, report.id)
    return _held(form, filling, context, _answered_by(filling, source))


def correct(
    session: Session, sender: Sender, report_id: int, world: World, question: Key = ""
) -> Outcome:
    """Open a sent report again with all its answers: at its check, or at one of its questions."""
    _ = world.gettext
    report = session.get(Report, report_id)
    if report is None or not report_rights.may_see(session, sender, report, world):
        return say(Reply(_("This report is not yours or no longer there.")))
    if report.state == ReportState.CONFIRMED:
        text = _("Report {code} is confirmed and locked. Please ask the coordinator to unlock it.")
        return say(Reply(text.format(code=report.code)))
    if not any(d.body.id == report.body_id for d in reporting_duties(session, sender, world)):
        return say(Reply(_("You no longer report for this unit.")))
    draft = drafts.correcting(session, report.id, sender.person.id)
    draft_id = draft.id if draft else _reopen(session, sender, report, world)
    if question:
        return filing.step(session, sender, draft_id, Jump(question), None, world)
    return desk.show_again(session, sender, draft_id, "", world)


def _reopen(session: Session, sender: Sender, report: Report, world: World) -> int:
    revision = reports.latest_revision(session, report)
    return drafts.start(
        session,
        sender.person.id,
        report.body_id,
        revision.form_version_id,
        revision.filling,
        sender.account.id,
        world.now,
        report_id=report.id,
    )


def choose(session: Session, sender: Sender, state: State, world: World) -> Outcome:
    """/sua: change an answer of the open draft, or pick a sent report to correct."""
    _ = world.gettext
    if state.draft is not None and changing.is_at_check(session, sender, state.draft):
        return changing.pick_line(session, sender, state.draft, world)
    mine = reports.of_person(session, sender.person.id, limit=8)
    open_ones = [one for one in mine if one.state != ReportState.CONFIRMED]
    if not open_ones:
        return say(Reply(_("You have no report that can be corrected.")))
    choices = tuple(
        Choice(f"correct:{one.id}", f"{one.code} · {reports.title(session, one)}")
        for one in open_ones
    )
    return say(Reply(_("Which report do you want to correct?"), choices=choices))
