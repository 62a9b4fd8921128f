"""Owns what a mailing says: the letter to one person, in their language, in whose name."""

from handlers import reminding, round_words, showing
from handlers.mailing_people import Recipient
from handlers.mailing_rights import Desk
from handlers.messages import Lane, Reply, World
from storage.models import Mailing, NoticeKind

MOST_CHARACTERS = 3000  # of a notice: with its heading it fits into one message of any chat app


def to(desk: Desk, mailing: Mailing, recipient: Recipient, world: World) -> Reply:
    """`world` speaks the recipient's language."""
    if mailing.kind == NoticeKind.BROADCAST:
        return Reply(mailing.text, lead=_heading(desk, world), lane=Lane.REMINDER)
    workdays, from_ = desk.moment.workdays, _asks(desk, world)
    titles = round_words.titles(desk.session)
    return reminding.letter(titles, recipient.items, world, workdays, from_=from_)


def _heading(desk: Desk, world: World) -> str:
    text = world.gettext("Notice of {office} ({name})")
    return text.format(office=desk.office, name=desk.sender.person.full_name)


def _asks(desk: Desk, world: World) -> str:
    _ = world.gettext
    if desk.areas is None:
        return _("{office} reminds you:").format(office=desk.office)
    names = ", ".join(showing.lower_first(area.name) for area in desk.areas)
    return _("The officer for {areas} reminds you:").format(areas=names)
