"""Owns what became of a mailing: how many have it, who has not and why. Opened again any time."""

from collections import Counter
from collections.abc import Iterator

from sqlmodel import Session

from handlers import mailing_rights, mailing_words, round_words
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import arrivals, mailings
from storage.arrivals import Arrival
from storage.models import Mailing, NoticeKind
from vietnamese import formats


def show(session: Session, sender: Sender, mailing_id: int, world: World) -> Outcome:
    """To who sent it, as long as they may write to somebody, and to every coordinator."""
    _ = world.gettext
    mailing = mailings.get(session, mailing_id)
    desk = mailing_rights.desk(session, sender, world)
    if mailing is None or mailing.sent_at is None:
        return mailing_words.not_in_use(world)
    is_own = mailing.created_by == sender.person.id
    if desk is None or not (desk.is_everywhere or is_own):
        return mailing_words.no_right(mailing.kind, world)
    heading = _("Notice") if mailing.kind == NoticeKind.BROADCAST else _("Reminder by hand")
    sent = _("sent at {when}").format(when=round_words.moment(mailing.sent_at, world))
    lines = list(_lines(session, mailing, world))
    again = Choice(f"nudge:result:{mailing.id}", _("See the result again"), "nav")
    return say(
        Reply(
            "\n".join(lines),
            place=f"{heading} · {sent}",
            choices=(again, mailing_words.menu(world)),
        )
    )


def _lines(session: Session, mailing: Mailing, world: World) -> Iterator[str]:
    _ = world.gettext
    scope = mailing.scope
    if "to" not in scope:
        yield _("It is being sent. Please look again in a few minutes.")
        return
    found = arrivals.of_mailing(session, mailing.id)
    states = {
        person: found.get(
            person, Arrival.TAKEN_BACK if place < scope["looked_at"] else Arrival.WAITING
        )
        for place, (person, _bodies) in enumerate(scope["to"])
    }
    counts = Counter(states.values())
    yield _("Delivered: {count} people").format(count=formats.number(counts[Arrival.SENT]))
    yield _("Waiting: {count} people").format(count=formats.number(counts[Arrival.WAITING]))
    for state, text in (
        (Arrival.PULLED, _("In the web chat, seen on opening the page: {count} people")),
        (Arrival.TAKEN_BACK, _("No longer needed before it went (reported): {count} people")),
        (Arrival.FORGOTTEN, _("Details no longer kept: {count} people")),
    ):
        if counts[state]:
            yield text.format(count=formats.number(counts[state]))
    failed = list(_failed(session, mailing, states, world))
    yield _("Not delivered: {count}").format(count=formats.number(len(failed)))
    if failed:
        more = _("{names}\n… and {count} others")
        yield mailing_words.shortened([f"• {line}" for line in failed], "\n", more)


def _failed(
    session: Session, mailing: Mailing, states: dict[int, Arrival], world: World
) -> Iterator[str]:
    """Names with reasons: whose message failed, who could not be written to, empty units."""
    _ = world.gettext
    scope = mailing.scope
    missed = [
        (person, bodies[0], states[person] is Arrival.BLOCKED)
        for person, bodies in scope["to"]
        if states[person] in (Arrival.BLOCKED, Arrival.FAILED)
    ]
    named = arrivals.names(
        session,
        [person for person, *_rest in [*missed, *scope["unreachable"]]],
        [body for _person, body, _blocked in [*missed, *scope["unreachable"]]] + scope["empty"],
    )
    for person, body, is_blocked in missed:
        name = f"{named.people[person]} ({named.bodies[body]})"
        failed = _("{name}: it could not be sent").format(name=name)
        yield mailing_words.unreached(name, is_blocked, world) if is_blocked else failed
    for person, body, is_blocked in scope["unreachable"]:
        name = f"{named.people[person]} ({named.bodies[body]})"
        yield mailing_words.unreached(name, is_blocked, world)
    for body in scope["empty"]:
        yield mailing_words.empty(named.bodies[body], world)
