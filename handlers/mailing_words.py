"""Owns how a mailing is spoken of: how many get it, who does not and why, who may write at all."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from handlers.mailing_people import Audience, Recipient
from handlers.messages import Choice, Reply, World
from handlers.talk import Outcome, say
from storage.models import Body, Mailing, NoticeKind
from vietnamese import formats

MOST_NAMES = 15  # more of them nobody reads


def no_right(kind: str, world: World) -> Outcome:
    _ = world.gettext
    if kind == NoticeKind.BROADCAST:
        text = _("Only coordinators send notices. Please type /menu to go on.")
    else:
        text = _(
            "Only coordinators remind all units, and area officers those of their areas. Please"
            " type /han to see what is due from you."
        )
    return say(Reply(text, choices=(menu(world),)))


def not_in_use(world: World) -> Outcome:
    return say(Reply(world.gettext("This button is no longer in use."), choices=(menu(world),)))


def menu(world: World) -> Choice:
    return Choice("menu:main", world.gettext("Menu"), "nav")


def result(mailing: Mailing, world: World) -> Choice:
    return Choice(f"nudge:result:{mailing.id}", world.gettext("See the result"), "nav")


def count(kind: str, audience: Audience, world: World) -> str:
    """ "5 đơn vị (6 người)", or "6 người" """
    who = people(len(audience.recipients), world)
    if kind == NoticeKind.BROADCAST:
        return who
    number = len(audience.units)
    text = world.ngettext("{count} unit ({people})", "{count} units ({people})", number)
    return text.format(count=formats.number(number), people=who)


def people(number: int, world: World) -> str:
    text = world.ngettext("{count} person", "{count} people", number)
    return text.format(count=formats.number(number))


def details(audience: Audience, world: World) -> Iterator[str]:
    """One line for those who get it, and for each reason why somebody does not."""
    _ = world.gettext
    yield _("Units: {names}").format(names=units(audience.units, world))
    pulled = sum(one.is_pulled for one in audience.recipients)
    if pulled:
        text = world.ngettext(
            "{count} person only uses the web chat, and sees it on opening the page.",
            "{count} people only use the web chat, and see it on opening the page.",
            pulled,
        )
        yield text.format(count=pulled)
    yield from left_out(audience, world)


def left_out(audience: Audience, world: World) -> Iterator[str]:
    _ = world.gettext
    if audience.told:
        text = _("Left out, for they were reminded today already ({count}): {names}")
        yield text.format(count=len(audience.told), names=units(audience.told, world))
    lines = [unreached(person(one), one.officer.is_blocked, world) for one in audience.unreachable]
    if lines:
        text = _("Cannot be reached ({count}): {names}")
        more = _("{names} … and {count} others")
        yield text.format(count=len(lines), names=shortened(lines, "; ", more))
    if audience.empty:
        text = _("Units for which nobody joined ({count}): {names}")
        yield text.format(count=len(audience.empty), names=units(audience.empty, world))


def unreached(name: str, is_blocked: bool, world: World) -> str:
    _ = world.gettext
    why = _("{name} blocked the assistant") if is_blocked else _("{name} has no channel yet")
    return why.format(name=name)


def empty(name: str, world: World) -> str:
    return world.gettext("nobody has joined for {name}").format(name=name)


def person(one: Recipient) -> str:
    return f"{one.officer.full_name} ({one.body.name})"


def units(bodies: Iterable[Body], world: World) -> str:
    more = world.gettext("{names} … and {count} more")
    return shortened([body.name for body in bodies], ", ", more)


def shortened(names: Sequence[str], between: str, more: str) -> str:
    """`more`: how the rest of many is said."""
    shown = between.join(names[:MOST_NAMES])
    left = len(names) - MOST_NAMES
    return more.format(names=shown, count=formats.number(left)) if left > 0 else shown


def when(until: datetime, world: World) -> str:
    """ "13:30 hôm nay", "07:30 ngày mai", "07:30 thứ Tư 25/11/2026" """
    _ = world.gettext
    local = until.astimezone(world.zone)
    time = formats.time_of_day(local.time())
    if local.date() == world.today:
        return _("{time} today").format(time=time)
    if local.date() == world.today + timedelta(days=1):
        return _("{time} tomorrow").format(time=time)
    return _("{time} on {day}").format(time=time, day=formats.day_in_words(local.date()))


def done(mailing: Mailing, count: str, left_out: str, world: World) -> Reply:
    _ = world.gettext
    if mailing.kind == NoticeKind.BROADCAST:
        text = _("The notice was sent to {count}.")
    else:
        text = _("The reminder was sent to {count}.")
    choices = (result(mailing, world), menu(world))
    return Reply(text.format(count=count), hint=left_out, choices=choices)
