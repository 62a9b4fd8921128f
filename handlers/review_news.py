"""Owns the word to a unit that its report was returned: why, which answers, what to press."""

from sqlmodel import Session

from handlers import browsing, codec
from handlers.messages import Lane, Reply, World
from storage import notices, reports, responsible, scopes
from storage.models import Answer, NoticeKind, Report, Review
from storage.responsible import Officer


def tell(
    session: Session, report: Report, review: Review, faulty: list[Answer], world: World
) -> list[Officer]:
    """To whoever sent it, while they answer for the unit; otherwise to those who do now."""
    told = []
    for officer in _officers(session, report, world):
        if officer.account is None:
            continue
        speaking = world.speaking(officer.language) if world.speaking else world
        letter = _letter(session, report, review, faulty, speaking)
        kind, body = NoticeKind.NEWS, codec.reply_to_json(letter)
        notices.write(session, officer.account, kind, world.today, body, world.now)
        told.append(officer)
    return told


def _officers(session: Session, report: Report, world: World) -> list[Officer]:
    ids = [body.id for body in scopes.in_force(session, [report.body_id], world.today)]
    by_body = responsible.of_bodies(session, ids, world.today)
    officers = [officer for body_id in ids for officer in by_body.get(body_id, [])]
    own = [officer for officer in officers if officer.person_id == report.person_id]
    return own or officers


def _letter(
    session: Session, report: Report, review: Review, faulty: list[Answer], world: World
) -> Reply:
    _ = world.gettext
    lines = [
        f"{reports.title(session, report)} · {report.code}",
        _("Reason: {reason}").format(reason=review.reason),
    ]
    if faulty:
        lines.append(_("Please look again at:"))
        lines += [f"{one.ordinal + 1}. {one.label}\n→ {one.shown}" for one in faulty]
    return Reply(
        text="\n".join(lines),
        lead=_("Your report was returned for correction"),
        hint=_("What you sent is kept. Please correct it and send it again."),
        choices=tuple(browsing.corrections(report.id, faulty, world)),
        lane=Lane.REMINDER,
    )
