"""Owns showing the days that are not as in any week, and what was said about a day."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import worlds
from bot.commands.tables import ready_database
from bot.plainly import PlainError
from bot.settings import Settings
from storage import seeding, workdays
from storage.models import CalendarDay
from vietnamese import formats
from vietnamese.workdays import Workdays, holidays_of

_YEARS = range(2000, 2101)
_SATURDAY = 5


def do(settings: Settings, chosen: argparse.Namespace) -> int:
    today = worlds.now().astimezone(ZoneInfo(settings.timezone)).date()
    year = today.year if chosen.year is None else chosen.year
    if year not in _YEARS:
        raise PlainError(f"--year: between {_YEARS[0]} and {_YEARS[-1]}")
    with ready_database(settings) as database, database.transaction() as session:
        seeding.seed(session)
        show(session, _out_of_the_ordinary(session, year))
    return 0


def show(session: Session, days: Iterable[date]) -> None:
    known = workdays.load(session)
    said = {one.day: one for one in workdays.all_days(session)}
    for day in days:
        print(_line(day, known, said.get(day)))


def _out_of_the_ordinary(session: Session, year: int) -> Iterator[date]:
    """The days that are not as in any week, and those that somebody said something about."""
    known = workdays.load(session)
    said = {one.day for one in workdays.all_days(session)}
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    for day in map(date.fromordinal, range(first, last + 1)):
        if day in said or known.is_working(day) != (day.weekday() < _SATURDAY):
            yield day


def _line(day: date, known: Workdays, said: CalendarDay | None) -> str:
    _ = worlds.translations("vi").gettext
    text = _("{day}: day worked") if known.is_working(day) else _("{day}: day off")
    note = said.note if said else holidays_of(day.year).get(day, "")
    parts = [text.format(day=formats.day_in_words(day)), note]
    if said and said.by_hand:
        parts.append(_("put by hand"))
    return " · ".join(part for part in parts if part)
