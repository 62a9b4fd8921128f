"""Owns what ties a person to the apps they use: a link into the browser, their language."""

from sqlmodel import Session

from handlers import menus
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import audit, people, web_access

LINK_HOURS = 24


def web_link(session: Session, sender: Sender, world: World) -> Outcome:
    """/web: a personal one-time link into the same conversation in a browser."""
    _ = world.gettext
    if not world.policy.public_url:
        return say(Reply(_("The browser chat is not set up here. Please ask the coordinator.")))
    token = f"{world.chance.getrandbits(160):040x}"
    address = f"{world.chance.getrandbits(80):020x}"
    account = people.web_account(session, sender.person.id, address, world.now)
    web_access.make_link(session, account.id, token, world.now)
    audit.add(
        session,
        "web link made",
        world.now,
        person_id=sender.person.id,
        account_id=sender.account.id,
    )
    text = _("Open this link in your browser. It works once, within {hours} hours:\n{link}")
    link = f"{world.policy.public_url}/vao/{token}"
    hint = _("Do not pass it on: whoever opens it reports in your name.")
    return say(Reply(text.format(hours=LINK_HOURS, link=link), hint=hint))


def set_language(session: Session, sender: Sender, language: str, world: World) -> Outcome:
    if language in ("vi", "en"):
        sender.person.language = language
        session.flush()
    return menus.main(session, sender, world.speaking(language) if world.speaking else world)


def languages(world: World) -> Outcome:
    _ = world.gettext
    choices = (Choice("language:vi", "Tiếng Việt"), Choice("language:en", "English"))
    return say(Reply(_("Which language do you want?"), choices=choices))
