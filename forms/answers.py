"""Owns reading a typed answer by its type: a value, a refusal, or readings to ask back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from forms.definition import NUMBERS, Question, Type
from forms.steps import Refusal, Refused
from forms.values import NOT_RECORDED, Value
from vietnamese.dates import read_date
from vietnamese.money import read_money
from vietnamese.numbers import is_integral, read_number
from vietnamese.text import clean, fold

TEXT_LIMIT = 4000
SHORT_LIMIT = 300  # of an answer that is no free text
LARGEST = 10**12

_UNKNOWN = frozenset({
    "khong thong ke", "khong ro", "khong biet", "khong xac dinh", "khong co so lieu", "chua ro",
    "chua co so lieu", "chua thong ke", "chua biet", "khong nam duoc", "chua xac dinh",
})  # fmt: skip
_NONE = frozenset({"khong", "khong co", "khong phat sinh"})
_SHORT_NO = {"ko": "khong", "k": "khong", "kg": "khong", "hok": "khong"}


@dataclass(frozen=True, slots=True)
class Taken:
    """Understood; `note` is what a list said beside it."""

    value: Value
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Can mean several things, or one thing that must be affirmed."""

    readings: tuple[Value, ...]


Read = Taken | Unsure | Refused


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


def read_special(question: Question, text: str) -> Taken | Unsure | None:
    """ "Không thống kê" and "không có", where the form provides for them."""
    bot = question.bot
    said = _spelt_out(fold(text).strip(".!"))
    if bot.unknown and (said == fold(bot.unknown) or said in _UNKNOWN):
        return Taken(NOT_RECORDED)
    if bot.none and (said == fold(bot.none) or said in _NONE):
        return Taken(none_value(question))
    if bot.unknown and question.type in NUMBERS and said == "khong":
        return Unsure((_zero(question), NOT_RECORDED))
    return None


def none_value(question: Question) -> Value:
    """What "không có" is kept as: 0 where a number is wanted, the words where words are."""
    return _zero(question) if question.type in NUMBERS else question.bot.none


def _zero(question: Question) -> Value:
    return Decimal(0) if question.type is Type.DECIMAL else 0


def _spelt_out(folded: str) -> str:
    first, _, rest = folded.partition(" ")
    return f"{_SHORT_NO.get(first, first)} {rest}".strip()


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
