"""Owns how values are shown: 1.234,5 · 1.500.000 đồng · 20/11/2026 (thứ Sáu) · 0912 345 678."""

from datetime import date, datetime, time, tzinfo
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


def day_in_words(value: date) -> str:
    """The weekday first, as a deadline is said.

    >>> day_in_words(date(2026, 12, 4))
    'thứ Sáu 04/12/2026'
    """
    return f"{_WEEKDAYS[value.weekday()]} {day(value)}"


def moment(value: datetime, zone: tzinfo) -> str:
    """ "09:05 ngày 23/11/2026", on the clock of `zone`."""
    local = value.astimezone(zone)
    return f"{local:%H:%M} ngày {day(local.date())}"


def time_of_day(value: time) -> str:
    return f"{value:%H:%M}"


def moment_in_full(value: datetime) -> str:
    """With the weekday, on the clock the moment is kept in.

    >>> moment_in_full(datetime(2026, 11, 20, 8, 30))
    '08:30, 20/11/2026 (thứ Sáu)'
    """
    return f"{value:%H:%M}, {day_in_full(value.date())}"


def percent(value: int | Decimal) -> str:
    return f"{number(value)}%"


def phone(value: str) -> str:
    """In groups, the last of three or four figures: what is said aloud.

    >>> phone("0912345678"), phone("02133876543")
    ('0912 345 678', '0213 3876 543')
    """
    return " ".join(part for part in (value[:4], value[4:-3], value[-3:]) if part)


def point(latitude: float, longitude: float) -> str:
    """Degrees to six places, which is about ten centimetres."""
    return f"{latitude:.6f}, {longitude:.6f}"
