"""Owns the people in a digest: units nobody can be reminded in, who shut the assistant out."""

from handlers import digest_areas
from handlers.escalation_plan import Section
from handlers.messages import World


def unreached(part: Section, world: World) -> str:
    """ "Xã X chưa có ai nhận nhắc" """
    _ = world.gettext
    new = [item.body for item in part.items if item.body.id in part.new]
    lines = [part.standing.round.title]
    if len(new) == 1:
        lines.append(_("{unit} has nobody who receives reminders.").format(unit=new[0].name))
    else:
        text = _("{count} units have nobody who receives reminders: {units}.")
        lines.append(text.format(count=len(new), units=digest_areas.names(new, world)))
    if len(part.items) > len(new):
        lines.append(_("In all: {count} units.").format(count=len(part.items)))
    lines += blocked(part, world)
    return "\n".join(lines)


def blocked(part: Section, world: World) -> list[str]:
    """Officers of these units who shut the assistant out and have no other channel."""
    people = [
        f"{officer.full_name} ({item.body.name})"
        for item in part.items
        for officer in part.standing.officers.get(item.body.id, ())
        if officer.is_blocked and not officer.is_reachable
    ]
    if not people:
        return []
    said = world.gettext("Have blocked the assistant: {people}.")
    shown = [
        ", ".join(people[: digest_areas.FEW_NAMES]),
        *digest_areas.left(len(people) - digest_areas.FEW_NAMES, world),
    ]
    return [said.format(people=" ".join(shown))]
