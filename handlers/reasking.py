"""Owns asking open questions again after downtime: taps made meanwhile are lost for ever."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import codec, desk, states
from handlers.messages import Lane, World
from handlers.senders import Sender
from storage import drafts, messages, people
from storage.messages import PULLED, Outgoing

RECENT = timedelta(days=1)  # whoever left a question longer ago is not in the middle of it


def ask_again(
    session: Session, down_since: datetime, now: datetime, world_of: Callable[[str], World]
) -> set[str]:
    """Write the open question once more to whoever was in the middle; the channels it goes to."""
    channels: set[str] = set()
    for account in drafts.accounts_amid(session, down_since - RECENT):
        if account.person_id is None or account.channel in PULLED:
            continue
        sender = Sender(account, people.lock(session, account.person_id))
        world = world_of(sender.person.language)
        _ = world.gettext
        state = states.load(session, account.id)
        if state.draft is None:
            continue
        note = _("The assistant was away for a while. Your answers are kept. You were here:")
        outcome = desk.show_again(session, sender, state.draft, note, world)
        # What was asked before, a menu for one, is no longer what the next words answer.
        states.keep(session, account.id, outcome.state, world)
        said = [replace(reply, lane=Lane.ALERT) for reply in outcome.replies]
        bodies = [Outgoing(codec.reply_to_json(one), one.lane.value) for one in said]
        messages.say(session, account, bodies, now)
        channels.add(account.channel)
    return channels
