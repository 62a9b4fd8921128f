"""Owns reading typed numbers as the question wants them: counts, money, percentages, years."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from forms.definition import Question, Type
from forms.readings import Read, settled
from forms.steps import Refusal, Refused
from vietnamese.money import read_money
from vietnamese.numbers import is_integral, read_number
from vietnamese.numerals import Readings
from vietnamese.percents import read_percent
from vietnamese.units import Unit, converted, split_unit, units_in
from vietnamese.years import read_year

LARGEST = 10**12


def read_quantity(question: Question, text: str, today: date) -> Read:
    match question.bot.as_:
        case "money":
            return _money(text)
        case "year":
            years = read_year(text, today)
            return settled(years.values, Refusal.NOT_A_YEAR, sure=years.sure)
        case "percent":
            return _number(question, read_percent(text), sure=True)
        case _:
            readings, sure = _in_its_unit(question, text)
            return _number(question, readings, sure=sure)


def _money(text: str) -> Read:
    amounts = read_money(text)
    if not amounts or min(amounts) < 0:
        return Refused(Refusal.NOT_MONEY)
    return _bounded(amounts, sure=True)


def _in_its_unit(question: Question, text: str) -> tuple[Readings, bool]:
    """The number, in the unit that the question names; whether that is sure."""
    said, unit = split_unit(text)
    if unit is None:
        return read_number(text), True
    asked = units_in(" ".join([*question.label.values(), *question.hint.values()]))
    if unit.kind == "share" and unit not in asked:
        return (), True
    readings = read_number(said)
    if not asked or unit in asked:
        return readings, True
    return _converted(readings, unit, asked), False


def _converted(readings: Readings, said: Unit, asked: Iterable[Unit]) -> Readings:
    alike = [unit for unit in asked if unit.kind == said.kind]
    return tuple(converted(n, said, alike[0]) for n in readings) if len(alike) == 1 else readings


def _number(question: Question, readings: Readings, *, sure: bool) -> Read:
    if not readings or _unwanted(question, readings):
        return Refused(Refusal.NOT_A_NUMBER)
    if question.type is Type.DECIMAL:
        return _bounded(readings, sure=sure)
    whole = tuple(int(n) for n in readings if is_integral(n))
    if not whole:
        return Refused(Refusal.NOT_WHOLE)
    # "1.25" is no whole number, and whether 125 was meant is asked all the same.
    return _bounded(whole, sure=sure and len(readings) == 1)


def _unwanted(question: Question, readings: Iterable[Decimal]) -> bool:
    """Below zero makes sense only to a form that bounds its answers itself."""
    return not question.constraint and min(readings) < 0


def _bounded(values: Sequence[int | Decimal], *, sure: bool) -> Read:
    if any(not -LARGEST <= value <= LARGEST for value in values):
        return Refused(Refusal.TOO_LARGE, limit=LARGEST)
    return settled(tuple(values), Refusal.NOT_A_NUMBER, sure=sure)
