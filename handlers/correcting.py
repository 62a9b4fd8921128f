"""Owns corrections: an edited message, and a report that was sent already."""

from sqlmodel import Session

from forms import engine
from forms import filling as fillings
from forms.steps import Again, Correct
from handlers import desk, filing, showing
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
        names = [name for name, one in filling.answers.items() if one.source == source]
        if names:
            move = Correct(names[0], text, source)
            if len(names) > 1:
                return _several(session, sender, draft.id, world)
            return _correct_draft(session, sender, state, draft.id, move, world)
    found = reports.by_source(session, sender.person.id, source) if source else None
    if found is not None:
        return _offer(found[0], world)
    return _unchanged(session, sender, state, nothing_changed(world), world)


def nothing_changed(world: World) -> str:
    return world.gettext(
        "The message you edited is not an answer of any report, so nothing was changed."
    )


def _several(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    _ = world.gettext
    note = _("That message held several answers. Please change them one by one at the check.")
    return desk.show_again(session, sender, draft_id, note, world)


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
def _offer(report: Report, world: World) -> Outcome:
    _ = world.gettext
    if report.state == ReportState.CONFIRMED:
        text = _("Report {code} is confirmed and locked, so this edit changes nothing.")
        return say(Reply(text.format(code=report.code)))
    text = _(
        "Report {code} was sent already, so this edit changes nothing yet. Correct the report?"
    )
    return say(
        Reply(
            text.format(code=report.code),
            choices=(
                Choice(f"correct:{report.id}", _("Correct the report")),
                Choice("menu:main", _("No, leave it")),
            ),
        )
    )


def correct(session: Session, sender: Sender, report_id: int, world: World) -> Outcome:
    """Open a sent report again, at its check, with all its answers."""
    _ = world.gettext
    report = reports.own(session, report_id, sender.person.id)
    if report is None:
        return say(Reply(_("This report is not yours or no longer there.")))
    if report.state == ReportState.CONFIRMED:
        text = _("Report {code} is confirmed and locked. Please ask the coordinator to unlock it.")
        return say(Reply(text.format(code=report.code)))
    if not any(d.body.id == report.body_id for d in reporting_duties(session, sender, world)):
        return say(Reply(_("You no longer report for this unit.")))
    draft = drafts.correcting(session, report.id)
    draft_id = draft.id if draft else _reopen(session, sender, report, world)
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
    if state.draft is not None and filing.is_at_review(session, sender, state.draft, world):
        return filing.pick_line(session, sender, state.draft, world)
    mine = reports.of_person(session, sender.person.id, limit=8)
    open_ones = [one for one in mine if one.state != ReportState.CONFIRMED]
    if not open_ones:
        return say(Reply(_("You have no report that can be corrected.")))
    choices = tuple(
        Choice(f"correct:{one.id}", f"{one.code} · {reports.title(session, one)}")
        for one in open_ones
    )
    return say(Reply(_("Which report do you want to correct?"), choices=choices))
