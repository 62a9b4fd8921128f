"""Owns a later due day (/giahan): for all or for one unit, with its reason."""

from datetime import date

from sqlmodel import Session

from handlers import (
    extension_words,
    finding,
    refusing,
    senders,
    settling,
    telling,
    timing,
    typed_days,
)
from handlers.extension_words import Wanted
from handlers.messages import Choice, Reply, World
from handlers.request_words import one_line
from handlers.senders import Sender
from handlers.states import Asking, State
from handlers.talk import Outcome, say
from storage import audit, extensions, rounds, scopes
from storage.models import Body, Round
from vietnamese import formats

LONGEST_REASON = 300  # characters


def start(session: Session, sender: Sender, world: World) -> Outcome:
    """/giahan: the round, if several run."""
    _ = world.gettext
    if not senders.is_coordinator(session, sender, world):
        return say(refusing.only_coordinators(world))
    found = [one for one in rounds.running(session) if one.as_of <= world.today]
    if not found:
        menu = Choice("menu:main", _("Menu"))
        return say(Reply(_("No round is running now."), choices=(menu,)))
    if len(found) == 1:
        return of_round(session, found[0], world)
    choices = tuple(Choice(f"round:extend:{one.id}", one.title) for one in found)
    return say(Reply(_("Which round shall be extended?"), choices=choices))


def of_round(session: Session, one: Round, world: World) -> Outcome:
    if one.closed_at is not None:
        return say(extension_words.closed(one, world))
    return _ask(session, Asking("extension", "whom", {"round": one.id}), world)


def answer(session: Session, sender: Sender, asking: Asking, text: str, world: World) -> Outcome:
    """What was typed: a unit, a day, a reason."""
    refused = _refused(session, sender, asking, world)
    if refused is not None:
        return say(refused)
    match asking.step:
        case "whom":
            return _take_name(session, asking, text, world)
        case "due":
            return _take_typed_day(session, asking, text, world)
        case "reason":
            return _take_reason(session, asking, text, world)
        case _:
            return _ask(session, asking, world, world.gettext("Please press a button below."))


def press(
    session: Session, sender: Sender, asking: Asking | None, rest: str, world: World
) -> Outcome:
    """`ask-extension:<step>:<what>`"""
    _ = world.gettext
    if asking is None or rest == "stop":
        text = _("It was put aside. Nothing was changed, nothing was sent.")
        return say(Reply(text, choices=(Choice("menu:main", _("Menu")),)))
    refused = _refused(session, sender, asking, world)
    if refused is not None:
        return say(refused)
    step, _colon, what = rest.partition(":")
    match step:
        case "back":
            before = {"due": "whom", "reason": "due", "review": "reason"}
            return _ask(session, asking.with_(before.get(asking.step, "whom")), world)
        case "whom" if asking.step == "whom":
            return _ask(session, asking.with_("due", body=int(what)), world)
        case "due" if asking.step == "due":
            return _take_day(session, asking, date.fromisoformat(what), world)
        case "review" if asking.step == "review":
            return _extend(session, sender, asking, world)
        case _:
            note = _("That button belongs to another question. The open question is:")
            return _ask(session, asking, world, note)


def _refused(session: Session, sender: Sender, asking: Asking, world: World) -> Reply | None:
    if not senders.is_coordinator(session, sender, world):
        return refusing.only_coordinators(world)
    one = rounds.lock(session, int(asking.facts["round"]))
    if one is None or one.closed_at is not None:
        return extension_words.closed(one, world)
    return None


