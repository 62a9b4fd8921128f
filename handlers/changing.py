"""Owns changing a report at its check: another answer, one more of a repeat, one less."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from forms.steps import Add, Jump, Key, Remove, Review, Step
from handlers import desk, filing, overview, showing
from handlers.messages import Reply, World
from handlers.senders import Sender
from handlers.states import State
from handlers.talk import Outcome, say
from storage import drafts

AT_CHECK = ""  # no question is open


def is_at_check(session: Session, sender: Sender, draft_id: int) -> bool:
    draft = drafts.get(session, draft_id, sender.person.id)
    return draft is not None and draft.filling["at"] is None


def pick_line(session: Session, sender: Sender, draft_id: int, world: World) -> Outcome:
    """Which answer is to be changed?"""
    return _at_check(
        session,
        sender,
        draft_id,
        world,
        lambda review: overview.pick_line(review, draft_id, world),
    )


def jump(session: Session, sender: Sender, draft_id: int, question: Key, world: World) -> Outcome:
    return filing.step(session, sender, draft_id, Jump(question), None, world)


def add(session: Session, sender: Sender, draft_id: int, repeat: Key, world: World) -> Outcome:
    """One more. A second tap finds a question open, and adds nothing."""
    return filing.step(session, sender, draft_id, Add(repeat), None, world, AT_CHECK)


def less(session: Session, sender: Sender, draft_id: int, repeat: Key, world: World) -> Outcome:
    """Which one is to go?"""
    return _at_check(
        session,
        sender,
        draft_id,
        world,
        lambda review: overview.pick_instance(review, repeat, draft_id, world),
    )


def drop(session: Session, sender: Sender, draft_id: int, instance: Key, world: World) -> Outcome:
    """Really?"""
    return _at_check(
        session,
        sender,
        draft_id,
        world,
        lambda review: overview.ask_removal(review, instance, draft_id, world),
    )


def remove(session: Session, sender: Sender, draft_id: int, instance: Key, world: World) -> Outcome:
    """It goes. A second tap finds it gone, and only shows the check."""
    opened = desk.open_draft(session, sender, draft_id, world)
    label = _label(desk.resumed(opened).step, instance) if opened else ""
    if opened and not label and opened.filling.at is None:
        note = world.gettext("That one was removed already.")
        return desk.show(desk.resumed(opened), draft_id, world, lead=note)
    outcome = filing.step(session, sender, draft_id, Remove(instance), None, world, AT_CHECK)
    if not label:
        return outcome
    first, *others = outcome.replies
    said = world.gettext("✓ Removed: {label}").format(label=label)
    return replace(outcome, replies=(showing.with_lead(first, said), *others))


def _label(step: Step, instance: Key) -> str:
    """What the check calls an instance; "" if there is no such one, or the check is not open."""
    repeats = step.repeats if isinstance(step, Review) else ()
    return next(
        (one.label for each in repeats for one in each.instances if one.key == instance), ""
    )


def _at_check(
    session: Session,
    sender: Sender,
    draft_id: int,
    world: World,
    ask: Callable[[Review], Reply | None],
) -> Outcome:
    """Ask something that only the check has; elsewhere, or of what is gone, show where we are."""
    opened = desk.open_draft(session, sender, draft_id, world)
    if opened is None:
        return desk.gone(session, sender, draft_id, world)
    turn = desk.resumed(opened)
    reply = ask(turn.step) if isinstance(turn.step, Review) else None
    if reply is None:
        return desk.show(turn, draft_id, world)
    # Without numbered buttons a typed number is a line of the check.
    if any(choice.kind == "answer" for choice in reply.choices):
        return say(reply, state=State(draft=draft_id))
    return Outcome((reply,), State(draft=draft_id))
