"""Owns a notice to many (/thongbao): to whom, the text, the preview it is sent from."""

from typing import assert_never

from sqlmodel import Session

from handlers import (
    announce_text,
    announce_whom,
    mailing_audiences,
    mailing_jobs,
    mailing_previews,
    mailing_rights,
    mailing_words,
)
from handlers.announce_text import Taken
from handlers.announce_turns import Ask, Chosen, Turn
from handlers.mailing_rights import Desk
from handlers.messages import Reply, World
from handlers.senders import Sender
from handlers.states import Asking, State
from handlers.talk import Outcome, say
from storage import mailings
from storage.models import NoticeKind
from storage.moments import Moment


def start(session: Session, sender: Sender, world: World) -> Outcome:
    desk = mailing_rights.desk(session, sender, world)
    if desk is None or not desk.is_everywhere:
        return mailing_words.no_right(NoticeKind.BROADCAST, world)
    return _ask(desk, Asking("broadcast", "whom"))


def answer(session: Session, sender: Sender, asking: Asking, text: str, world: World) -> Outcome:
    desk = mailing_rights.desk(session, sender, world)
    if desk is None or not desk.is_everywhere:
        return mailing_words.no_right(NoticeKind.BROADCAST, world)
    match asking.step:
        case "text":
            taken = announce_text.take(desk, asking, text)
            return _preview(desk, asking, taken.text) if isinstance(taken, Taken) else taken
        case "preview":
            note = world.gettext("The text was not changed. To change it, press “Change the text”.")
            return _preview_again(desk, asking, note)
        case _:
            return _turn(desk, asking, announce_whom.answer(desk, asking, text))


def press(
    session: Session, sender: Sender, asking: Asking | None, rest: str, world: World
) -> Outcome:
    """Buttons of an open notice; those that send it are of its mailing (`mailing_desk`)."""
    desk = mailing_rights.desk(session, sender, world)
    if desk is None or not desk.is_everywhere:
        return mailing_words.no_right(NoticeKind.BROADCAST, world)
    what, _colon, about = rest.partition(":")
    if asking is None:
        return mailing_words.not_in_use(world)
    asking = _without_preview(desk, asking)
    if what == "text" and "scope" in asking.facts:
        return announce_text.ask(desk, asking)
    return _turn(desk, asking, announce_whom.press(desk, asking, what, about))


def send_due(session: Session, moment: Moment) -> int:
    """Order what was put off until the working hours; how many."""
    return mailing_jobs.order_due(session, moment)


def _turn(desk: Desk, asking: Asking, turn: Turn) -> Outcome:
    match turn:
        case Ask(asking=following, lead=lead):
            return _ask(desk, following, lead)
        case Chosen(scope=scope):
            audience = mailing_audiences.announced(desk, scope)
            if not audience.recipients:
                reasons = mailing_words.left_out(audience, desk.world)
                nobody = desk.world.gettext("There is nobody to write to now. Nothing was sent.")
                return _ask(desk, asking.with_("whom"), "\n".join([nobody, *reasons]))
            chosen = asking.with_("text", scope=scope)
            text = chosen.facts.get("text")
            return _preview(desk, chosen, text) if text else announce_text.ask(desk, chosen)
        case _ as never:
            assert_never(never)


def _ask(desk: Desk, asking: Asking, lead: str = "") -> Outcome:
    shown = announce_whom.question(desk, asking)
    reply = Reply(shown.text, lead=lead, hint=shown.hint, choices=shown.choices, asks=shown.asks)
    return say(reply, state=State(asking=asking))


# --- the preview --------------------------------------------------------------------------------
def _preview(desk: Desk, asking: Asking, text: str) -> Outcome:
    mailing = mailings.prepare(
        desk.session,
        NoticeKind.BROADCAST,
        asking.facts["scope"],
        desk.sender.person.id,
        desk.moment.now,
        text=text,
    )
    return mailing_previews.show(desk, mailing)


def _preview_again(desk: Desk, asking: Asking, note: str) -> Outcome:
    mailing = mailings.get(desk.session, asking.facts["mailing"])
    if mailing is None or mailing.sent_at is not None:
        return mailing_words.not_in_use(desk.world)
    return mailing_previews.show(desk, mailing, note)


def _without_preview(desk: Desk, asking: Asking) -> Asking:
    """Who goes back from the preview wants another one: the buttons under it are of no use."""
    mailing_id = asking.facts.get("mailing")
    if mailing_id is not None:
        mailings.drop(desk.session, mailing_id)
    facts = {name: fact for name, fact in asking.facts.items() if name != "mailing"}
    return Asking("broadcast", asking.step, facts)
