"""Owns the text of a notice: asked for, taken whole in one message, or refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import mailing_audiences, mailing_words
from handlers.announce_turns import back
from handlers.mailing_letters import MOST_CHARACTERS
from handlers.mailing_rights import Desk
from handlers.messages import Reply
from handlers.states import Asking, State
from handlers.talk import Outcome, say
from storage.models import NoticeKind
from vietnamese import formats
from vietnamese.text import clean

# A chat app cuts what is longer than it carries into several messages: what follows one of such a
# length so soon is its rest, and no notice.
_CUT = range(3500, 4097)
_AT_ONCE = timedelta(seconds=2)


def ask(desk: Desk, asking: Asking, lead: str = "") -> Outcome:
    _ = desk.world.gettext
    audience = mailing_audiences.announced(desk, asking.facts["scope"])
    count = mailing_words.count(NoticeKind.BROADCAST, audience, desk.world)
    reply = Reply(
        _("Please type the notice, in one message."),
        lead=lead,
        place=_("To: {count}").format(count=count),
        hint=_("At most {most} characters. It arrives as you type it.").format(
            most=formats.number(MOST_CHARACTERS)
        ),
        choices=(back(desk.world),),
        asks="text",
    )
    return say(reply, state=State(asking=asking.with_("text")))


@dataclass(frozen=True, slots=True)
class Taken:
    """The text as it will arrive."""

    text: str


def take(desk: Desk, asking: Asking, typed: str) -> Taken | Outcome:
    """The text, or the question again with what is wrong."""
    _ = desk.world.gettext
    text = clean(typed)
    cut_at = asking.facts.get("cut_at")
    if len(text) > MOST_CHARACTERS:
        note = _("The notice has {count} characters, at most {most}. Please shorten it.")
        said = note.format(count=formats.number(len(text)), most=formats.number(MOST_CHARACTERS))
        cut = desk.world.now.isoformat() if len(text) in _CUT else None
        return ask(desk, asking.with_("text", cut_at=cut), said)
    if cut_at and desk.world.now - datetime.fromisoformat(cut_at) <= _AT_ONCE:
        note = _("That was the rest of the long message: it was not taken either.")
        return ask(desk, asking, note)
    if not text:
        return ask(desk, asking, _("The notice is empty."))
    return Taken(text)
