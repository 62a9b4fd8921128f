"""Owns the buttons under a mailing: send it, later, not at all. Rights are asked for each time."""

from datetime import datetime

from sqlmodel import Session

from handlers import mailing_previews, mailing_rights, mailing_sending, mailing_words
from handlers.mailing_rights import Desk
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.states import Asking, State
from handlers.talk import Outcome, say
from storage import mailings
from storage.models import Mailing, NoticeKind
from storage.moments import Moment

ACTIONS = ("send", "now", "later", "stop")


def press(
    session: Session,
    sender: Sender,
    asking: Asking | None,
    what: str,
    mailing_id: int,
    world: World,
) -> Outcome:
    """A preview is its maker's alone, and of use until it was sent or put aside."""
    mailing = mailings.get(session, mailing_id)
    if mailing is None or mailing.created_by != sender.person.id:
        unused = mailing_words.not_in_use(world)
        return Outcome(unused.replies, unused.state.with_(asking=asking))  # another may be open
    desk = mailing_rights.desk(session, sender, world)
    if desk is None or not desk.may_send(mailing):
        return mailing_words.no_right(mailing.kind, world)
    if mailing.sent_at is not None:
        return say(mailing_sending.already(mailing, world))
    if what == "stop":
        return _stop(session, mailing, world)
    if said := _said_first(desk, asking, mailing, what):
        return said
    if what == "later" and not desk.moment.workdays.is_open(desk.moment.local):
        return _put_off(desk, mailing)
    return mailing_sending.send(desk, mailing)


def _said_first(desk: Desk, asking: Asking | None, mailing: Mailing, what: str) -> Outcome | None:
    """What has to be said before it goes: it is waiting, it was left lying, it is night."""
    until = mailings.send_after(mailing)
    if until is not None:
        return None if what == "now" else say(_waiting(mailing, until, desk.world))
    if _was_left(mailing, asking, desk.moment):
        lead = desk.world.gettext("Please look at it once more before it goes.")
        return mailing_previews.show(desk, mailing, lead)
    is_open = desk.moment.workdays.is_open(desk.moment.local)
    if mailing.kind == NoticeKind.BROADCAST and what == "send" and not is_open:
        return say(_ask_when(mailing, desk), state=State(asking=asking))
    return None


def _was_left(mailing: Mailing, asking: Asking | None, moment: Moment) -> bool:
    """A notice that is no longer open, or a nudge of another day."""
    if mailing.kind == NoticeKind.BROADCAST:
        return asking is None or asking.facts.get("mailing") != mailing.id
    return mailing.created_at.astimezone(moment.zone).date() != moment.today


def _stop(session: Session, mailing: Mailing, world: World) -> Outcome:
    if not mailings.drop(session, mailing.id):
        return say(mailing_sending.already(mailing, world))
    text = world.gettext("It was put aside. Nothing was changed, nothing was sent.")
    return say(Reply(text, choices=(mailing_words.menu(world),)))


# --- outside working hours ----------------------------------------------------------------------
def _ask_when(mailing: Mailing, desk: Desk) -> Reply:
    _ = desk.world.gettext
    when = mailing_words.when(_opens(desk.moment), desk.world)
    text = _("It is outside working hours now. Send it at once, or at {when}?")
    return Reply(
        text.format(when=when),
        choices=(
            Choice(f"nudge:now:{mailing.id}", _("Send at once")),
            Choice(f"nudge:later:{mailing.id}", _("Send at {when}").format(when=when)),
            Choice(f"nudge:stop:{mailing.id}", _("Do not send")),
        ),
    )


def _put_off(desk: Desk, mailing: Mailing) -> Outcome:
    until = _opens(desk.moment)
    mailings.put_off(desk.session, mailing, until, desk.sender.account.id)
    return say(_waiting(mailing, until, desk.world))


def _opens(moment: Moment) -> datetime:
    return moment.workdays.opens_next(moment.local)


def _waiting(mailing: Mailing, until: datetime, world: World) -> Reply:
    _ = world.gettext
    text = _("The notice will be sent at {when}. You are told when it is done.")
    return Reply(
        text.format(when=mailing_words.when(until, world)),
        choices=(
            Choice(f"nudge:now:{mailing.id}", _("Send at once")),
            Choice(f"nudge:stop:{mailing.id}", _("Do not send")),
        ),
    )
