"""Owns the words of the news of a round: that it began, that there is more time."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import round_words
from handlers.messages import Choice, Lane, Reply, World
from storage import rounds
from storage.models import Body, Round, RoundExtension
from storage.statuses import Status
from vietnamese import formats

MOST_UNITS = 8  # of one person, by name


def news(
    session: Session,
    one: Round,
    extension: RoundExtension | None,
    units: Sequence[tuple[Body, Status]],
    world: World,
) -> Reply:
    """What one person reads, for all their units."""
    _ = world.gettext
    lines = [one.title]
    if extension is None:
        lead = _("A new request for reports")
        lines += _request(session, one, world)
    else:
        lead = _("More time for your report")
        lines.append(_("Reason: {reason}").format(reason=extension.reason))
    return Reply(
        text="\n".join([*lines, *_units(units, world)]),
        lead=lead,
        choices=_choices(one, units, world),
        lane=Lane.REMINDER,
    )


def _request(session: Session, one: Round, world: World) -> list[str]:
    _ = world.gettext
    titles = round_words.titles(session)
    lines = [_("Basis: {basis}").format(basis=one.basis)] if one.basis else []
    window = _("Figures: from {first} to {last}").format(
        first=formats.day(one.window_from), last=formats.day(one.window_to)
    )
    asked = [f"• {titles.get(each.form_id, '')}" for each in rounds.forms_of(session, one.id)]
    return [*lines, window, _("Please report:"), *asked]


def _units(units: Sequence[tuple[Body, Status]], world: World) -> list[str]:
    _ = world.gettext
    lines = []
    for body, status in units[:MOST_UNITS]:
        text = _("{unit}, due: {when}")
        if status.is_done:  # by what was sent before anybody asked
            text = _("{unit}: reported already, nothing is missing.")
        lines.append(text.format(unit=body.name, when=round_words.due(status, world)))
    if len(units) > MOST_UNITS:
        left = len(units) - MOST_UNITS
        lines.append(_("… and {count} more. Please type /han to see all.").format(count=left))
    return lines


def _choices(one: Round, units: Sequence[tuple[Body, Status]], world: World) -> tuple[Choice, ...]:
    _ = world.gettext
    missing = [body for body, status in units if not status.is_done]
    if len(missing) != 1:
        return (Choice("due:list", _("See what is due, and report")),)
    return (Choice(f"due:report:{one.id}:{missing[0].id}", _("Report now")),)
