"""Owns the words that steer instead of answering: "quay lại", "bỏ qua", "xong", "gửi", "sửa 5"."""

import re
from enum import Enum, auto

from vietnamese.assent import read_assent
from vietnamese.text import fold


class Command(Enum):
    BACK = auto()
    SKIP = auto()
    FINISH = auto()
    CLEAR = auto()
    SUBMIT = auto()
    YES = auto()
    NO = auto()


_QUESTION = {
    "quay lai": Command.BACK, "tro lai": Command.BACK, "lui": Command.BACK, "back": Command.BACK,
    "bo qua": Command.SKIP, "skip": Command.SKIP, "giu nguyen": Command.SKIP,
    "xong": Command.FINISH, "hoan thanh": Command.FINISH, "het": Command.FINISH,
    "done": Command.FINISH, "xoa": Command.CLEAR, "xoa het": Command.CLEAR,
}  # fmt: skip
_REVIEW = {
    "gui": Command.SUBMIT, "gui bao cao": Command.SUBMIT, "nop": Command.SUBMIT,
    "nop bao cao": Command.SUBMIT, "gui di": Command.SUBMIT, "quay lai": Command.BACK,
    "tro lai": Command.BACK, "back": Command.BACK,
}  # fmt: skip
_DOUBT = {
    "xac nhan": Command.YES, "chinh xac": Command.YES, "giu": Command.YES, "lay": Command.YES,
    "nhap lai": Command.NO, "go lai": Command.NO, "sua": Command.NO, "sua lai": Command.NO,
    "nham": Command.NO, "khong chinh xac": Command.NO,
}  # fmt: skip
_CHANGE = re.compile(r"(?:sua|doi)? ?(?:cau|muc|dong|so)? ?(\d{1,3})")
_MEANT = re.compile(r"(?:sua|doi) (?:cau |muc |dong )?(.+)")


def _plain(text: str) -> str:
    return fold(text).strip(".!? ")


def in_question(text: str) -> Command | None:
    return _QUESTION.get(_plain(text))


def in_review(text: str) -> Command | None:
    return _REVIEW.get(_plain(text))


def in_doubt(text: str) -> Command | None:
    """Yes or no, in answer to "is that right?"."""
    said = read_assent(text)
    if said is not None and said.positive:
        return Command.YES
    if said is not None and said.negative:
        return Command.NO
    return _DOUBT.get(_plain(text))


def line_to_change(text: str) -> int | str | None:
    """The line of the review that is meant: "sửa 5", "5", or by words, "sửa kinh phí"."""
    plain = _plain(text)
    if by_number := _CHANGE.fullmatch(plain):
        return int(by_number[1])
    by_words = _MEANT.fullmatch(plain)
    return by_words[1] if by_words else None


_MORE = frozenset(
    {"co", "them", "them nua", "con", "con nua", "tiep", "tiep tuc", "nua", "yes", "vang"}
)
_ENOUGH = frozenset({
    "khong", "ko", "k", "khong them", "khong con", "du", "du roi", "het", "het roi", "xong", "thoi",
    "the la du", "the thoi", "khong the la du", "hoan thanh", "no", "done",
})  # fmt: skip
_AS_BEFORE = frozenset({
    "giong lan truoc", "nhu lan truoc", "nhu cu", "giong cu", "giong truoc", "nhu truoc",
    "giong nhu lan truoc", "y nhu lan truoc", "nhu nam ngoai", "giong nam ngoai",
})  # fmt: skip


def one_more(text: str) -> bool | None:
    """Whether one more is wanted, in answer to that question; None: neither was said."""
    plain = _plain(text)
    return True if plain in _MORE else False if plain in _ENOUGH else None


def is_as_before(text: str) -> bool:
    """ "Giống lần trước"."""
    return _plain(text) in _AS_BEFORE
