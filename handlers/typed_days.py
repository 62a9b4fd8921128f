"""Owns typed days of a round: read forwards and backwards, and whether one can be a due day."""

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.messages import World
from storage import rounds
from storage.moments import Moment
from vietnamese import formats
from vietnamese.coming_days import read_coming_date
from vietnamese.dates import read_date

FAR = timedelta(days=366)  # a round is no plan for years
HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a day cannot be the due day, and which days near it can."""

    why: str
    instead: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """The days that were meant; `sure` only of a single one."""

    days: tuple[date, ...]
    sure: bool


def ahead(text: str, today: date) -> Typed:
    """A day that lies ahead. Without its year one far ahead was rather meant to be over."""
    found = read_coming_date(text, today)
    is_far = any(day > today + HALF_A_YEAR and str(day.year) not in text for day in found.values)
    return Typed(found.values, found.sure and len(found.values) == 1 and not is_far)


def near(text: str, today: date, first: date, last: date) -> Typed:
    """A day between two: without a year, "20/11" may be the last one or the coming one.

    None of them between: the nearest, so that it can be said why it does not fit.
    """
    readings = (read_date(text, today), read_coming_date(text, today))
    meant = tuple(dict.fromkeys(day for one in readings for day in one.values))
    between = tuple(day for day in meant if first <= day <= last)
    if not between:
        found = sorted(meant, key=lambda day: min(abs(day - first), abs(day - last)))[:1]
        return Typed(tuple(found), sure=bool(found))
    sure = any(one.sure and between[0] in one.values for one in readings)
    return Typed(between, sure and len(between) == 1)


def at_the_start(day: date) -> str:
    """Of a sentence: "Thứ Sáu 04/12/2026"."""
    words = formats.day_in_words(day)
    return words[:1].upper() + words[1:]


def unfit(day: date, moment: Moment, world: World) -> Unfit | None:
    """Why the day cannot be a due day; None if it can."""
    _ = world.gettext
    today, workdays = moment.today, moment.workdays
    shown = at_the_start(day)
    if day < today:
        return Unfit(_("{day} is over already.").format(day=shown))
    if day == today and moment.now >= moment.at(today, rounds.DUE_TIME):
        by = formats.time_of_day(rounds.DUE_TIME)
        text = _("Reports are due at {time}, and today that is over.")
        return Unfit(text.format(time=by))
    if day > today + FAR:
        return Unfit(_("{day} is more than a year ahead.").format(day=shown))
    if not workdays.is_working(day):
        around = (workdays.back(day), workdays.forward(day))
        fitting = tuple(one for one in around if unfit(one, moment, world) is None)
        text = _("{day} is a day off. A due day has to be a working day.")
        return Unfit(text.format(day=shown), fitting)
    return None
