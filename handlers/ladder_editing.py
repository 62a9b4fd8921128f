"""Owns changing a round's reminders: how many days before, how often when it is overdue."""

import re

from sqlmodel import Session

from handlers import refusing, round_card, senders
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.states import Asking, State
from handlers.talk import Outcome, say
from storage import audit, rounds
from storage.models import Round

MOST_DAYS, MOST_STEPS = 365, 10
_NUMBERS = re.compile(r"\d{1,4}(?:[\s,;]+\d{1,4})*")
_PACES = (1, 2, 3, 5, 0)


def start(one: Round, world: World, lead: str = "") -> Outcome:
    _ = world.gettext
    now = ", ".join(map(str, one.ladder))
    reply = Reply(
        _("How many days before the due day shall units be reminded?"),
        lead=lead or round_card.ladder(one, world),
        hint=_("Numbers of days, e.g. {example}. 0: only on the day itself.").format(
            example="20, 10, 5, 1"
        ),
        choices=(
            Choice("ask-ladder:keep", _("Keep: {days}").format(days=now or "0"), "nav"),
            Choice("ask-ladder:stop", _("Put it aside"), "nav"),
        ),
        asks="text",
    )
    return say(reply, state=State(asking=Asking("ladder", "days", {"round": one.id})))


def answer(session: Session, sender: Sender, asking: Asking, text: str, world: World) -> Outcome:
    one = _round(session, sender, asking, world)
    if isinstance(one, Outcome):
        return one
    if asking.step != "days":
        return _ask_pace(asking, world, world.gettext("Please press a button below."))
    days = _read(text)
    if days is None:
        note = world.gettext("Please type at most {most} numbers from 0 to {days}, e.g. {example}.")
        said = note.format(most=MOST_STEPS, days=MOST_DAYS, example="20, 10, 5, 1")
        return start(one, world, said)
    return _ask_pace(asking.with_("pace", days=days), world)


def press(
    session: Session, sender: Sender, asking: Asking | None, rest: str, world: World
) -> Outcome:
    _ = world.gettext
    if asking is None or rest == "stop":
        text = _("It was put aside. Nothing was changed, nothing was sent.")
        return say(Reply(text, choices=(Choice("menu:main", _("Menu")),)))
    one = _round(session, sender, asking, world)
    if isinstance(one, Outcome):
        return one
    if asking.step == "days" and rest != "keep":
        return start(
            one, world, _("That button belongs to another question. The open question is:")
        )
    if asking.step == "days":
        return _ask_pace(asking.with_("pace", days=list(one.ladder)), world)
    if not rest.isdecimal():
        return _ask_pace(asking, world)
    one.ladder, one.overdue_every = asking.facts["days"], int(rest)
    session.flush()
    audit.add(
        session,
        "ladder changed",
        world.now,
        person_id=sender.person.id,
        account_id=sender.account.id,
        subject=one.key,
        days=", ".join(map(str, one.ladder)),
        every=one.overdue_every,
    )
    lead = _("The reminders of “{title}” are changed.").format(title=one.title)
    return say(
        Reply(
            round_card.ladder(one, world),
            lead=lead,
            choices=(Choice(f"round:show:{one.id}", _("See the round")),),
        )
    )


def _ask_pace(asking: Asking, world: World, lead: str = "") -> Outcome:
    _ = world.gettext
    labels = {
        pace: world.ngettext("Every {count} working day", "Every {count} working days", pace)
        for pace in _PACES
        if pace
    } | {0: _("Not again")}
    reply = Reply(
        _("How often shall they be reminded when they are overdue?"),
        lead=lead,
        choices=(
            *(Choice(f"ask-ladder:{p}", labels[p].format(count=p)) for p in _PACES),
            Choice("ask-ladder:stop", _("Put it aside"), "nav"),
        ),
    )
    return say(reply, state=State(asking=asking))


def _read(text: str) -> list[int] | None:
    """ "20, 10, 5, 1" → [20, 10, 5, 1]; the due day itself (0) is always among them."""
    if not _NUMBERS.fullmatch(text.strip(" .")):
        return None
    numbers = {int(one) for one in re.findall(r"\d+", text)}
    if len(numbers) > MOST_STEPS or max(numbers) > MOST_DAYS:
        return None
    return sorted(numbers - {0}, reverse=True)


def _round(session: Session, sender: Sender, asking: Asking, world: World) -> Round | Outcome:
    """The round that is open for changing; rights are asked for at each step."""
    _ = world.gettext
    menu = Choice("menu:main", _("Menu"))
    if not senders.is_coordinator(session, sender, world):
        return say(refusing.only_coordinators(world))
    one = rounds.lock(session, int(asking.facts["round"]))
    if one is None or one.closed_at is not None:
        return say(Reply(_("This round is closed already."), choices=(menu,)))
    return one
