"""Owns the moment a report is sent: it becomes a fact once, and its sender gets a receipt."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from forms import value_json
from forms.definition import Form
from forms.steps import Done, Final
from handlers import answering, registering, settling, timing
from handlers.messages import Choice, Reply, World
from handlers.round_forms import DATED
from handlers.senders import Sender, reporting_duties
from handlers.talk import Outcome, say
from storage import audit, drafts, places, reports
from storage.drafts import Open
from storage.models import AdminUnit, Body, Report
from storage.reports import Event, Given
from vietnamese import formats


def send(
    session: Session, sender: Sender, draft: Open, form: Form, done: Done, world: World
) -> Outcome:
    """Submit: a second tap finds the draft gone and shows the same receipt again."""
    _ = world.gettext
    allowed = reporting_duties(session, sender, world)
    if not any(duty.body.id == draft.body_id for duty in allowed):
        text = _("You no longer report for this unit, so the report was not sent.")
        return say(Reply(text, choices=_ways_out(draft, world)))
    draft, values = registering.register(session, sender, draft, form, done.values, world)
    given = [_given(one) for one in values]
    report = reports.submit(
        session, draft, form.form_id, given, _event(session, draft, given, world), world.now,
        world.chance,
    )  # fmt: skip
    if report is None:
        text = _("The report was confirmed meanwhile and is locked, so nothing was changed.")
        return say(Reply(text, choices=_ways_out(draft, world)))
    drafts.discard(session, draft.id)
    settling.reported(session, report.body_id, timing.moment(session, world))
    audit.add(
        session,
        "report submitted",
        world.now,
        person_id=sender.person.id,
        account_id=sender.account.id,
        subject=report.code,
        revision=report.revision,
    )
    return receipt(report, form.title, world)


def _ways_out(draft: Open, world: World) -> tuple[Choice, ...]:
    """A draft that cannot be sent must not be a dead end."""
    _ = world.gettext
    return (
        Choice(f"cancel:{draft.id}:once", _("Cancel the draft")),
        Choice("menu:main", _("Menu")),
    )


def receipt(report: Report, title: str, world: World, *, again: bool = False) -> Outcome:
    _ = world.gettext
    when = formats.moment(report.submitted_at, world.zone)
    if again:
        text = _("“{form}” was sent already at {when}. Receipt: {code}")
    elif report.revision > 1:
        text = _("Sent again. “{form}”, version {revision}, at {when}. Receipt: {code}")
    else:
        text = _("Sent. “{form}” at {when}. Receipt: {code}")
    return say(
        Reply(
            text.format(form=title, when=when, code=report.code, revision=report.revision),
            hint=_("Keep this code. You find your reports with /cuatoi."),
            choices=(
                Choice(f"new:{report.form_id}", _("One more of the same kind")),
                Choice(f"report:{report.id}", _("Show what I sent")),
                Choice("menu:main", _("Menu")),
            ),
        )
    )


def receipt_of_draft(
    session: Session, sender: Sender, draft_id: int, world: World
) -> Outcome | None:
    """The receipt of the report this draft became, if it did and is the sender's own."""
    report = reports.by_draft(session, draft_id)
    if report is None or report.person_id != sender.person.id:
        return None
    title = reports.title(session, report)
    return receipt(report, title, world, again=True)


def _given(one: Final) -> Given:
    """Inside a repeat the path is the name, and the label says of which of them it is."""
    value = value_json.value_to_json(one.value)
    label = " · ".join((*one.where, one.label))
    return Given(one.path or one.name, one.type, label, one.shown, value, one.source)


def _event(session: Session, draft: Open, given: Sequence[Given], world: World) -> Event:
    """The day the report is about, and the unit in force there on that day.

    A report without a day of its own is about the period of the round that waits for it.
    """
    by_name = {one.name: one.value for one in given}
    days = [by_name[name] for name in DATED if name in by_name]
    day = date.fromisoformat(_plain(days[-1])) if days else world.today
    round_id = None if days else answering.round_of(session, draft, world)
    unit = places.unit_by_key(session, _plain(by_name.get("unit", "")))
    unit = unit or _own_unit(session, draft.body_id, day)
    if unit is None:
        return Event(day, None, None, round_id)
    return Event(day, unit.code, unit.valid_from, round_id)


def _own_unit(session: Session, body_id: int, day: date) -> AdminUnit | None:
    body = session.get_one(Body, body_id)
    return places.unit_at(session, body.unit_code, day) if body.unit_code else None


def _plain(value: object) -> str:
    return str(value.get("date", "")) if isinstance(value, dict) else str(value)
