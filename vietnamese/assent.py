"""Owns yes, no, "already", "not yet" and "I do not know", however short they are typed."""

from enum import Enum, auto

from vietnamese.text import tidy
from vietnamese.vocabulary import Vocabulary


class Assent(Enum):
    YES = auto()
    DONE = auto()  # "rồi", "đã"
    NO = auto()
    NOT_YET = auto()  # "chưa"
    UNKNOWN = auto()  # "không rõ"

    @property
    def positive(self) -> bool:
        return self in {Assent.YES, Assent.DONE}

    @property
    def negative(self) -> bool:
        return self in {Assent.NO, Assent.NOT_YET}


_WORDS = {
    Assent.YES: (
        "có", "c", "vâng", "dạ", "dạ có", "dạ vâng", "vâng có", "ừ", "ừm", "uh", "uhm", "ok", "oke",
        "okay", "okie", "đồng ý", "đúng", "đúng vậy", "đúng thế", "phải", "phải rồi", "yes", "y",
        "được", "nhất trí", "dạ đúng", "có chứ",
    ),
    Assent.DONE: (
        "rồi", "đã", "đã có", "có rồi", "dạ rồi", "đúng rồi", "vâng rồi", "xong rồi", "đã xong",
        "r",
    ),
    Assent.NO: (
        "không", "ko", "k", "kg", "kh", "khg", "kô", "hông", "hổng", "hong", "hem", "hok", "khum",
        "không có", "không phải", "không đúng", "dạ không", "dạ không có", "no", "n", "sai",
        "không đồng ý", "không ạ", "không được",
    ),
    Assent.NOT_YET: ("chưa", "chưa có", "dạ chưa", "dạ chưa có", "vẫn chưa", "chưa đúng"),
    Assent.UNKNOWN: (
        "không rõ", "không biết", "không thống kê", "không xác định", "không có số liệu",
        "không nắm được", "không nhớ", "chưa rõ", "chưa biết", "chưa thống kê", "chưa xác định",
        "chưa có số liệu", "không có thông tin", "chưa nắm được",
    ),
}  # fmt: skip
_VOCABULARY = Vocabulary({word: meant for meant, words in _WORDS.items() for word in words})
_POLITE = frozenset({"ạ", "a", "nhé", "nhe", "nha", "em"})
_SHORT_NO = frozenset({"ko", "k", "kg", "kh", "khg", "kô", "hok", "hông", "hong", "hổng"})


def read_assent(text: str) -> Assent | None:
    """What a short word says; None if it says something else.

    >>> read_assent("ko ạ"), read_assent("Rồi"), read_assent("cỏ")
    (<Assent.NO: 3>, <Assent.DONE: 2>, None)
    """
    return _VOCABULARY.find(spelt_out(text))


def spelt_out(text: str) -> str:
    """ "Ko rõ ạ" as "không rõ"."""
    words = tidy(text).strip(".!,;? ").split()
    while len(words) > 1 and words[-1] in _POLITE:
        words.pop()
    if words[:1] in (["dạ"], ["da"]) and words[1:2] and words[1] in _SHORT_NO:
        words = words[1:]
    if words and words[0] in _SHORT_NO:
        words[0] = "không"
    return " ".join(words)
