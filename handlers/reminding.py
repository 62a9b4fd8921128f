"""Owns the words of a reminder: what is missing, by when, and what can be done about it now."""

from collections.abc import Sequence
from datetime import timedelta

from handlers import obligations, postponing, round_words
from handlers.messages import Choice, Lane, Reply, World
from handlers.planning import Item
from vietnamese.workdays import Workdays

MOST_ITEMS = 8  # beyond it a message is a list nobody reads
MONDAY = 0


def letter(
    titles: dict[str, str],
    items: Sequence[Item],
    world: World,
    workdays: Workdays,
    *,
    from_: str = "",
) -> Reply:
    """One message on everything a person has not reported. `from_`: who asks, if not the clock."""
    _ = world.gettext
    shown = items[:MOST_ITEMS]
    blocks = [_block(item, titles, world) for item in shown]
    if left := len(items) - len(shown):
        blocks.append(_("… and {count} more. Please type /han to see all.").format(count=left))
    return Reply(
        text="\n\n".join(blocks),
        lead=from_ or _("Reminder: not reported yet"),
        choices=_choices(items, world, workdays),
        lane=Lane.REMINDER,
    )


def _block(item: Item, titles: dict[str, str], world: World) -> str:
    _ = world.gettext
    lines = [
        f"{item.body.name} · {item.round.title}",
        _("Due: {when}").format(when=round_words.due(item.status, world)),
    ]
    if item.status.extended:
        lines.append(_("(extended)"))
    lines.append(_("Still missing:"))
    return "\n".join([*lines, *round_words.missing(item.status.missing, titles, world)])


def _choices(items: Sequence[Item], world: World, workdays: Workdays) -> tuple[Choice, ...]:
    _ = world.gettext
    if len(items) > 1:
        choices = [Choice("due:list", _("See what is due, and report"))]
    else:
        round_id, body_id = items[0].round.id, items[0].body.id
        choices = [Choice(f"due:report:{round_id}:{body_id}", _("Report now"))]
        if any(obligations.may_be_nil(fact) for fact in items[0].status.facts):
            choices.append(Choice(f"due:nil:{round_id}:{body_id}", _("Nothing to report")))
    if any(fact.is_begun for item in items for fact in item.status.missing):
        choices.insert(0, Choice("due:draft", _("Go on with my draft")))
    return (*choices, *_later(items, world, workdays))


def _later(items: Sequence[Item], world: World, workdays: Workdays) -> list[Choice]:
    """Tomorrow or on Monday, as far as these are worked and not behind the due day."""
    _ = world.gettext
    last = postponing.latest_day(items, world.now)
    tomorrow = world.today + timedelta(days=1)
    monday = world.today + timedelta(days=7 - world.today.weekday())
    found = []
    if workdays.is_working(tomorrow) and (last is None or tomorrow <= last):
        found.append(Choice(f"due:later:{tomorrow}", _("Remind me tomorrow"), "nav"))
    monday = workdays.forward(monday)
    if monday != tomorrow and (last is None or monday <= last):
        label = _("Remind me on Monday") if monday.weekday() == MONDAY else _("Remind me next week")
        found.append(Choice(f"due:later:{monday}", label, "nav"))
    return found
