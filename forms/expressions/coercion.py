"""Owns what a value is to an expression, and how it turns into a text, a number, a truth."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from math import isinf, isnan, nan

Atom = str | float | bool | date  # a datetime (aware) is a date, too
# The values of a set of nodes are a tuple: of a repeat several, of what is not relevant none.
XValue = Atom | tuple[Atom, ...]

_EPOCH = date(1970, 1, 1).toordinal()
_EPOCH_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = frozenset("0123456789.-")
_TINY = 1e-12  # what is nearer than that is equal: 0.1 + 0.2 = 0.3, as in JavaRosa


def atom(value: XValue) -> Atom:
    """The first node, as XPath takes a set of nodes where one value is wanted."""
    if isinstance(value, tuple):
        return value[0] if value else ""
    return value


def text(value: XValue) -> str:
    value = atom(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return number_text(value)


def number_text(value: float) -> str:
    """As XPath writes a number: no exponent, no ".0", no digit more than tells it from others.

    >>> number_text(1500000.0), number_text(0.5), number_text(1 / 3)
    ('1500000', '0.5', '0.3333333333333333')
    """
    if isnan(value):
        return "NaN"
    if isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def number(value: XValue) -> float:
    """Dates are whole days since 1970, also those with a time: JavaRosa's way."""
    value = atom(value)
    if isinstance(value, date):
        return float(value.toordinal() - _EPOCH)
    if isinstance(value, str):
        return _read(value)
    return float(value)


def _read(value: str) -> float:
    # float() also takes "1e3", "+5", "1_000", "nan", which are no numbers here.
    # JavaRosa also reads the decimal comma.
    value = value.strip(" \t\r\n").replace(",", ".")
    if not value or not _DIGITS.issuperset(value):
        return nan
    try:
        return float(value)
    except ValueError:
        return nan


def truth(value: XValue) -> bool:
    """Of a set of nodes it is that of the first node's value, as in JavaRosa."""
    value = atom(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return bool(value)
    if isinstance(value, date):
        return True
    return abs(value) > _TINY


def day(value: XValue) -> date | None:
    """A date, or None for what is none: the empty text and whatever cannot be read."""
    value = atom(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str):
            return _day(value)
        return date.fromordinal(_EPOCH + int(value)) if not isinstance(value, bool) else None
    except (ValueError, OverflowError):
        return None


def _day(written: str) -> date:
    year, month, rest = written.strip().split("-")
    return date(int(year), int(month), int(rest[:2].rstrip("T")))


def moment(value: XValue, zone: tzinfo | None) -> datetime | None:
    """As `zone` sees it: of a day its midnight, of a number so many days since 1970 in UTC.

    None for what is neither.
    """
    value = atom(value)
    try:
        if isinstance(value, str) and "T" in value:
            found = datetime.fromisoformat(value.strip())
            return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=zone)
        if isinstance(value, float):
            return (_EPOCH_MOMENT + timedelta(days=value)).astimezone(zone)
    except (ValueError, OverflowError):
        return None
    begun = day(value)
    return None if begun is None else datetime.combine(begun, time(), zone)


def days_since_epoch(value: datetime) -> float:
    """With the part of the day, reckoned in UTC."""
    return (value - _EPOCH_MOMENT).total_seconds() / 86_400


def atoms(values: Iterable[XValue]) -> list[Atom]:
    """All nodes of all arguments: what sum, min, max, join look at."""
    found: list[Atom] = []
    for value in values:
        if isinstance(value, tuple):
            found.extend(value)
        else:
            found.append(value)
    return found


def equal(left: XValue, right: XValue) -> bool:
    if isinstance(left, tuple) or isinstance(right, tuple):
        return any(_same(one, other) for one in some(left) for other in some(right))
    return _same(left, right)


def unequal(left: XValue, right: XValue) -> bool:
    if isinstance(left, tuple) or isinstance(right, tuple):
        return any(not _same(one, other) for one in some(left) for other in some(right))
    return not _same(left, right)


def some(value: XValue) -> tuple[Atom, ...]:
    """What one side of a comparison stands for; nothing at all is the empty text."""
    return (value or ("",)) if isinstance(value, tuple) else (value,)


def ranks(left: Atom, right: Atom) -> tuple[float, float]:
    """What stands for two values where they are put in order: of two moments the time counts."""
    if (
        isinstance(left, datetime)
        and isinstance(right, datetime)
        and (left.tzinfo is None) == (right.tzinfo is None)
    ):
        return 0.0, (right - left).total_seconds()
    return number(left), number(right)


def _same(left: Atom, right: Atom) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, float | int) or isinstance(right, float | int):
        one, other = number(left), number(right)
        return one == other or abs(one - other) < _TINY
    if isinstance(left, date) and isinstance(right, date):
        one, other = ranks(left, right)
        return one == other
    return text(left) == text(right)
