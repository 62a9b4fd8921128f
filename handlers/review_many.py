"""Owns confirming the reports of a unit together: what looks like another one is left out."""

from sqlmodel import Session

from handlers import report_card, report_rights
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import audit, report_twins, reviews
from storage.models import Body, Decision, Report

MOST = 20  # at once: they are to be read


def press(session: Session, sender: Sender, body_id: int, more: str, world: World) -> Outcome:
    """ "all" asks, "all-<ids>" confirms those that were shown."""
    ids = [int(one) for one in more.removeprefix("all").strip("-").split("-") if one.isdecimal()]
    if ids:
        return _confirm(session, sender, body_id, ids, world)
    return _ask(session, sender, body_id, world)


def _ask(session: Session, sender: Sender, body_id: int, world: World) -> Outcome:
    _ = world.gettext
    found = [
        one
        for one in reviews.waiting(session, [body_id], MOST, 0)
        if _is_clear(session, sender, one, world)
    ]
    back = Choice(f"review:unit:{body_id}", _("Back"), "nav")
    if not found:
        text = _("These reports have to be looked at one by one.")
        return say(Reply(text, choices=(back,)))
    name = session.get_one(Body, body_id).name
    listed = "\n".join(f"• {report_card.line(session, one)}" for one in found)
    text = _("{unit}: confirm these reports together?\n{reports}")
    ids = "-".join(str(one.id) for one in found)
    return say(
        Reply(
            text.format(unit=name, reports=listed),
            hint=_("What looks like another report is not among them."),
            choices=(Choice(f"review:unit:{body_id}:all-{ids}", _("Confirm all of these")), back),
        )
    )


def _confirm(
    session: Session, sender: Sender, body_id: int, ids: list[int], world: World
) -> Outcome:
    done = 0
    for report_id in sorted(ids):
        report = reviews.lock(session, report_id)
        if report is None or report.body_id != body_id:
            continue
        if not _is_clear(session, sender, report, world):
            continue
        if reviews.decide(session, report, Decision.CONFIRMED, sender.person.id, world.now):
            done += 1
            audit.add(
                session,
                "report confirmed",
                world.now,
                person_id=sender.person.id,
                account_id=sender.account.id,
                subject=report.code,
                revision=report.revision,
            )
    text = world.ngettext("{count} report is confirmed.", "{count} reports are confirmed.", done)
    if not done:
        text = world.gettext("These reports were dealt with already. Nothing was changed.")
    choices = (
        Choice("review:units:0", world.gettext("Other units")),
        Choice("menu:main", world.gettext("Menu"), "nav"),
    )
    return say(Reply(text.format(count=done), choices=choices))


def _is_clear(session: Session, sender: Sender, report: Report, world: World) -> bool:
    """It may be confirmed by this person, and looks like no other."""
    if not report_rights.may_review(session, sender, report, world):
        return False
    return not report_twins.of_report(session, report)
