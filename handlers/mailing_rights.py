"""Owns who may write to many, and to whom: asked anew at every step and button."""

from dataclasses import dataclass

from sqlmodel import Session

from handlers import timing
from handlers.messages import World
from handlers.senders import Sender
from storage import people
from storage.models import Body, Mailing, NoticeKind, Role
from storage.moments import Moment


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody who may write to many does it. `areas`: only to their communes; None: to all.

    `world` speaks the sender's language; `office` is the department for which they coordinate.
    """

    session: Session
    sender: Sender
    world: World
    moment: Moment
    areas: tuple[Body, ...] | None
    office: str = ""

    @property
    def is_everywhere(self) -> bool:
        return self.areas is None

    def may_send(self, mailing: Mailing) -> bool:
        """Notices are the coordinators'; nudges each one's own."""
        is_notice = mailing.kind == NoticeKind.BROADCAST
        return self.is_everywhere or not is_notice


def desk(session: Session, sender: Sender, world: World) -> Desk | None:
    """None: they may write to nobody."""
    moment = timing.moment(session, world)
    duties = people.duties(session, sender.person.id, moment.today)
    for duty in duties:
        if duty.role == Role.COORDINATOR:
            return Desk(session, sender, world, moment, None, duty.body.name)
    areas = tuple(duty.body for duty in duties if duty.role == Role.AREA_OFFICER)
    return Desk(session, sender, world, moment, areas) if areas else None
