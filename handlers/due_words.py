"""Owns how /han words what is open, what is done, and how far others are."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import round_words
from handlers.messages import World
from handlers.obligations import Tally
from handlers.planning import Item
from storage import extensions

MOST_DONE = 5


def open_ones(session: Session, items: Sequence[Item], world: World) -> list[str]:
    titles = round_words.titles(session)
    numbers = [f"{number}. " for number in range(1, len(items) + 1)] if len(items) > 1 else [""]
    return [
        number + _block(session, item, titles, world)
        for number, item in zip(numbers, items, strict=False)
    ]


def _block(session: Session, item: Item, titles: dict[str, str], world: World) -> str:
    _ = world.gettext
    due = _("Due: {when}").format(when=round_words.due(item.status, world))
    missing = _("State: {state}. Still missing:")
    lines = [
        f"{item.body.name} · {item.round.title}",
        due,
        _extension(session, item, world),
        missing.format(state=round_words.state(item.status, world)),
        *round_words.missing(item.status.missing, titles, world),
    ]
    return "\n".join(filter(None, lines))


def _extension(session: Session, item: Item, world: World) -> str:
    """Why the due day is a later one: the reason that was given with that day."""
    _ = world.gettext
    if not item.status.extended:
        return ""
    due_on = item.status.due.date()
    reasons = [
        row.reason
        for row in extensions.of_round(session, item.round.id)
        if row.due_on == due_on and row.body_id in (None, item.body.id)
    ]
    return _("Extended. Reason: {reason}").format(reason=reasons[-1])


def done_lines(items: Sequence[Item], world: World) -> str:
    done = [item for item in items if item.status.is_done][:MOST_DONE]
    return "\n".join(
        f"✓ {item.body.name} · {item.round.title}: {round_words.done(item.status, world)}"
        for item in done
    )


def tally_lines(tallies: Sequence[Tally], world: World) -> str:
    return "\n".join(_tally_line(tally, world) for tally in tallies)


def _tally_line(tally: Tally, world: World) -> str:
    _ = world.gettext
    counts = {"done": tally.done, "count": tally.expected, "title": tally.round.title}
    if tally.area is not None:
        text = _("{area} · {title}: {done}/{count} communes have reported")
        line = text.format(area=tally.area.name, **counts)
    else:
        line = _("{title}: {done}/{count} units have reported").format(**counts)
    if tally.overdue:
        line = _("{line}, {count} overdue").format(line=line, count=tally.overdue)
    return line
