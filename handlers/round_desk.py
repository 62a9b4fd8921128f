"""Owns looking after the rounds (/dot): shown, closed, reopened, their ladder changed."""

from sqlmodel import Session

from handlers import extending, ladder_editing, refusing, round_card, senders, settling, timing
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.states import Asking
from handlers.talk import Outcome, say
from storage import audit, extensions, rounds, scopes, statuses
from storage.models import Round
from vietnamese import formats

MOST = 12  # rounds in the list


def start(session: Session, sender: Sender, world: World) -> Outcome:
    """/dot: the rounds, those that run first."""
    _ = world.gettext
    running = rounds.running(session)[::-1]  # due last first, as the closed ones
    closed = [one for one in rounds.newest(session, MOST) if one.closed_at is not None]
    seen = [one for one in (*running, *closed) if _may_see(session, sender, one, world)][:MOST]
    if not seen:
        return say(Reply(_("There is no round that concerns you."), choices=(_menu(world),)))
    choices = tuple(Choice(f"round:show:{one.id}", _label(session, one, world)) for one in seen)
    return say(
        Reply(_("Rounds of reports. Choose one to see it."), choices=(*choices, _menu(world)))
    )


def press(
    session: Session, sender: Sender, _asking: Asking | None, rest: str, world: World
) -> Outcome:
    """`round:<what>:<round id>`. What changes a round is the coordinators'."""
    _ = world.gettext
    what, _colon, number = rest.partition(":")
    if what == "list":
        return start(session, sender, world)
    one = rounds.lock(session, int(number)) if number.isdecimal() else None
    if one is None or not _may_see(session, sender, one, world):
        return say(Reply(_("This round does not concern you."), choices=(_menu(world),)))
    if what == "show":
        return _show(session, sender, one, world)
    if not senders.is_coordinator(session, sender, world):
        return say(refusing.only_coordinators(world))
    return _change(session, sender, one, what, world)


def _change(session: Session, sender: Sender, one: Round, what: str, world: World) -> Outcome:
    match what:
        case "extend":
            return extending.of_round(session, one, world)
        case "ladder":
            return ladder_editing.start(one, world)
        case "close":
            return _ask_close(session, one, world)
        case "close-yes":
            return _close(session, sender, one, world)
        case _:
            return _reopen(session, sender, one, world)


def _show(session: Session, sender: Sender, one: Round, world: World, lead: str = "") -> Outcome:
    text = round_card.text(session, one, world)
    choices = round_card.choices(session, sender, one, world)
    return say(Reply(text, lead=lead, choices=choices))


def _ask_close(session: Session, one: Round, world: World) -> Outcome:
    _ = world.gettext
    if one.closed_at is not None:
        return say(Reply(_("This round is closed already."), choices=(_menu(world),)))
    moment = timing.moment(session, world)
    ids = [body.id for body in scopes.expected(session, one, moment.today)]
    found = statuses.of(session, one, ids, moment)
    left = sum(not status.is_done for status in found.values())
    text = world.ngettext(
        "Do you want to close “{title}”? {count} unit has not reported; nobody is reminded of it"
        " any more.",
        "Do you want to close “{title}”? {count} units have not reported; nobody is reminded of it"
        " any more.",
        left,
    )
    choices = (
        Choice(f"round:close-yes:{one.id}", _("Close the round")),
        Choice(f"round:show:{one.id}", _("No, let it run")),
    )
    return say(Reply(text.format(title=one.title, count=left), choices=choices))


def _close(session: Session, sender: Sender, one: Round, world: World) -> Outcome:
    _ = world.gettext
    if one.closed_at is None:
        one.closed_at = world.now
        session.flush()
        settling.sweep(session, timing.moment(session, world))
        _note(session, sender, "round closed", one, world)
    when = formats.moment(one.closed_at, world.zone)
    text = _("The round “{title}” is closed since {when}.").format(title=one.title, when=when)
    return _show(session, sender, one, world, lead=text)


def _reopen(session: Session, sender: Sender, one: Round, world: World) -> Outcome:
    _ = world.gettext
    if one.closed_at is not None:
        one.closed_at = None
        _note(session, sender, "round reopened", one, world)
    text = _("The round “{title}” is running.").format(title=one.title)
    return _show(session, sender, one, world, lead=text)


def _note(session: Session, sender: Sender, what: str, one: Round, world: World) -> None:
    session.flush()
    account, person = sender.account.id, sender.person.id
    audit.add(session, what, world.now, person_id=person, account_id=account, subject=one.key)


def _may_see(session: Session, sender: Sender, one: Round, world: World) -> bool:
    """A coordinator sees all; others what is asked of their units, or of those of their areas."""
    if senders.is_coordinator(session, sender, world):
        return True
    own = {duty.body.id for duty in senders.reporting_duties(session, sender, world)}
    own |= senders.members_of_areas(session, sender, world)
    return any(body.id in own for body in scopes.expected(session, one, world.today))


def _label(session: Session, one: Round, world: World) -> str:
    if one.closed_at is not None:
        return world.gettext("{title} (closed)").format(title=one.title)
    return f"{one.title} · {formats.day(extensions.dues(session, one).for_all)}"


def _menu(world: World) -> Choice:
    return Choice("menu:main", world.gettext("Menu"), "nav")
