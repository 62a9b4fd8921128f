"""Owns the words for "no figure" and "nothing", where a form provides for them."""

from decimal import Decimal

from forms.definition import NUMBERS, SELECTS, Question, Type
from forms.readings import Taken, Unsure
from forms.values import NOT_RECORDED, Value
from vietnamese.assent import Assent, read_assent, spelt_out
from vietnamese.text import fold

_NONE = frozenset({"khong", "khong co", "khong phat sinh"})
# As good as nothing where words or a number are asked; in a list it may be a choice's name.
_NOBODY = frozenset({
    "khong co gi", "khong co ai", "khong ai", "khong nguoi nao", "khong co nguoi nao",
    "chua phat sinh", "khong ton", "khong mat gi", "khong dong",
})  # fmt: skip
_NOT_YET = frozenset({"chua", "chua co"})


def read_special(question: Question, text: str) -> Taken | Unsure | None:
    """ "Không thống kê" and "không có", where the form provides for them."""
    bot = question.bot
    said = fold(spelt_out(text))
    if bot.unknown and (said == fold(bot.unknown) or read_assent(text) is Assent.UNKNOWN):
        return Taken(NOT_RECORDED)
    if bot.none and (said == fold(bot.none) or said in _nothing(question)):
        return Taken(none_value(question))
    # A year is no count: nothing is not the year 0.
    return None if question.type not in NUMBERS or bot.as_ == "year" else _count(question, said)


def _nothing(question: Question) -> frozenset[str]:
    if question.type in SELECTS:
        return _NONE
    return _NONE | _NOBODY | (frozenset() if question.type in NUMBERS else _NOT_YET)


def _count(question: Question, said: str) -> Taken | Unsure | None:
    """ "Không" is 0, unless there may be no figure; "chưa có" is 0 once that is affirmed."""
    if said not in _NONE | _NOBODY | _NOT_YET:
        return None
    if question.bot.unknown:
        return Unsure((_zero(question), NOT_RECORDED))
    return Unsure((_zero(question),)) if said in _NOT_YET else Taken(_zero(question))


def none_value(question: Question) -> Value:
    """What "không có" is kept as: 0 where a number is wanted, the words where words are."""
    return _zero(question) if question.type in NUMBERS else question.bot.none


def _zero(question: Question) -> Value:
    return Decimal(0) if question.type is Type.DECIMAL else 0
