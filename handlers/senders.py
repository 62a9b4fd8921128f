"""Owns who is talking: the account, the person behind it, what they answer for."""

from dataclasses import dataclass

from sqlmodel import Session

from handlers.messages import World
from storage import people, places
from storage.models import Account, Body, Person, Role
from storage.people import Duty

# An administrator runs the thing; everybody else may report for their body.
REPORTING = (Role.REPORTER, Role.AREA_OFFICER, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Sender:
    """A person who joined, on one of their accounts."""

    account: Account
    person: Person

    @property
    def greeting(self) -> str:
        return self.person.full_name


def reporting_duties(session: Session, sender: Sender, world: World) -> list[Duty]:
    """The duties under which the sender may report today, one a body."""
    bodies: dict[int, Duty] = {}
    for duty in people.duties(session, sender.person.id, world.today):
        if duty.role in REPORTING:
            bodies.setdefault(duty.body.id, duty)
    return list(bodies.values())


def is_coordinator(session: Session, sender: Sender, world: World) -> bool:
    """Whether they coordinate today: asked anew each time, for duties end."""
    duties = people.duties(session, sender.person.id, world.today)
    return any(duty.role == Role.COORDINATOR for duty in duties)


def areas_of(session: Session, sender: Sender, world: World) -> list[Body]:
    """The areas the sender is responsible for today."""
    duties = people.duties(session, sender.person.id, world.today)
    return [duty.body for duty in duties if duty.role == Role.AREA_OFFICER]


def members_of_areas(session: Session, sender: Sender, world: World) -> set[int]:
    """The communes of the sender's areas."""
    areas = areas_of(session, sender, world)
    members = (places.members_of(session, area.id, world.today) for area in areas)
    return {body.id for found in members for body in found}


def role_name(role: str, world: World) -> str:
    _ = world.gettext
    return {
        Role.REPORTER: _("reporting officer"),
        Role.AREA_OFFICER: _("area officer"),
        Role.COORDINATOR: _("coordinator"),
        Role.ADMINISTRATOR: _("administrator"),
    }[Role(role)]
