"""Owns the privacy notice, and what people may do with their own data."""

from sqlmodel import Session

from handlers.messages import Choice, Order, Reply, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import audit, people, personal

# Raise it whenever the notice says something new: consent is kept by version.
NOTICE_VERSION = "2026-11-24"


def short_notice(world: World) -> str:
    _ = world.gettext
    return _(
        "To use this reporting assistant, the system has to keep your full name, position, unit,"
        " phone number and what you report. Do you agree?"
    )


def full_notice(world: World) -> str:
    _ = world.gettext
    return _(
        "The Department of Industry and Trade of Lai Châu keeps your full name, position, unit,"
        " phone number, chat account id, reports and the photos, files and locations you send, in"
        " order to compile the reports of the programme on sustainable production and"
        " consumption. The data are used for nothing else. Messages pass through the chat app's"
        " servers, which may be outside Việt Nam. You have the right to see, correct or delete"
        " your data or to withdraw your consent; requests are answered within 2 working days."
        " Before taking photos, please tell the people there."
    )


def show(world: World) -> Outcome:
    """/quyenriengtu: the whole notice, and the commands that go with it."""
    _ = world.gettext
    hint = _(
        "/dulieucuatoi: a copy of your data\n/suathongtin: correct your details\n"
        "/rutdongy: withdraw your consent"
    )
    return say(Reply(full_notice(world), hint=hint))


def copy(world: World) -> Outcome:
    """/dulieucuatoi: everything kept about the sender, as a file."""
    _ = world.gettext
    order = Order("personal_data", name=_("my-data.txt"))
    text = _("Your data are being put together. The file comes in a moment.")
    return say(Reply(text, attachments=(order,)))


def ask_withdrawal(world: World) -> Outcome:
    _ = world.gettext
    text = _(
        "If you withdraw your consent, you can no longer report here, and your name, position and"
        " phone number are erased. Reports that were sent stay as official figures, without your"
        " name. Unfinished drafts are deleted."
    )
    choices = (
        Choice("menu:main", _("No, go on using it")),
        Choice("withdraw:sure", _("Withdraw my consent")),
    )
    return say(Reply(text, choices=choices))


def withdraw(session: Session, sender: Sender, world: World) -> Outcome:
    """The person is gone from here; the account is a stranger's again."""
    _ = world.gettext
    audit.add(
        session,
        "consent withdrawn",
        world.now,
        person_id=sender.person.id,
        account_id=sender.account.id,
    )
    personal.erase_talk(session, sender.person.id, world.now)
    people.withdraw(session, sender.person, world.today, world.now)
    text = _("Your consent is withdrawn and your details are erased. Thank you for your work.")
    return say(Reply(text))
