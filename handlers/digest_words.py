"""Owns the words of a digest: who is late, what is new, what has come in, who is unreached."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import digest_areas, digest_people, round_words
from handlers.escalation_plan import Section
from handlers.messages import Choice, Lane, Reply, World
from handlers.planning import Item
from storage.models import DigestKind
from storage.moments import Moment


def digest(session: Session, sections: Sequence[Section], world: World, moment: Moment) -> Reply:
    """One message, however many rounds and areas it is about."""
    _ = world.gettext
    blocks = [
        digest_people.unreached(part, world)
        if _is_unreached(part)
        else _late(session, part, world, moment)
        for part in sections
    ]
    late = {part.about.round_id: part.standing.round for part in sections if _is_late(part)}
    remind = _("Remind the late units")
    choices = [
        Choice(f"nudge:{one.id}", remind if len(late) == 1 else f"{remind}: {one.title}")
        for one in late.values()
    ]
    if any(part.about.kind is DigestKind.PROVINCE and not part.items for part in sections):
        choices.append(Choice("round:list", _("See the rounds")))
    please = _("Please invite an officer of the unit, or remind it in another way.")
    return Reply(
        text="\n\n".join(blocks),
        lead=_("What needs your attention"),
        hint=please if any(_is_unreached(part) for part in sections) else "",
        choices=tuple(choices),
        lane=Lane.REMINDER,
    )


def _is_unreached(part: Section) -> bool:
    return part.about.kind is DigestKind.UNREACHED


def _is_late(part: Section) -> bool:
    return bool(part.items) and not _is_unreached(part)


def _late(session: Session, part: Section, world: World, moment: Moment) -> str:
    _ = world.gettext
    place = f"{part.area.name} · " if part.area else ""
    lines = [place + part.standing.round.title]
    if not part.items:
        lines.append(_("All late units have reported now. Thank you."))
    elif part.area is not None:
        text = world.ngettext("{count} unit is late:", "{count} units are late:", len(part.items))
        lines.append(text.format(count=len(part.items)))
        lines += [_unit(item, part, world) for item in part.items[: digest_areas.MOST_NAMES]]
        lines += digest_areas.left(len(part.items) - digest_areas.MOST_NAMES, world)
    else:
        lines += digest_areas.late(session, part, world, moment)
    lines += digest_people.blocked(part, world)
    if part.came_in:
        names = digest_areas.names(part.came_in, world)
        lines.append(_("Reported since the last message: {units}.").format(units=names))
    return "\n".join(lines)


def _unit(item: Item, part: Section, world: World) -> str:
    _ = world.gettext
    line = f"• {item.body.name}: {round_words.late(item.status, world)}"
    if not any(one.is_reachable for one in part.standing.officers.get(item.body.id, ())):
        line += " · " + _("nobody receives reminders")
    if item.body.id in part.new:
        line += " · " + _("new")
    return line
