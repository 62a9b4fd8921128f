"""Owns the buttons below /han: few, and those with a number mean what stands at that number."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import obligations
from handlers.messages import Choice, World
from handlers.obligations import Tally
from handlers.planning import Item
from handlers.senders import Sender
from storage import drafts

PAGE = 4  # units on one page: a message has few buttons


def of_items(
    session: Session, sender: Sender, items: Sequence[Item], shown: Sequence[Item], world: World
) -> list[Choice]:
    """Numbered like the text, so that a typed number means the unit it stands before."""
    _ = world.gettext
    choices = [
        Choice(f"due:report:{i.round.id}:{i.body.id}", _label(i, shown, world)) for i in shown
    ]
    if drafts.of_person(session, sender.person.id):
        choices.append(Choice("due:draft", _("Go on with my draft")))
    if any(
        obligations.may_be_nil(fact)
        for item in obligations.open_ones(items)
        for fact in item.status.facts
    ):
        choices.append(Choice("due:nil", _("Nothing to report")))
    if any(fact.nil_since for item in items for fact in item.status.facts):
        choices.append(Choice("due:unnil", _("Take back “nothing to report”"), "nav"))
    return choices


def _label(item: Item, shown: Sequence[Item], world: World) -> str:
    """As short as the others allow."""
    if len(shown) == 1:
        return world.gettext("Report now")
    if len({one.body.id for one in shown}) == 1:
        return item.round.title
    if len({one.round.id for one in shown}) == 1:
        return item.body.name
    return f"{item.body.name} · {item.round.title}"


def of_rounds(tallies: Sequence[Tally], world: World) -> list[Choice]:
    """For who looks after others: remind them, see the rounds."""
    _ = world.gettext
    if not tallies:
        return []
    behind = sorted({tally.round.id for tally in tallies if tally.done < tally.expected})
    choices = [Choice("round:list", _("See the rounds"), "nav")]
    if len(behind) == 1:
        label = _("Remind who has not reported")
        choices.insert(0, Choice(f"nudge:{behind[0]}", label, "nav"))
    return choices


def further(open_ones: Sequence[Item], offset: int, world: World) -> list[Choice]:
    _ = world.gettext
    more = len(open_ones) - offset - PAGE
    choices = []
    if more > 0:
        label = _("{count} more").format(count=more)
        choices.append(Choice(f"due:list:{offset + PAGE}", label, "nav"))
    return [*choices, Choice("menu:main", _("Menu"), "nav")]
