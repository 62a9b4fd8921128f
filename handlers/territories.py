"""Owns what a question is about: the province, an area, one unit; and who may ask it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from handlers import finding, senders
from handlers.messages import World
from handlers.senders import Sender
from storage import places
from storage.models import Body, BodyKind
from vietnamese.text import fold

PROVINCE = "province"
_WHOLE = frozenset({"tinh", "toan tinh", "ca tinh", "lai chau", "tinh lai chau"})


class Level(StrEnum):
    PROVINCE = "province"
    AREA = "area"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Territory:
    """`key`: "province", or the key of the area or unit; `body_id` is theirs."""

    level: Level
    key: str
    name: str
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name that fits several that the asker may see."""

    maybe: tuple[Territory, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that fits nothing."""


@dataclass(frozen=True, slots=True)
class NotYours:
    """There is such a place, and the asker is not to see it."""


Answer = Territory | Unclear | Unknown | NotYours


def province(world: World) -> Territory:
    return Territory(Level.PROVINCE, PROVINCE, world.gettext("the whole province"))


def of_body(body: Body) -> Territory:
    level = Level.AREA if body.kind == BodyKind.AREA else Level.UNIT
    return Territory(level, body.key, body.name, body.id)


def of_sender(session: Session, sender: Sender, world: World) -> list[Territory]:
    """What the sender looks after, the widest first; the first one is meant if none is named."""
    if senders.is_coordinator(session, sender, world):
        return [province(world)]
    duties = senders.reporting_duties(session, sender, world)
    own = [of_body(duty.body) for duty in duties]
    return sorted(own, key=lambda one: one.level is not Level.AREA)


def may_see(session: Session, sender: Sender, territory: Territory, world: World) -> bool:
    """Asked anew each time: duties end."""
    if senders.is_coordinator(session, sender, world):
        return True
    if territory.body_id is None:
        return False
    own = {duty.body.id for duty in senders.reporting_duties(session, sender, world)}
    return territory.body_id in own | senders.members_of_areas(session, sender, world)


def by_key(session: Session, key: str, world: World) -> Territory | None:
    if key == PROVINCE:
        return province(world)
    body = places.body_by_key(session, key)
    return of_body(body) if body is not None else None


def bodies(session: Session, territory: Territory, world: World) -> list[Body]:
    """The units in it today; an area's members, or the one unit."""
    if territory.level is Level.PROVINCE:
        kinds = (BodyKind.COMMUNE, BodyKind.DEPARTMENT)
        return [one for kind in kinds for one in places.bodies_at(session, kind, world.today)]
    if territory.body_id is None:
        return []
    if territory.level is Level.AREA:
        return places.members_of(session, territory.body_id, world.today)
    return [session.get_one(Body, territory.body_id)]


def read(session: Session, sender: Sender, text: str, world: World) -> Answer:
    """ "muong te", "địa bàn Mường Tè", "toàn tỉnh" """
    named = _named(session, text, world)
    seen = tuple(one for one in named if may_see(session, sender, one, world))
    if len(seen) == 1 and len(named) == 1:
        return seen[0]
    if seen:
        return Unclear(seen)
    return NotYours() if named else Unknown()


def _named(session: Session, text: str, world: World) -> tuple[Territory, ...]:
    words = fold(text).strip()
    if words in _WHOLE:
        return (province(world),)
    areas = [
        of_body(body)
        for body in places.bodies_at(session, BodyKind.AREA, world.today)
        if words in (fold(body.name), fold(body.name).removeprefix("dia ban "))
    ]
    if words.startswith("dia ban "):
        return tuple(areas)
    found = finding.find(session, text, world.today)
    units = [found.sure] if found.sure is not None else list(found.maybe)
    return (*areas, *(of_body(body) for body in units))
