"""Owns /han: what is due from me and when, what is done, how far those I look after are."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session

from handlers import annual, due_buttons, due_words, obligations, timing
from handlers.due_buttons import PAGE
from handlers.messages import Reply, World
from handlers.planning import Item
from handlers.policy import AnnualRound
from handlers.senders import Sender, reporting_duties
from handlers.talk import Outcome, say
from storage import postponements
from storage.models import RoundKind
from storage.moments import Moment
from vietnamese import formats


def show(
    session: Session, sender: Sender, world: World, lead: str = "", offset: int = 0
) -> Outcome:
    moment = timing.moment(session, world)
    items = obligations.mine(session, sender, world, moment)
    tallies = obligations.tallies(session, sender, world, moment)
    open_ones = obligations.open_ones(items)
    if offset >= len(open_ones):  # there were more of them when the button was made
        offset = 0
    shown = open_ones[offset : offset + PAGE]
    blocks = due_words.open_ones(session, shown, world)
    if not open_ones:
        blocks.append(_nothing(session, sender, items, moment, world))
    if offset == 0:
        blocks += [due_words.done_lines(items, world), due_words.tally_lines(tallies, world)]
    choices = (
        *due_buttons.of_items(session, sender, items, shown, world),
        *due_buttons.of_rounds(tallies, world),
        *due_buttons.further(open_ones, offset, world),
    )
    hints = [_put_off(session, sender, world)]
    if len(shown) > 1:
        hints.append(world.gettext("Please choose what you want to report."))
    text, hint = "\n\n".join(filter(None, blocks)), "\n".join(filter(None, hints))
    return say(Reply(text, lead=lead, hint=hint, choices=choices))


def _nothing(
    session: Session, sender: Sender, items: Sequence[Item], moment: Moment, world: World
) -> str:
    """Nothing is open: since all is reported, or since nothing is asked for. And what comes."""
    _ = world.gettext
    bodies = [duty.body for duty in reporting_duties(session, sender, world)]
    if not bodies:
        return _("You have no unit to report for at present.")
    text = _("Nothing is due from you at present.")
    if items:
        text = _("Thank you: all that is due from you is reported.")
    rules = world.policy.annual_round
    if rules is None or not any(body.kind in rules.kinds for body in bodies):
        return text
    after = [item.status.due.date() for item in items if item.round.kind == RoundKind.PERIODIC]
    coming = _annual_due(rules, max([moment.today - timedelta(days=1), *after]), moment)
    following = _("The next annual report is due on {day}.")
    return f"{text}\n{following.format(day=formats.day_in_words(coming))}"


def _annual_due(rules: AnnualRound, after: date, moment: Moment) -> date:
    """The first due day of an annual round that lies after a day."""
    years = itertools.count(after.year - 1)  # it may be due in the year after its own
    return next(due for year in years if (due := annual.due_of(rules, year, moment)) > after)


def _put_off(session: Session, sender: Sender, world: World) -> str:
    until = postponements.until_of(session, [sender.person.id]).get(sender.person.id)
    if until is None or until <= world.today:
        return ""
    text = world.gettext("As you asked, no reminder comes before {day}.")
    return text.format(day=formats.day_in_words(until))
