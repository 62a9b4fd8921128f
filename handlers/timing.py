"""Owns the moment of a conversation: now, with the working days the database knows."""

from sqlmodel import Session

from handlers.messages import World
from storage import workdays
from storage.moments import Moment


def moment(session: Session, world: World) -> Moment:
    return Moment(world.now, world.zone, workdays.load(session, world.policy.hours))
