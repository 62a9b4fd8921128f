"""Owns putting reminders off: "remind me on Monday", and "as usual again"."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from handlers import due_list, obligations, planning, timing
from handlers.messages import Choice, Reply, World
from handlers.planning import Item
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import postponements
from storage.moments import Moment
from vietnamese import formats

_FAR = 40  # working days ahead that are looked at for the next reminder


def later(session: Session, sender: Sender, iso: str, world: World) -> Outcome:
    """No reminder before that day, as far as it is not behind what is due."""
    _ = world.gettext
    try:
        until = date.fromisoformat(iso)
    except ValueError:
        return say(Reply(_("This button is no longer in use.")))
    moment = timing.moment(session, world)
    items = obligations.open_ones(obligations.mine(session, sender, world, moment))
    if not items:
        return due_list.show(session, sender, world)
    if until <= moment.today:
        lead = _("{day} has come already, so reminders stay as they are.")
        return due_list.show(session, sender, world, lead.format(day=formats.day_in_words(until)))
    last = latest_day(items, moment.now)
    if last is not None and until > last:
        lead = _("Something is due on {day} already, so reminders stay as they are.")
        return due_list.show(session, sender, world, lead.format(day=formats.day_in_words(last)))
    postponements.put(session, sender.person.id, until, world.now)
    choices = (
        Choice("due:list", _("What is due")),
        Choice("due:remind", _("Remind me as usual"), "nav"),
        Choice("menu:main", _("Menu"), "nav"),
    )
    return say(Reply(_kept(items, until, moment, world), choices=choices))


def as_usual(session: Session, sender: Sender, world: World) -> Outcome:
    """What was put off is forgotten."""
    _ = world.gettext
    postponements.forget(session, sender.person.id)
    return due_list.show(session, sender, world, _("Reminders come as usual again."))


def latest_day(items: Iterable[Item], now: datetime) -> date | None:
    """The due day behind which nothing is put off; None if all of them have passed."""
    ahead = [item.status.due.date() for item in items if item.status.due >= now]
    return min(ahead, default=None)


def _kept(items: Sequence[Item], until: date, moment: Moment, world: World) -> str:
    _ = world.gettext
    kept = _("Noted: no reminder before {day}.").format(day=formats.day_in_words(until))
    coming = _next(items, until, moment)
    if coming is None:
        return kept
    following = _("If something is still missing then, the next one comes on {day}.")
    return f"{kept}\n{following.format(day=formats.day_in_words(coming))}"


def _next(items: Sequence[Item], until: date, moment: Moment) -> date | None:
    """The first working day from `until` on at which any rung applies: that day was promised."""
    day = until - timedelta(days=1)
    for _ in range(_FAR):
        day = moment.workdays.after(day, 1)
        if any(planning.rung(item, day, moment) for item in items):
            return day
    return None
