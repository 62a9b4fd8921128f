"""Owns amounts in words and figures: "ba mươi hai", "1tr5", "2 triệu rưỡi", "500k".

A reading is what a text can mean: none = no number, two = it must be asked back.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from vietnamese.figures import read_figures
from vietnamese.text import fold

Readings = tuple[Decimal, ...]

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {
    "ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 1000, "ngan": 1000, "k": 1000,
    "tram": 100, "muoi": 10, "chuc": 10,
}  # fmt: skip
_ALONE = frozenset({"trieu", "nghin", "ngan", "tram", "muoi", "chuc"})  # "trăm rưỡi", "mười"
_LINKS = frozenset({"linh", "le"})
_HALF = "ruoi"
_TWENTY = "ham"  # "hăm lăm"
WORDS = frozenset(_DIGITS) | frozenset(_SCALES) | _LINKS | {_HALF, _TWENTY, "phan"}

_TOKEN = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,])|[0-9][0-9.,]*|[a-z]+|[^\sa-z0-9]")
_GLUED = "+"  # marks figures that follow a letter without a space: the 5 of "1tr5"


def tokens(text: str) -> list[str]:
    """Figures and folded words, in order."""
    folded = fold(text)
    found: list[str] = []
    for match in _TOKEN.finditer(folded):
        glued = is_figures(match[0]) and folded[: match.start()][-1:].isalpha()
        found.append(_GLUED + match[0] if glued else match[0])
    return found


def is_figures(token: str) -> bool:
    return token[0] in "0123456789" or (token[0] == _GLUED and len(token) > 1)


def amount(parts: list[str]) -> Readings:
    """What the tokens mean as one amount.

    >>> amount(tokens("một trăm linh năm")), amount(tokens("1tr25"))
    ((Decimal('105'),), (Decimal('1250000'),))
    """
    return _amount([word for part in parts for word in _spelt_out(part)])


def _spelt_out(part: str) -> list[str]:
    return ["hai", "muoi"] if part == _TWENTY else [part]


def _amount(parts: list[str]) -> Readings:
    scale = max((_SCALES[part] for part in parts if part in _SCALES), default=0)
    if not scale:
        return _plain(parts)
    places = [i for i, part in enumerate(parts) if _SCALES.get(part) == scale]
    if len(places) != 1:
        return ()
    before, after = parts[: places[0]], parts[places[0] + 1 :]
    return _unique(
        left * scale + right
        for left in _multiplier(before, parts[places[0]])
        for right in _rest(after, scale)
        if scale > 100 or left < 10
    )


def _plain(parts: list[str]) -> Readings:
    """No scale in sight: figures, a digit's name, or "ba lăm"."""
    match parts:
        case [figures] if is_figures(figures):
            return read_figures(figures.removeprefix(_GLUED))
        case [word] if word in _DIGITS:
            return (Decimal(_DIGITS[word]),)
        # Only "lăm" can be nothing but a last digit; "hai ba" may well be "two or three".
        case [ten, "lam"] if _DIGITS.get(ten, 0) > 1:
            return (Decimal(10 * _DIGITS[ten] + 5),)
        case _:
            return ()


def _multiplier(before: list[str], scale: str) -> Readings:
    match before:
        case []:
            return (Decimal(1),) if scale in _ALONE else ()
        case [figures] if is_figures(figures):
            return read_figures(figures.removeprefix(_GLUED), scaled=True)
        case _:
            return _amount(before)


def _rest(after: list[str], scale: int) -> Readings:
    """What follows a scale: nothing, a half, "linh năm", the next digit, or a smaller amount."""
    match after:
        case []:
            return (Decimal(0),)
        case [word] if word == _HALF:
            return (Decimal(scale) / 2,)
        case [link, *rest] if link in _LINKS:
            return tuple(n for n in _amount(rest) if n < min(scale, 100))
        case [figures] if is_figures(figures):
            return _figures_after(figures, scale)
        case [word] if word in _DIGITS:
            return (Decimal(_DIGITS[word]) * scale / 10,)
        case _:
            return tuple(n for n in _amount(after) if n < scale)


def _figures_after(figures: str, scale: int) -> Readings:
    """The 25 of "1tr25" are hundredths of a million; in "1 triệu 25" they may be thousands."""
    bare = figures.removeprefix(_GLUED)
    if not bare.isdigit() or bare[0] == " ":
        return tuple(n for n in read_figures(bare) if n < scale)
    if len(bare) > 3:
        return (Decimal(bare),) if Decimal(bare) < scale else ()
    readings = [Decimal(bare) * scale / 10 ** len(bare)]
    if len(bare) == 2 and scale >= 1000 and figures == bare:
        readings.append(Decimal(bare) * scale / 1000)
    return tuple(dict.fromkeys(readings))


def _unique(values: Iterable[Decimal]) -> Readings:
    return tuple(dict.fromkeys(values))
