"""Owns reviewing reports (/duyet): what waits, seen one by one, confirmed or returned."""

from sqlmodel import Session

from handlers import report_rights, returning, review_card, review_list
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.states import Asking
from handlers.talk import Outcome, say
from storage import audit, reviews
from storage.models import Decision, Report


def start(session: Session, sender: Sender, rest: str, world: World) -> Outcome:
    """/duyet [code of a report]"""
    return review_list.start(session, sender, rest, world)


def press(
    session: Session, sender: Sender, _asking: Asking | None, rest: str, world: World
) -> Outcome:
    """`review:<what>:<id>[:<more>]`. What is decided is decided about a report that is locked."""
    what, _colon, about = rest.partition(":")
    number, _colon, more = about.partition(":")
    if what == "units" or not number.isdecimal():
        return review_list.start(session, sender, "", world)
    if what == "unit":
        return review_list.of_unit(session, sender, int(number), more, world)
    report = reviews.lock(session, int(number))
    if report is None or not report_rights.may_see(session, sender, report, world):
        return _not_yours(world)
    if what == "show":
        return review_card.show(session, sender, report, world)
    if not report_rights.may_review(session, sender, report, world):
        return review_card.show(session, sender, report, world, _not_to_decide(world))
    return _decide(session, sender, report, what, world)


def _decide(session: Session, sender: Sender, report: Report, what: str, world: World) -> Outcome:
    _ = world.gettext
    match what:
        case "confirm":
            text = _("Report {code} is confirmed.")
            return _done(session, sender, report, Decision.CONFIRMED, text, world)
        case "return":
            return returning.start(session, report, world)
        case "distinct":
            text = _("Report {code} counts as an event of its own.")
            return _done(session, sender, report, Decision.DISTINCT, text, world)
        case "unlock" if report_rights.looked_after_by(session, sender, world) is None:
            text = _("Report {code} is unlocked: its unit may correct it.")
            return _done(session, sender, report, Decision.UNLOCKED, text, world)
        case _:
            return review_card.show(session, sender, report, world)


def _done(
    session: Session, sender: Sender, report: Report, decision: Decision, text: str, world: World
) -> Outcome:
    """Decided, and on to the next one of the unit; what was decided meanwhile stays."""
    _ = world.gettext
    if reviews.decide(session, report, decision, sender.person.id, world.now) is None:
        note = _("This report was dealt with meanwhile. Nothing was changed.")
        return review_card.show(session, sender, report, world, note)
    audit.add(
        session,
        f"report {decision}",
        world.now,
        person_id=sender.person.id,
        account_id=sender.account.id,
        subject=report.code,
        revision=report.revision,
    )
    said = text.format(code=report.code)
    if decision is Decision.CONFIRMED:
        return review_list.next_after(session, sender, report, said, world)
    return review_card.show(session, sender, report, world, said)


def _not_yours(world: World) -> Outcome:
    _ = world.gettext
    text = _("This report is not of your units, or no longer there.")
    return say(Reply(text, choices=(Choice("menu:main", _("Menu"), "nav"),)))


def _not_to_decide(world: World) -> str:
    return world.gettext("Only its area officer or a coordinator decides about this report.")
