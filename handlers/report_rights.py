"""Owns who may see a report, and who may decide about it: looked at anew each time."""

from sqlmodel import Session

from handlers import senders
from handlers.messages import World
from handlers.periods import FIRST_DAY
from handlers.senders import Sender
from storage import place_lineage
from storage.models import Report


def may_see(session: Session, sender: Sender, report: Report, world: World) -> bool:
    """Its sender, whoever answers for the unit today, its area's officers, coordinators."""
    if report.person_id == sender.person.id or may_review(session, sender, report, world):
        return True
    duties = senders.reporting_duties(session, sender, world)
    return report.body_id in _with_old_ones(session, {duty.body.id for duty in duties})


def may_review(session: Session, sender: Sender, report: Report, world: World) -> bool:
    """Coordinators any; an area officer those of the area's units, and not what they sent."""
    if senders.is_coordinator(session, sender, world):
        return True
    looked_after = looked_after_by(session, sender, world) or set()
    return report.body_id in looked_after and report.person_id != sender.person.id


def looked_after_by(session: Session, sender: Sender, world: World) -> set[int] | None:
    """The bodies whose reports the sender reviews; None: all of them."""
    if senders.is_coordinator(session, sender, world):
        return None
    return _with_old_ones(session, senders.members_of_areas(session, sender, world))


def _with_old_ones(session: Session, body_ids: set[int]) -> set[int]:
    """What a unit was made of is its to look after."""
    return set(place_lineage.sources(session, body_ids, FIRST_DAY)) if body_ids else set()
