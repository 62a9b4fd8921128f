"""Owns which cells make sense for the type of their question, and which do not."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from forms import answers, looks
from forms.definition import NUMBERS, SELECTS, SILENT, Choice, Question, Type
from forms.faults import Fault
from forms.file_faults import FileFault
from forms.program import is_dynamic
from forms.row_faults import RowFault
from forms.steps import Refused

Complaint = tuple[Fault, str, str]  # the fault, about what, in which column

_AGGREGATES = frozenset({"", "sum", "mean", "min", "max", "count", "latest"})
_AS = {
    Type.INTEGER: frozenset({"money", "year"}),
    Type.DECIMAL: frozenset({"percent"}),
    Type.TEXT: frozenset({"phone", "docno", "school_year", "person_name"}),
}

_TYPED = NUMBERS | {Type.TEXT, Type.DATE, Type.TIME, Type.DATETIME}
_ANY_DAY = date(2024, 12, 31)  # late in a leap year: "29/2" is a day


def complaints(question: Question, lists: dict[str, tuple[Choice, ...]]) -> Iterator[Complaint]:
    is_seen = question.asked or question.type is Type.NOTE
    if not question.label and is_seen:
        yield FileFault.NO_LABEL, "", "label"
    yield from _extension(question)
    yield from _value(question, lists)
    yield from looks.complaints(question)


def _extension(question: Question) -> Iterator[Complaint]:
    bot, type_ = question.bot, question.type
    if bot.as_ and bot.as_ not in _AS.get(type_, ()):
        yield RowFault.AS, bot.as_, "bind::bot:as"
    if bot.aggregate not in _AGGREGATES:
        yield RowFault.VALUE, bot.aggregate, "bind::bot:aggregate"
    if bot.add and type_ is not Type.SELECT_ONE_FROM_FILE:
        yield RowFault.VALUE, bot.add, "bind::bot:add"
    if bot.similar and type_ is not Type.TEXT:
        yield RowFault.VALUE, bot.similar, "bind::bot:similar"
    if bot.most and type_ is not Type.IMAGE:
        yield RowFault.NO_EFFECT, str(bot.most), "bind::bot:max"
    for text in bot.suggest if type_ in _TYPED else ():
        if isinstance(answers.read(question, text, _ANY_DAY), Refused):
            yield RowFault.SUGGESTION, text, "bind::bot:suggest"
    if bot.none and type_ not in NUMBERS | {Type.TEXT}:
        yield RowFault.VALUE, bot.none, "bind::bot:none"
    if bot.warn_message and not bot.warn:
        yield RowFault.NO_EFFECT, bot.warn_message, "bind::bot:warn_message"


def _value(question: Question, lists: dict[str, tuple[Choice, ...]]) -> Iterator[Complaint]:
    type_, has_value = question.type, bool(question.calculation or question.default)
    if type_ is Type.CALCULATE and not has_value:
        yield RowFault.NO_CALCULATION, "", "calculation"
    if question.calculation and question.asked:
        yield RowFault.CALCULATED_ANSWER, "", "calculation"
    if question.required and question.read_only and type_ not in SILENT and not has_value:
        yield RowFault.NEVER_FILLED, "", "required"
    if question.choice_filter and type_ not in SELECTS:
        yield RowFault.NO_EFFECT, question.choice_filter, "choice_filter"
    if question.default and not is_dynamic(question.default) and not _is_value(question, lists):
        yield RowFault.DEFAULT, question.default, "default"


def _is_value(question: Question, lists: dict[str, tuple[Choice, ...]]) -> bool:
    written = question.default
    try:
        match question.type:
            case Type.INTEGER:
                int(written)
            case Type.DECIMAL:
                return Decimal(written).is_finite()
            case Type.DATE:
                date.fromisoformat(written)
            case Type.TIME:
                time.fromisoformat(written)
            case Type.DATETIME:
                datetime.fromisoformat(written)
            case Type.SELECT_ONE | Type.SELECT_MULTIPLE:
                names = {one.name for one in lists.get(question.choices, ())}
                several = question.type is Type.SELECT_MULTIPLE
                return set(written.split() if several else [written]) <= names
            case Type.GEOPOINT:
                latitude, longitude, *_ = (float(part) for part in written.split())
                return abs(latitude) <= 90 and abs(longitude) <= 180
            case Type.IMAGE | Type.FILE:
                return False
    except (ValueError, ArithmeticError):
        return False
    return True
