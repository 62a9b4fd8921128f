"""Owns who is talking: the account, the person behind it, what they answer for."""

from dataclasses import dataclass

from sqlmodel import Session

from handlers.messages import World
from storage import people
from storage.models import Account, Person, Role
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


def role_name(role: str, world: World) -> str:
    _ = world.gettext
    return {
        Role.REPORTER: _("reporting officer"),
        Role.AREA_OFFICER: _("area officer"),
        Role.COORDINATOR: _("coordinator"),
        Role.ADMINISTRATOR: _("administrator"),
    }[Role(role)]
