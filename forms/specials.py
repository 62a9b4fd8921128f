"""Owns the words for "no figure" and "nothing", where a form provides for them."""

from decimal import Decimal

from forms.definition import NUMBERS, Question, Type
from forms.readings import Taken, Unsure
from forms.values import NOT_RECORDED, Value
from vietnamese.text import fold

_UNKNOWN = frozenset({
    "khong thong ke", "khong ro", "khong biet", "khong xac dinh", "khong co so lieu", "chua ro",
    "chua co so lieu", "chua thong ke", "chua biet", "khong nam duoc", "chua xac dinh",
})  # fmt: skip


_NONE = frozenset({"khong", "khong co", "khong phat sinh"})


_SHORT_NO = {"ko": "khong", "k": "khong", "kg": "khong", "hok": "khong"}


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
