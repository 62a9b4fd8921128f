"""Owns the questions and the words of an extension."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from handlers import standings, timing, typed_days
from handlers.messages import Choice, Order, Reply, World
from storage.models import Body, Round
from vietnamese import formats

MOST_UNITS = 8  # buttons with units that have not reported; the others are typed
SUGGESTED = (3, 5, 10)  # working days


@dataclass(frozen=True, slots=True)
class Wanted:
    """An extension that is being put together; `body` None: for all."""

    round: Round
    body: Body | None
    due_on: date  # as it is now
    day: date | None
    reason: str


def ask(
    session: Session,
    step: str,
    wanted: Wanted,
    world: World,
    lead: str,
    offered: tuple[Choice, ...],
) -> Reply:
    _ = world.gettext
    match step:
        case "whom":
            asked = _whom(session, wanted, world)
        case "due":
            asked = _due(session, wanted, world)
        case "reason":
            asked = Reply(
                _("What is the reason?"),
                hint=_("For example: mưa lũ, mất điện. The units are told of it."),
                asks="text",
            )
        case _:
            asked = _review(session, wanted, world)
    choices = [*(offered or asked.choices)]
    if step != "whom":
        choices.append(Choice("ask-extension:back", _("Back"), "nav"))
    choices.append(Choice("ask-extension:stop", _("Put it aside"), "nav"))
    return replace(asked, lead=lead, choices=tuple(choices))


def _whom(session: Session, wanted: Wanted, world: World) -> Reply:
    _ = world.gettext
    standing = standings.of_round(session, wanted.round, timing.moment(session, world))
    late = [item.body for item in standing.missing]
    every = Choice("ask-extension:whom:0", _("All units ({count})").format(
        count=len(standing.bodies)))  # fmt: skip
    some = [Choice(f"ask-extension:whom:{body.id}", body.name) for body in late[:MOST_UNITS]]
    text = _("“{title}”, due {day}. Who gets more time?")
    return Reply(
        text.format(title=wanted.round.title, day=formats.day_in_words(wanted.due_on)),
        hint=_("The buttons show units that have not reported. You may type another name."),
        choices=(every, *some),
        asks="text",
    )


def _due(session: Session, wanted: Wanted, world: World) -> Reply:
    _ = world.gettext
    moment = timing.moment(session, world)
    first = max(wanted.due_on, moment.today)
    suggested = [moment.workdays.after(first, count) for count in SUGGESTED]
    fitting = [one for one in suggested if typed_days.unfit(one, moment, world) is None]
    return Reply(
        _("Until which day? Units: {units}. Present due day: {day}.").format(
            units=_units(wanted, world), day=formats.day_in_words(wanted.due_on)
        ),
        hint=_("You may type another day, e.g. 15/12."),
        choices=days(fitting),
        asks="text",
    )


def _review(session: Session, wanted: Wanted, world: World) -> Reply:
    _ = world.gettext
    told = _("Those who have not reported are told.")
    lines = [
        _("Please check the extension."),
        "",
        wanted.round.title,
        _("Units: {units}").format(units=_units(wanted, world)),
        _("Due day: {before} → {after}").format(
            before=formats.day_in_words(wanted.due_on),
            after=formats.day_in_words(wanted.day) if wanted.day else "—",
        ),
        _("Reason: {reason}").format(reason=wanted.reason),
    ]
    return Reply(
        "\n".join(lines),
        hint="\n".join([*_done_already(session, wanted, world), told]),
        choices=(Choice("ask-extension:review:yes", _("Extend")),),
    )


def _done_already(session: Session, wanted: Wanted, world: World) -> list[str]:
    """Who has reported gains nothing by it; the day counts for them all the same."""
    standing = standings.of_round(session, wanted.round, timing.moment(session, world))
    if wanted.body is not None:
        status = standing.statuses.get(wanted.body.id)
        text = world.gettext("⚠ {unit} has reported already.")
        return [text.format(unit=wanted.body.name)] if status and status.is_done else []
    done = len(standing.bodies) - len(standing.missing)
    text = world.ngettext(
        "{count} unit has reported already.", "{count} units have reported already.", done
    )
    return [text.format(count=done)] if done else []


def done(wanted: Wanted, day: date, order: Order, world: World) -> Reply:
    _ = world.gettext
    text = _("“{title}”: {units} now have until {day}.")
    return Reply(
        text.format(
            title=wanted.round.title,
            units=_units(wanted, world),
            day=formats.day_in_words(day),
        ),
        hint=_("They are being told. You hear how many were reached when it is done."),
        attachments=(order,),
        choices=(Choice(f"round:show:{wanted.round.id}", _("See the round")),),
    )


def closed(one: Round | None, world: World) -> Reply:
    _ = world.gettext
    text = _("This round is closed. To give more time, please reopen it first with /dot.")
    choices = [Choice("round:list", _("All rounds"))]
    if one is not None:
        choices.insert(0, Choice(f"round:show:{one.id}", _("See the round")))
    return Reply(text, choices=tuple(choices))


def days(found: Sequence[date]) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"ask-extension:due:{one.isoformat()}", formats.day_in_words(one)) for one in found
    )


def _units(wanted: Wanted, world: World) -> str:
    return wanted.body.name if wanted.body else world.gettext("all units")
