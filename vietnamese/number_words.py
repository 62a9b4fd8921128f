"""Owns the words of Vietnamese numbers, and taking a text apart into figures and such words."""

import re
from typing import TypeGuard

from vietnamese.text import tidy
from vietnamese.vocabulary import words

DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
LAST_DIGITS = {"mốt": 1, "tư": 4, "lăm": 5}  # said only behind tens: "hai mươi mốt"
SCALES = {
    "tỷ": 10**9, "triệu": 10**6, "vạn": 10**4, "nghìn": 1000, "trăm": 100, "mươi": 10, "mười": 10,
    "chục": 10,
}  # fmt: skip
LINK = "linh"  # "một trăm linh năm"
HALF = "rưỡi"
HALF_OF = "nửa"  # "nửa triệu"
POINT = "phẩy"
_TWENTY = "hăm"  # "hăm lăm"
_OTHERWISE = {
    "bẩy": "bảy", "nhăm": "lăm", "rưởi": HALF, "lẻ": LINK, "ngàn": "nghìn", "tỉ": "tỷ",
    "tr": "triệu", "k": "nghìn", "muoi": "mười",
}  # fmt: skip
# Digits first: "mot" is rather "một" than "mốt".
_OWN = (*DIGITS, *LAST_DIGITS, *SCALES, LINK, HALF, HALF_OF, POINT, _TWENTY)
# "van" is most often văn, vạn or van (a valve); "nua" nữa, "some more".
_VOCABULARY = words(" ".join([*_OWN, *_OTHERWISE]), in_full="vạn nửa")

_TOKEN = re.compile(
    r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?(?![0-9.,'])|[0-9][0-9.,']*|[^\W\d_]+|[^\s]"
)
_GLUED = "+"  # marks figures that follow a letter without a space: the 5 of "1tr5"


def tokens(text: str) -> list[str]:
    """Figures, number words in their standard spelling, and all else as it was typed.

    >>> tokens("1tr5, hai NGAN nguoi")
    ['1', 'triệu', '+5', ',', 'hai', 'nghìn', 'nguoi']
    """
    tidied = tidy(text)
    found: list[str] = []
    for match in _TOKEN.finditer(tidied):
        token = match[0].rstrip(".,'") if match[0][0].isdecimal() else match[0]
        glued = is_figures(token) and tidied[: match.start()][-1:].isalpha()
        found += [_GLUED + token] if glued else _spelt(token)
        if token != match[0]:
            found.append(match[0][len(token) :])
    return found


def is_figures(token: str) -> bool:
    return token[0] in "0123456789" or (token[0] == _GLUED and len(token) > 1)


def is_number_word(token: str) -> TypeGuard[str]:
    return token in _OWN


def figures(token: str) -> str:
    return token.removeprefix(_GLUED)


def is_glued(token: str) -> bool:
    return token[0] == _GLUED


def _spelt(token: str) -> list[str]:
    word = _VOCABULARY.find(token)
    if word == _TWENTY:
        return ["hai", "mươi"]
    return [token if word is None else _OTHERWISE.get(word, word)]
