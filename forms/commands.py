"""Owns the words that steer instead of answering: "quay lại", "bỏ qua", "xong", "gửi", "sửa 5"."""

import re
from enum import Enum, auto

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
    "co": Command.YES, "dung": Command.YES, "dung vay": Command.YES, "vang": Command.YES,
    "da": Command.YES, "phai": Command.YES, "ok": Command.YES, "dong y": Command.YES,
    "u": Command.YES, "yes": Command.YES, "xac nhan": Command.YES, "chinh xac": Command.YES,
    "khong": Command.NO, "ko": Command.NO, "k": Command.NO, "khong phai": Command.NO,
    "sai": Command.NO, "chua dung": Command.NO, "khong dung": Command.NO, "no": Command.NO,
    "nhap lai": Command.NO, "sua": Command.NO,
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
    return _DOUBT.get(_plain(text))


def line_to_change(text: str) -> int | str | None:
    """The line of the review that is meant: "sửa 5", "5", or by words, "sửa kinh phí"."""
    plain = _plain(text)
    if by_number := _CHANGE.fullmatch(plain):
        return int(by_number[1])
    by_words = _MEANT.fullmatch(plain)
    return by_words[1] if by_words else None
