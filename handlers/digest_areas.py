"""Owns the late areas in a digest, and units by their names as far as a message holds them."""

from collections import Counter
from collections.abc import Sequence

from sqlmodel import Session

from handlers.escalation_plan import Section
from handlers.messages import World
from storage import places
from storage.models import Body
from storage.moments import Moment

FEW_NAMES = 10  # that were told one by one before: beyond it their number says enough
MOST_NAMES = 40  # of units in one list: beyond it the number says it


def late(session: Session, part: Section, world: World, moment: Moment) -> list[str]:
    _ = world.gettext
    area_of = places.area_ids(session, moment.today)
    units = {body.id: body.name for body in part.standing.bodies}
    areas = {one: session.get_one(Body, one).name for one in set(area_of.values())}
    overdue = Counter(_area(item.body, area_of, areas, units) for item in part.items)
    every = Counter(_area(body, area_of, areas, units) for body in part.standing.bodies)
    new = Counter(
        _area(item.body, area_of, areas, units) for item in part.items if item.body.id in part.new
    )
    text = world.ngettext("{count} unit is late:", "{count} units are late:", len(part.items))
    lines = [text.format(count=len(part.items))]
    for area, count in sorted(overdue.items(), key=lambda pair: (-pair[1], pair[0])):
        line = _("• {area}: {count} of {all} units").format(area=area, count=count, all=every[area])
        lines.append(line + (_(" ({count} new)").format(count=new[area]) if new[area] else ""))
    silent = [
        item.body
        for item in part.items
        if not any(one.is_reachable for one in part.standing.officers.get(item.body.id, ()))
    ]
    if 0 < len(silent) <= FEW_NAMES:
        text = _("Nobody receives reminders in: {units}.")
        lines.append(text.format(units=names(silent, world)))
    elif silent:
        lines.append(_("In {count} of them nobody receives reminders.").format(count=len(silent)))
    return lines


def _area(body: Body, area_of: dict[int, int], areas: dict[int, str], units: dict[int, str]) -> str:
    return areas.get(area_of.get(body.id, 0)) or units[body.id]


def names(bodies: Sequence[Body], world: World) -> str:
    shown = ", ".join(body.name for body in bodies[:MOST_NAMES])
    return " ".join([shown, *left(len(bodies) - MOST_NAMES, world)])


def left(count: int, world: World) -> list[str]:
    if count <= 0:
        return []
    return [world.gettext("… and {count} more").format(count=count)]
