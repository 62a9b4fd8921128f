"""Owns the days of a round: due, cut-off of the figures, and from when on events count."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers import typed_days
from handlers.messages import Choice, Reply
from handlers.request_facts import Step, Wanted, leaves_a_day
from handlers.request_turns import Desk, Next, Stay, Turn, button
from handlers.typed_days import FAR, Typed
from vietnamese import formats

DAY = timedelta(days=1)
SUGGESTED = (3, 5, 10)  # working days until the report is due
OLDEST = timedelta(days=5 * 366)  # of the figures that are asked for
MONTH = timedelta(days=30)
QUARTER = timedelta(days=92)  # a cut-off without a year is hardly one of long ago

Take = Callable[[Desk, Wanted, date], Turn]


def _days(step: Step, days: Sequence[date]) -> tuple[Choice, ...]:
    return tuple(button(step, day.isoformat(), formats.day_in_words(day)) for day in days)


def _read(desk: Desk, wanted: Wanted, step: Step, typed: Typed, take: Take) -> Turn:
    _ = desk.world.gettext
    if typed.sure:
        return take(desk, wanted, typed.days[0])
    if not typed.days:
        text = _("This was not read as a day. Please type day/month, e.g. 15/12.")
        return Stay(wanted, step, text)
    return Stay(wanted, step, _("Which day do you mean?"), _days(step, typed.days))


# --- due ----------------------------------------------------------------------------------------
def ask_due(desk: Desk, _wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    moment = desk.moment
    days = [moment.workdays.after(moment.today, count) for count in SUGGESTED]
    hint = _("The buttons: in {days} working days. You may type another, e.g. 15/12.")
    return Reply(
        _("By which day are the reports due?"),
        hint=hint.format(days=", ".join(map(str, SUGGESTED))),
        choices=_days("due", days),
        asks="text",
    )


def press_due(desk: Desk, wanted: Wanted, what: str) -> Turn:
    unfit = typed_days.unfit(day := date.fromisoformat(what), desk.moment, desk.world)
    if unfit is not None:
        return Stay(wanted, "due", unfit.why, _days("due", unfit.instead))
    return Next(replace(wanted, due=day).consistent(desk.moment.workdays))


def type_due(desk: Desk, wanted: Wanted, text: str) -> Turn:
    typed = typed_days.ahead(text, desk.world.today)
    return _read(desk, wanted, "due", typed, _take_due)


def _take_due(desk: Desk, wanted: Wanted, day: date) -> Turn:
    return press_due(desk, wanted, day.isoformat())


# --- cut-off ------------------------------------------------------------------------------------
def _last_cut_off(due: date) -> date:
    """The due day is a working day, so the day before it leaves one."""
    return due - DAY


def ask_cut_off(desk: Desk, wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    last = _last_cut_off(wanted.due or desk.world.today)
    days = dict.fromkeys([last, *([desk.world.today] if desk.world.today < last else [])])
    hint = _("The last possible day is {day}. You may type an earlier one.")
    return Reply(
        _("Up to which day do the figures count (cut-off)?"),
        hint=hint.format(day=formats.day_in_words(last)),
        choices=_days("cut_off", list(days)),
        asks="text",
    )


def press_cut_off(desk: Desk, wanted: Wanted, what: str) -> Turn:
    return _take_cut_off(desk, wanted, date.fromisoformat(what))


def type_cut_off(desk: Desk, wanted: Wanted, text: str) -> Turn:
    today = desk.world.today
    last = _last_cut_off(wanted.due or today)
    typed = typed_days.near(text, today, today - QUARTER, last)
    return _read(desk, wanted, "cut_off", typed, _take_cut_off)


def _take_cut_off(desk: Desk, wanted: Wanted, day: date) -> Turn:
    _ = desk.world.gettext
    due = wanted.due or desk.world.today
    if not leaves_a_day(day, due, desk.moment.workdays):
        text = _(
            "The cut-off can be {last} at the latest: by Decree 09/2019/NĐ-CP (article 8.5) the"
            " deadline leaves at least 1 working day after it."
        )
        last = formats.day_in_words(_last_cut_off(due))
        return Stay(wanted, "cut_off", text.format(last=last))
    if day < desk.world.today - FAR:
        text = _("{day} is more than a year back.")
        return Stay(wanted, "cut_off", text.format(day=typed_days.at_the_start(day)))
    return Next(replace(wanted, cut_off=day).consistent(desk.moment.workdays))


# --- figures from -------------------------------------------------------------------------------
def ask_since(desk: Desk, wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    until = wanted.cut_off or desk.world.today
    last = min(until, desk.world.today)
    choices = []
    if (annual := desk.world.policy.annual_round) is not None:
        start = last.replace(month=annual.window_starts[0], day=annual.window_starts[1])
        start = start if start <= last else start.replace(year=start.year - 1)
        label = _("From the start of the year's period ({day})").format(day=formats.day(start))
        choices.append(button("since", start.isoformat(), label))
    month = last - MONTH
    label = _("The last 30 days (from {day})").format(day=formats.day(month))
    choices.append(button("since", month.isoformat(), label))
    return Reply(
        _("From which day on do the figures count?"),
        hint=_("They count up to the cut-off, {day}. You may type another first day.").format(
            day=formats.day(until)
        ),
        choices=tuple(choices),
        asks="text",
    )


def press_since(desk: Desk, wanted: Wanted, what: str) -> Turn:
    return _take_since(desk, wanted, date.fromisoformat(what))


def type_since(desk: Desk, wanted: Wanted, text: str) -> Turn:
    until = wanted.cut_off or desk.world.today
    typed = typed_days.near(text, desk.world.today, until - OLDEST, until)
    return _read(desk, wanted, "since", typed, _take_since)


def _take_since(desk: Desk, wanted: Wanted, day: date) -> Turn:
    _ = desk.world.gettext
    until = wanted.cut_off or desk.world.today
    if until - OLDEST <= day <= until:
        return Next(replace(wanted, since=day))
    text = _("The first day lies before the cut-off, {day}, and at most 5 years back.")
    return Stay(wanted, "since", text.format(day=formats.day_in_words(until)))
