"""Owns the programme's yearly round: made by itself for the year that runs, and the one due."""

from datetime import date, timedelta

from sqlmodel import Session

from handlers import round_forms
from handlers.messages import World
from handlers.policy import AnnualRound
from storage import audit, rounds
from storage.models import Round, RoundKind
from storage.moments import Moment
from storage.rounds import Asked, Plan

_DAY = timedelta(days=1)


def ensure(session: Session, world: World, moment: Moment) -> list[Round]:
    """The rounds that have to be there and were not: made now."""
    annual = world.policy.annual_round
    if annual is None:
        return []
    made = []
    for year in (moment.today.year, moment.today.year + 1):
        window = window_of(annual, year)
        due_on = due_of(annual, year, moment)
        if not window[0] <= moment.today <= max(window[1], due_on):
            continue
        if rounds.by_key(session, key_of(year)) is None:
            found = rounds.add(session, _plan(session, annual, year, world, moment), world.now)
            if found is not None:
                audit.add(session, "round begun", world.now, subject=found.key, by="timetable")
                made.append(found)
    return made


def key_of(year: int) -> str:
    return f"nam-{year}"


def window_of(annual: AnnualRound, year: int) -> tuple[date, date]:
    """The data year: from its first day to the day before the next one's."""
    month, day = annual.window_starts
    before = 0 if (month, day) == (1, 1) else 1
    return date(year - before, month, day), date(year - before + 1, month, day) - _DAY


def due_of(annual: AnnualRound, year: int, moment: Moment) -> date:
    """ "Trước ngày 05 tháng 12": the last working day before it."""
    last = window_of(annual, year)[1]
    is_next_year = annual.due_before <= (last.month, last.day)  # to 31/12, before 5 February
    due_before = date(last.year + is_next_year, *annual.due_before)
    return moment.workdays.back(due_before - _DAY)


def _plan(session: Session, annual: AnnualRound, year: int, world: World, moment: Moment) -> Plan:
    _ = world.gettext
    window = window_of(annual, year)
    return Plan(
        key=key_of(year),
        title=_("Report of the year {year}").format(year=year),
        basis=_("Decision 889/QĐ-TTg and the province's plan to carry it out"),
        kind=RoundKind.PERIODIC,
        scope={"kinds": list(annual.kinds)},
        as_of=window[0],
        window=window,
        cut_off=window[1],
        due_on=due_of(annual, year, moment),
        forms=_asked(session, annual),
        ladder=world.policy.ladder,
        overdue_every=world.policy.overdue_every,
    )


def _asked(session: Session, annual: AnnualRound) -> tuple[Asked, ...]:
    found = []
    for form_id, requirement in annual.forms:
        form = round_forms.latest(session, form_id)
        if form is None:
            raise ValueError(f"the annual round asks for a form that is not there: {form_id}")
        found.append(round_forms.asked(form, requirement))
    return tuple(found)
