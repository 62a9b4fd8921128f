"""Owns what is shown of one round: what it asks, by when, how far it is, what can be done."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import request_forms, round_words, senders, timing
from handlers.messages import Choice, World
from handlers.senders import Sender
from storage import extensions, rounds, scopes, statuses
from storage.models import Body, Round, RoundExtension
from storage.moments import Moment
from vietnamese import formats

MOST_EXTENSIONS = 10  # of single units, the latest


def text(session: Session, one: Round, world: World) -> str:
    _ = world.gettext
    moment = timing.moment(session, world)
    titles = round_words.titles(session)
    dues = extensions.dues(session, one)
    asked = [f"• {titles.get(each.form_id, each.form_id)}"
             for each in rounds.forms_of(session, one.id)]  # fmt: skip
    window = _("Figures: from {first} to {last}")
    lines = [
        f"{one.title} ({request_forms.kind_name(one.kind, world)})",
        *([_("Basis: {basis}").format(basis=one.basis)] if one.basis else []),
        window.format(first=formats.day(one.window_from), last=formats.day(one.window_to)),
        _("Due: {when}").format(
            when=round_words.by_day(moment.at(dues.for_all, one.due_time), moment, world)
        ),
        ladder(one, world),
        _("Please report:"),
        *asked,
        _progress(session, one, moment, world),
        *_extensions(session, extensions.of_round(session, one.id), world),
    ]
    if one.closed_at is not None:
        lines.append(_("Closed: {when}").format(when=formats.moment(one.closed_at, world.zone)))
    return "\n".join(lines)


def ladder(one: Round, world: World) -> str:
    """ "Nhắc trước hạn 30, 15, 7, 3, 1 ngày và đúng ngày hạn; quá hạn: mỗi 2 ngày làm việc." """
    _ = world.gettext
    days = ", ".join(str(number) for number in sorted(one.ladder, reverse=True))
    said = _("Reminders: {days} days before, and on the day.") if days else (
        _("Reminders: on the due day."))  # fmt: skip
    if not one.overdue_every:
        return said.format(days=days)
    every = world.ngettext(
        "When overdue: every {count} working day.",
        "When overdue: every {count} working days.",
        one.overdue_every,
    )
    return f"{said.format(days=days)} {every.format(count=one.overdue_every)}"


def _progress(session: Session, one: Round, moment: Moment, world: World) -> str:
    ids = [body.id for body in scopes.expected(session, one, moment.today)]
    found = statuses.of(session, one, ids, moment)
    done = sum(status.is_done for status in found.values())
    return world.gettext("Reported: {done} of {expected} units").format(
        done=done, expected=len(found)
    )


def _extensions(session: Session, extensions: Sequence[RoundExtension], world: World) -> list[str]:
    _ = world.gettext
    lines = []
    for row in extensions[-MOST_EXTENSIONS:]:
        who = session.get_one(Body, row.body_id).name if row.body_id else _("all units")
        text = _("Extended to {day} ({who}): {reason}")
        lines.append(text.format(day=formats.day(row.due_on), who=who, reason=row.reason))
    return lines


def choices(session: Session, sender: Sender, one: Round, world: World) -> tuple[Choice, ...]:
    _ = world.gettext
    found: list[Choice] = []
    coordinates = senders.is_coordinator(session, sender, world)
    if one.closed_at is None:
        if coordinates or senders.areas_of(session, sender, world):
            found.append(Choice(f"nudge:round:{one.id}", _("Remind now")))
        if coordinates:
            found += [
                Choice(f"round:extend:{one.id}", _("Extend")),
                Choice(f"round:ladder:{one.id}", _("Change the reminders")),
                Choice(f"round:close:{one.id}", _("Close the round")),
            ]
    elif coordinates:
        found.append(Choice(f"round:reopen:{one.id}", _("Reopen the round")))
    return (
        *found,
        Choice("round:list", _("All rounds"), "nav"),
        Choice("menu:main", _("Menu"), "nav"),
    )
