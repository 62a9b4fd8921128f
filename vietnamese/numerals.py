"""Owns amounts in words and figures: "ba mươi hai", "1tr5", "2 triệu rưỡi", "500k".

A reading is what a text can mean: none = no number, two = it must be asked back.
"""

from collections.abc import Iterable
from decimal import Decimal

from vietnamese.figures import read_figures
from vietnamese.number_words import (
    DIGITS,
    HALF,
    HALF_OF,
    LAST_DIGITS,
    LINK,
    POINT,
    SCALES,
    figures,
    is_figures,
    is_glued,
)

Readings = tuple[Decimal, ...]

_TENS = frozenset({"mười", "chục"})  # ten by themselves
_LED = frozenset({"trăm", "nghìn", "triệu", "tỷ", "chục", "mười"})  # "trăm rưỡi", "triệu hai"
_MOST_PARTS = 40


def amount(parts: list[str]) -> Readings:
    """What the tokens mean as one amount.

    >>> from vietnamese.number_words import tokens
    >>> amount(tokens("một trăm linh năm")), amount(tokens("1tr25"))
    ((Decimal('105'),), (Decimal('1250000'),))
    """
    bare_scale = len(parts) == 1 and parts[0] in SCALES and parts[0] not in _TENS
    if bare_scale or len(parts) > _MOST_PARTS:
        return ()
    if parts.count(POINT) == 1:
        return _with_point(parts)
    return _amount(parts)


def _with_point(parts: list[str]) -> Readings:
    """ "Ba phẩy năm": digits follow the point one by one."""
    at = parts.index(POINT)
    digits = [_digit(part) for part in parts[at + 1 :]]
    if not digits or None in digits:
        return ()
    places = "".join(str(digit) for digit in digits)
    whole = _amount(parts[:at])
    return tuple(Decimal(f"{n}.{places}") for n in whole if n == n.to_integral_value())


def _digit(part: str) -> int | None:
    if is_figures(part):
        bare = figures(part)
        return int(bare) if len(bare) == 1 else None
    return DIGITS.get(part, LAST_DIGITS.get(part))


def _amount(parts: list[str]) -> Readings:
    scale = max((SCALES[part] for part in parts if part in SCALES), default=0)
    if not scale:
        return _plain(parts)
    places = [i for i, part in enumerate(parts) if SCALES.get(part) == scale]
    if len(places) != 1:
        return ()
    word = parts[places[0]]
    before, after = parts[: places[0]], parts[places[0] + 1 :]
    return _unique(
        left * scale + right
        for left in _multiplier(before, word)
        for right in _rest(after, word)
        if scale > 100 or left < 10
    )


def _plain(parts: list[str]) -> Readings:
    """No scale in sight: figures, a digit's name, "ba lăm", "hai rưỡi"."""
    match parts:
        case [one]:
            return _single(one)
        case [ten, last] if DIGITS.get(ten, 0) > 1 and last in LAST_DIGITS:
            return (Decimal(10 * DIGITS[ten] + LAST_DIGITS[last]),)
        case [one, half] if half == HALF:
            return tuple(n + Decimal("0.5") for n in _single(one) if n == n.to_integral_value())
        # "Hai ba" is two or three, or in haste 23.
        case [low, high] if 0 < DIGITS.get(low, 0) == DIGITS.get(high, 0) - 1:
            return tuple(map(Decimal, (DIGITS[low], DIGITS[high], 10 * DIGITS[low] + DIGITS[high])))
        case _:
            return ()


def _single(part: str) -> Readings:
    if is_figures(part):
        return read_figures(figures(part))
    return (Decimal(DIGITS[part]),) if part in DIGITS else ()


def _multiplier(before: list[str], scale: str) -> Readings:
    match before:
        case []:
            return (Decimal(1),) if scale in _LED else ()
        case [one] if is_figures(one):
            return read_figures(figures(one), scaled=True)
        case [half] if half == HALF_OF:
            return (Decimal("0.5"),) if SCALES[scale] > 10 else ()
        case _:
            return _amount(before)


def _rest(after: list[str], word: str) -> Readings:
    """What follows a scale: nothing, a half, "linh năm", the next digit, or a smaller amount."""
    scale = SCALES[word]
    match after:
        case []:
            return (Decimal(0),)
        case [half] if half == HALF:
            # "Hai mươi rưỡi" is 20,5 to some; "hai chục rưỡi" can only be 25.
            return (Decimal(scale) / 2,) if scale > 10 or word == "chục" else ()
        case [link, *rest] if link == LINK:
            return tuple(n for n in _amount(rest) if n < min(scale, 100))
        case [one] if is_figures(one):
            return _figures_after(one, scale)
        case [digit] if digit in DIGITS or digit in LAST_DIGITS:
            return (Decimal({**DIGITS, **LAST_DIGITS}[digit]) * scale / 10,)
        case _:
            return _smaller(after, scale)


def _smaller(after: list[str], scale: int) -> Readings:
    """ "Hai triệu ba trăm" is 2.000.300 in a book and 2.300.000 at the market."""
    found = tuple(n for n in _amount(after) if n < scale)
    if scale < 10**6 or after[0] == "không" or any(n >= 1000 for n in found):
        return found
    return _unique([*(n * scale / 1000 for n in found), *found])


def _figures_after(token: str, scale: int) -> Readings:
    """The 25 of "1tr25" are hundredths of a million; in "1 triệu 25" they may be thousands."""
    bare = figures(token)
    if not bare.isdecimal():
        return tuple(n for n in read_figures(bare) if n < scale)
    if len(bare) > 3:
        return (Decimal(bare),) if Decimal(bare) < scale else ()
    readings = [Decimal(bare) * scale / 10 ** len(bare)]
    if len(bare) == 2 and scale >= 1000 and not is_glued(token):
        readings.append(Decimal(bare) * scale / 1000)
    return _unique(readings)


def _unique(values: Iterable[Decimal]) -> Readings:
    return tuple(dict.fromkeys(values))
