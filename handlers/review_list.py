"""Owns the lists of reports that wait to be reviewed: by unit, and of one unit."""

from sqlmodel import Session

from handlers import report_card, report_rights, review_card, review_many
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import places, reports, reviews
from storage.models import Body, Report

PAGE = 8
MOST_UNITS = 20


def start(session: Session, sender: Sender, rest: str, world: World) -> Outcome:
    """The units with reports that wait, or the one report whose code was typed."""
    _ = world.gettext
    looked_after = report_rights.looked_after_by(session, sender, world)
    if looked_after is not None and not looked_after:
        text = _("Reports are reviewed by area officers and coordinators. Yours are in /cuatoi.")
        return say(Reply(text, choices=(_menu(world),)))
    if rest:
        return _by_code(session, sender, rest, world)
    waiting = reviews.waiting_by_body(session, looked_after)
    if not waiting:
        return say(Reply(_("No report waits to be reviewed."), choices=(_menu(world),)))
    bodies = places.by_name([session.get_one(Body, body_id) for body_id in waiting])
    choices = [
        Choice(f"review:unit:{body.id}", f"{body.name} ({waiting[body.id]})")
        for body in sorted(bodies, key=lambda one: -waiting[one.id])[:MOST_UNITS]
    ]
    count = sum(waiting.values())
    text = world.ngettext(
        "{count} report waits to be reviewed. Of which unit?",
        "{count} reports wait to be reviewed. Of which unit?",
        count,
    )
    return say(Reply(text.format(count=count), choices=(*choices, _menu(world))))


def of_unit(session: Session, sender: Sender, body_id: int, more: str, world: World) -> Outcome:
    """The reports of one unit that wait, oldest first; "all": confirm them together."""
    _ = world.gettext
    looked_after = report_rights.looked_after_by(session, sender, world)
    if looked_after is not None and body_id not in looked_after:
        return start(session, sender, "", world)
    if more.startswith("all"):
        return review_many.press(session, sender, body_id, more, world)
    offset = int(more) if more.isdecimal() else 0
    found = reviews.waiting(session, [body_id], PAGE + 1, offset)
    if not found:
        return start(session, sender, "", world)
    choices = [Choice(f"review:show:{one.id}", report_card.line(session, one))
               for one in found[:PAGE]]  # fmt: skip
    if len(found) > PAGE:
        choices.append(Choice(f"review:unit:{body_id}:{offset + PAGE}", _("More"), "nav"))
    if len(found) > 1:
        choices.append(Choice(f"review:unit:{body_id}:all", _("Confirm several"), "nav"))
    choices += [Choice("review:units:0", _("Other units"), "nav"), _menu(world)]
    text = _("{unit}: reports that wait, oldest first.")
    name = session.get_one(Body, body_id).name
    return say(Reply(text.format(unit=name), choices=tuple(choices)))


def next_after(
    session: Session, sender: Sender, report: Report, said: str, world: World
) -> Outcome:
    """The next report of the unit that waits; none: the units."""
    ids = report_rights.looked_after_by(session, sender, world)
    if ids is None or report.body_id in ids:
        for one in reviews.waiting(session, [report.body_id], 1, 0):
            if report_rights.may_review(session, sender, one, world):
                return review_card.show(session, sender, one, world, said)
    outcome = start(session, sender, "", world)
    (reply,) = outcome.replies
    return say(Reply(reply.text, lead=said, choices=reply.choices))


def _by_code(session: Session, sender: Sender, code: str, world: World) -> Outcome:
    report = reports.by_code(session, code)
    if report is None or not report_rights.may_see(session, sender, report, world):
        text = world.gettext(
            "No report of your units has the code “{code}”. Please type /duyet for the list."
        )
        return say(Reply(text.format(code=code), choices=(_menu(world),)))
    return review_card.show(session, sender, report, world)


def _menu(world: World) -> Choice:
    return Choice("menu:main", world.gettext("Menu"), "nav")
