"""Owns what a form offers by default: a value of the question's type, as expressions write it."""

from datetime import date, datetime, time
from decimal import Decimal

from forms.definition import Type
from forms.program import Place
from forms.readings import Taken
from forms.state import State
from forms.values import Point, Value


def read_default(state: State, place: Place) -> Taken | None:
    """The default, if it is one: 2026-11-20, 3.5, the names of choices."""
    written = state.default(place)
    if not written:
        return None
    try:
        value = _value(state, place, written)
    except (ValueError, ArithmeticError):
        return None
    return None if value is None else Taken(value)


def _value(state: State, place: Place, written: str) -> Value | None:
    match place.question.type:
        case Type.TEXT:
            return written
        case Type.INTEGER:
            return int(written)
        case Type.DECIMAL:
            return Decimal(written)
        case Type.DATE:
            return date.fromisoformat(written[:10])
        case Type.TIME:
            return time.fromisoformat(written).replace(tzinfo=None, microsecond=0)
        case Type.DATETIME:
            return datetime.fromisoformat(written).replace(tzinfo=None, microsecond=0)
        case Type.GEOPOINT:
            latitude, longitude, *_ = written.split()
            return Point(float(latitude), float(longitude))
        case _:
            return _chosen(state, place, written)


def _chosen(state: State, place: Place, written: str) -> Value | None:
    match place.question.type:
        case Type.SELECT_ONE:
            return written if any(one.name == written for one in state.choices(place)) else None
        case Type.SELECT_MULTIPLE:
            known, names = [one.name for one in state.choices(place)], written.split()
            return tuple(name for name in known if name in names) or None
        case Type.SELECT_ONE_FROM_FILE:
            item = state.context.lists.item(place.question.choices, written)
            return written if item is not None and state.item_passes(place, item) else None
        case _:
            return None
