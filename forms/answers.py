"""Owns reading a typed answer by its type: a value, a refusal, or readings to ask back."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from forms.definition import Question, Type
from forms.readings import Read, Taken, Unsure
from forms.specials import read_special
from forms.steps import Refusal, Refused
from forms.values import Value
from vietnamese.dates import read_date
from vietnamese.money import read_money
from vietnamese.numbers import is_integral, read_number
from vietnamese.text import clean

TEXT_LIMIT = 4000
SHORT_LIMIT = 300  # of an answer that is no free text
LARGEST = 10**12


def read(question: Question, text: str, today: date) -> Read:
    """A typed answer of every type but the choices, which `forms.picking` finds."""
    text = clean(text)
    return too_long(question, text) or read_special(question, text) or _typed(question, text, today)


def _typed(question: Question, text: str, today: date) -> Read:
    match question.type:
        case Type.TEXT:
            return Taken(text) if text else Refused(Refusal.REQUIRED)
        case Type.DATE:
            return _read_date(text, today)
        case Type.INTEGER if question.bot.as_ == "money":
            return _read_money(text)
        case Type.INTEGER:
            return _read_integer(question, text)
        case Type.DECIMAL:
            return _read_decimal(question, text)
        case Type.IMAGE:
            return Refused(Refusal.NOT_A_PHOTO)
        case _:
            return Refused(Refusal.NOT_A_CHOICE)


def too_long(question: Question, text: str) -> Refused | None:
    limit = TEXT_LIMIT if question.type is Type.TEXT else SHORT_LIMIT
    return Refused(Refusal.TOO_LONG, limit=limit) if len(text) > limit else None


def _read_date(text: str, today: date) -> Read:
    reading = read_date(text, today)
    if reading.dates:
        return _settled(reading.dates, sure=reading.sure)
    return Refused(Refusal.LUNAR_DATE if reading.lunar else Refusal.NOT_A_DATE)


def _read_money(text: str) -> Read:
    amounts = read_money(text)
    if not amounts or min(amounts) < 0:
        return Refused(Refusal.NOT_MONEY)
    return _bounded(amounts)


def _read_integer(question: Question, text: str) -> Read:
    readings = read_number(text)
    if not readings or _unwanted(question, readings):
        return Refused(Refusal.NOT_A_NUMBER)
    whole = tuple(int(n) for n in readings if is_integral(n))
    if not whole:
        return Refused(Refusal.NOT_WHOLE)
    # "1.25" is no whole number, and whether 125 was meant is asked all the same.
    return _bounded(whole, sure=len(readings) == 1)


def _read_decimal(question: Question, text: str) -> Read:
    readings = read_number(text)
    if not readings or _unwanted(question, readings):
        return Refused(Refusal.NOT_A_NUMBER)
    return _bounded(readings)


def _unwanted(question: Question, readings: Iterable[Decimal]) -> bool:
    """Below zero makes sense only to a form that bounds its answers itself."""
    return not question.constraint and min(readings) < 0


def _bounded(values: Sequence[int | Decimal], *, sure: bool = True) -> Read:
    if any(not -LARGEST <= value <= LARGEST for value in values):
        return Refused(Refusal.TOO_LARGE, limit=LARGEST)
    return _settled(tuple(values), sure=sure)


def _settled(values: tuple[Value, ...], *, sure: bool) -> Read:
    return Taken(values[0]) if sure and len(values) == 1 else Unsure(values)