# --- the answers --------------------------------------------------------------------------------
def _take_name(session: Session, asking: Asking, text: str, world: World) -> Outcome:
    _ = world.gettext
    wanted = _wanted(session, asking)
    found = finding.find(session, text, world.today)
    expected = {body.id for body in scopes.expected(session, wanted.round, world.today)}
    if found.sure is not None and found.sure.id in expected:
        return _ask(session, asking.with_("due", body=found.sure.id), world)
    if found.sure is not None:
        note = _("{unit} is not asked for in this round.").format(unit=found.sure.name)
        return _ask(session, asking, world, note)
    maybe = [body for body in found.maybe if body.id in expected]
    if not maybe:
        note = _("No unit was found for “{name}”. Please type the name again.").format(name=text)
        return _ask(session, asking, world, note)
    choices = tuple(Choice(f"ask-extension:whom:{body.id}", body.name) for body in maybe)
    note = _("Which unit do you mean by “{name}”?").format(name=text)
    return _ask(session, asking, world, note, choices)


def _take_typed_day(session: Session, asking: Asking, text: str, world: World) -> Outcome:
    _ = world.gettext
    typed = typed_days.ahead(text, world.today)
    if typed.sure:
        return _take_day(session, asking, typed.days[0], world)
    if not typed.days:
        note = _("This was not read as a day. Please type day/month, e.g. 15/12.")
        return _ask(session, asking, world, note)
    return _ask(
        session, asking, world, _("Which day do you mean?"), extension_words.days(typed.days)
    )


def _take_day(session: Session, asking: Asking, day: date, world: World) -> Outcome:
    """Later than the day there is, and one on which a report can be due."""
    wanted = _wanted(session, asking)
    unfit = typed_days.unfit(day, timing.moment(session, world), world)
    if unfit is not None:
        later = [one for one in unfit.instead if one > wanted.due_on]
        return _ask(session, asking, world, unfit.why, extension_words.days(later))
    if day <= wanted.due_on:
        note = world.gettext("The present due day is {day}. Please give a later one.")
        said = note.format(day=formats.day_in_words(wanted.due_on))
        return _ask(session, asking, world, said)
    return _ask(session, asking.with_("reason", due=day.isoformat()), world)


def _take_reason(session: Session, asking: Asking, text: str, world: World) -> Outcome:
    said = one_line(text)
    if not said:
        return _ask(session, asking, world)
    if len(said) > LONGEST_REASON:
        note = world.gettext(
            "This has {count} characters; at most {most} fit. Please type it shorter."
        )
        return _ask(session, asking, world, note.format(count=len(said), most=LONGEST_REASON))
    return _ask(session, asking.with_("review", reason=said), world)


def _extend(session: Session, sender: Sender, asking: Asking, world: World) -> Outcome:
    """The day is looked at once more: somebody else may have extended it meanwhile."""
    wanted = _wanted(session, asking)
    day = date.fromisoformat(asking.facts["due"])
    unfit = typed_days.unfit(day, timing.moment(session, world), world)
    if unfit is not None or day <= wanted.due_on:
        return _take_day(session, asking.with_("due"), day, world)
    one, body = wanted.round, wanted.body
    extensions.extend(
        session, one.id, body.id if body else None, day, wanted.reason, sender.person.id, world.now
    )
    settling.sweep(session, timing.moment(session, world))
    audit.add(
        session,
        "round extended",
        world.now,
        person_id=sender.person.id,
        account_id=sender.account.id,
        subject=one.key,
        body=body.key if body else "",
        until=day.isoformat(),
    )
    order = telling.announce(one, extensions.of_round(session, one.id)[-1])
    return say(extension_words.done(wanted, day, order, world))


def _ask(
    session: Session,
    asking: Asking,
    world: World,
    lead: str = "",
    offered: tuple[Choice, ...] = (),
) -> Outcome:
    wanted = _wanted(session, asking)
    reply = extension_words.ask(session, asking.step, wanted, world, lead, offered)
    return say(reply, state=State(asking=asking))


def _wanted(session: Session, asking: Asking) -> Wanted:
    facts = asking.facts
    one = session.get_one(Round, int(facts["round"]))
    body = session.get_one(Body, facts["body"]) if facts.get("body") else None
    dues = extensions.dues(session, one)
    due_on = dues.of(body.id) if body else dues.for_all
    day = date.fromisoformat(facts["due"]) if "due" in facts else None
    return Wanted(one, body, due_on, day, facts.get("reason", ""))
