"""Owns how rounds are spoken of: due days in words, what is missing, how a body stands."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from handlers.messages import World
from storage import form_versions
from storage.models import Requirement
from storage.moments import Moment
from storage.round_facts import Fact
from storage.statuses import State, Status, Timeliness
from vietnamese import formats


def due(status: Status, world: World) -> str:
    """ "thứ Sáu 04/12/2026, còn 3 ngày làm việc" """
    return _due(status.due, status.working_days, world)


def by_day(due_at: datetime, moment: Moment, world: World) -> str:
    """The same of a round, whatever is reported in it."""
    return _due(due_at, moment.workdays.between(moment.today, due_at.date()), world)


def _due(due_at: datetime, left: int, world: World) -> str:
    _ = world.gettext
    day = due_at.date()
    words = formats.day_in_words(day)
    if day == world.today and world.now <= due_at:
        by = formats.time_of_day(due_at.time())
        return _("today, {day}, by {time}").format(day=words, time=by)
    if left < 0 or world.now > due_at:
        late = max(-left, 1)
        text = world.ngettext(
            "{day}, {count} working day late", "{day}, {count} working days late", late
        )
        return text.format(day=words, count=late)
    if left == 0:  # the days between are off
        return words
    text = world.ngettext(
        "{day}, {count} working day left", "{day}, {count} working days left", left
    )
    return text.format(day=words, count=left)


def late(status: Status, world: World) -> str:
    """How long past the due day a body is, in working days."""
    count = -status.working_days
    if count <= 0:  # the evening of the day itself, or a weekend behind it
        return world.gettext("past due")
    text = world.ngettext("{count} working day late", "{count} working days late", count)
    return text.format(count=count)


def titles(session: Session) -> dict[str, str]:
    """The title of the newest version of each form."""
    return dict(form_versions.offered(session))


def missing(facts: Iterable[Fact], titles: dict[str, str], world: World) -> list[str]:
    """One line for each form that is still due."""
    return [_missing_line(fact, titles.get(fact.asked.form_id, ""), world) for fact in facts]


def _missing_line(fact: Fact, title: str, world: World) -> str:
    _ = world.gettext
    if fact.is_returned:
        return _("• {form}: returned, to be corrected").format(form=title)
    if fact.asked.requirement == Requirement.PER_ESTABLISHMENT and fact.need > 1:
        text = _("• {form}: {have} of {need} establishments")
        return text.format(form=title, have=fact.have, need=fact.need)
    if fact.is_begun:
        return _("• {form}: begun, not sent yet").format(form=title)
    return f"• {title}"


def state(status: Status, world: World) -> str:
    _ = world.gettext
    return {
        State.NOT_STARTED: _("not started"),
        State.IN_PROGRESS: _("in progress"),
        State.RETURNED: _("returned, to be corrected"),
        State.SUBMITTED: _("reported"),
        State.CONFIRMED: _("reported and confirmed"),
        State.NIL: _("declared: nothing to report"),
    }[status.state]


def moment(value: datetime, world: World) -> str:
    return formats.moment(value, world.zone)


def done(status: Status, world: World) -> str:
    """ "đã báo cáo lúc 09:05 ngày 01/12/2026, đúng hạn" """
    _ = world.gettext
    when = "" if status.done_at is None else moment(status.done_at, world)
    text = _("{state} at {when}").format(state=state(status, world), when=when)
    if status.timeliness is not Timeliness.LATE:
        return _("{done}, on time").format(done=text)
    late = max(-status.working_days, 1)
    how = world.ngettext(
        "{done}, {count} working day late", "{done}, {count} working days late", late
    )
    return how.format(done=text, count=late)
