"""Owns a mailing as it is shown before it goes: the message itself, then how many get it."""

from dataclasses import replace

from handlers import mailing_audiences, mailing_letters, mailing_words
from handlers.mailing_people import Audience
from handlers.mailing_rights import Desk
from handlers.messages import Choice, Lane, Reply, World
from handlers.states import Asking, State
from handlers.talk import Outcome, say
from storage.models import Mailing, NoticeKind


def show(desk: Desk, mailing: Mailing, lead: str = "") -> Outcome:
    """As it stands by now."""
    audience = mailing_audiences.of(desk, mailing)
    if not audience.recipients:
        return nobody(audience, desk.world)
    return of(desk, mailing, audience, lead)


def of(desk: Desk, mailing: Mailing, audience: Audience, lead: str = "") -> Outcome:
    """The message as its first reader will see it, and who else gets it."""
    letter = mailing_letters.to(desk, mailing, audience.recipients[0], desk.world)
    as_read = replace(letter, choices=(), lane=Lane.REPLY)  # its buttons are for its readers
    return say(as_read, _question(desk, mailing, audience, lead), state=_state(mailing))


def _question(desk: Desk, mailing: Mailing, audience: Audience, lead: str) -> Reply:
    world, moment = desk.world, desk.moment
    _ = world.gettext
    choices = [Choice(f"nudge:send:{mailing.id}", _("Send it"))]
    stop = Choice(f"nudge:stop:{mailing.id}", _("Do not send"))
    if mailing.kind == NoticeKind.BROADCAST:
        text = _("Send this notice to {count}?")
        above = _("Above is the notice as it will arrive.")
        choices.append(Choice("ask-broadcast:text", _("Change the text")))
        choices.append(Choice("ask-broadcast:whom", _("Change who gets it")))
    else:
        text = _("Send the reminder to {count}?")
        above = _("Above is the message for {person}. Each gets what their own unit is missing.")
        above = above.format(person=mailing_words.person(audience.recipients[0]))
        choices[0] = replace(choices[0], label=_("Send the reminder"))
    hours = "" if moment.workdays.is_open(moment.local) else _("It is outside working hours now.")
    return Reply(
        text.format(count=mailing_words.count(mailing.kind, audience, world)),
        lead="\n".join(filter(None, [lead, above, *mailing_words.details(audience, world)])),
        hint=hours,
        choices=(*choices, stop),
    )


def nobody(audience: Audience, world: World) -> Outcome:
    """Nothing to send, and why."""
    _ = world.gettext
    reasons = "\n".join(mailing_words.left_out(audience, world))
    text = _("There is nobody to write to now. Nothing was sent.")
    return say(Reply(text, hint=reasons, choices=(mailing_words.menu(world),)))


def _state(mailing: Mailing) -> State:
    """A notice can still be changed; the list of a nudge is made anew when it is sent."""
    if mailing.kind != NoticeKind.BROADCAST:
        return State()
    facts = {"scope": mailing.scope, "text": mailing.text, "mailing": mailing.id}
    return State(asking=Asking("broadcast", "preview", facts))
