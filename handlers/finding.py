"""Owns the units that typed names mean: surely, perhaps, or none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from storage import place_search, places
from storage.models import AdminUnit, Body, BodyKind

_BETWEEN = re.compile(r"[,;\n]")
MOST_NAMES = 120  # more than there are units in a province


@dataclass(frozen=True, slots=True)
class Found:
    """`sure`: this one is meant. Otherwise one of `maybe` may be."""

    sure: Body | None = None
    maybe: tuple[Body, ...] = ()


def names(text: str) -> list[str]:
    """ "Mường Tè, Bum Tở" or one a line."""
    parts = (part.strip() for part in _BETWEEN.split(text))
    return [part for part in parts if part][:MOST_NAMES]


def find(session: Session, name: str, day: date) -> Found:
    """The commune or department of that code, key or name on `day`."""
    coded = places.find_body(session, name, day)
    if coded is not None and coded.kind != BodyKind.AREA:
        return Found(sure=coded)
    sure, maybe = _communes(session, name, day)
    more_sure, more_maybe = _departments(session, name, day)
    certain = _distinct([*sure, *more_sure])
    if len(certain) == 1:
        return Found(sure=certain[0])
    return Found(maybe=tuple(_distinct([*certain, *maybe, *more_maybe])[: place_search.MOST]))


def _communes(session: Session, name: str, day: date) -> tuple[list[Body], list[Body]]:
    match place_search.search_units(session, name, day):
        case place_search.Exact(place=unit):
            return _bodies(session, [unit]), []
        case place_search.Choices(places=units):
            return [], _bodies(session, units)
        case place_search.Nothing():
            return [], []


def _departments(session: Session, name: str, day: date) -> tuple[list[Body], list[Body]]:
    match place_search.search_bodies(session, name, day):
        case place_search.Exact(place=body):
            return _but_areas([body]), []
        case place_search.Choices(places=bodies):
            return [], _but_areas(bodies)
        case place_search.Nothing():
            return [], []


def _bodies(session: Session, units: Iterable[AdminUnit]) -> list[Body]:
    found = (places.body_by_key(session, places.unit_key(unit)) for unit in units)
    return [body for body in found if body is not None]


def _but_areas(bodies: Iterable[Body]) -> list[Body]:
    """An area is asked for by its button, and "Mường Tè" alone is a commune."""
    return [body for body in bodies if body.kind != BodyKind.AREA]


def _distinct(bodies: Iterable[Body]) -> list[Body]:
    return list({body.id: body for body in bodies}.values())
