"""Owns how numbers, money and dates are shown: 1.234,5 · 1.500.000 đồng · 20/11/2026 (thứ Sáu)."""

from datetime import date, datetime, tzinfo
from decimal import Decimal

_SWAP = str.maketrans(",.", ".,")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def number(value: int | Decimal) -> str:
    """All its digits: babel would round a decimal to three places.

    >>> number(Decimal("1234.5")), number(1250)
    ('1.234,5', '1.250')
    """
    return f"{value:,f}".translate(_SWAP) if isinstance(value, Decimal) else _whole(value)


def _whole(value: int) -> str:
    return f"{value:,}".translate(_SWAP)


def money(value: int) -> str:
    return f"{number(value)} đồng"


def day(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def day_in_full(value: date) -> str:
    """With the weekday, by which people notice a mistake."""
    return f"{day(value)} ({_WEEKDAYS[value.weekday()]})"


def moment(value: datetime, zone: tzinfo) -> str:
    """ "09:05 ngày 23/11/2026", on the clock of `zone`."""
    local = value.astimezone(zone)
    return f"{local:%H:%M} ngày {day(local.date())}"
