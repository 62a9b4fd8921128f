"""Owns the names of all places in memory: who bears which name on a day, and what became of them.

Read once per engine and kept, so that a search asks the database nothing. What this process changes
through `places_changed` is seen at once, what another one changes within a minute.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event
from sqlmodel import Session

from storage.models import AdminUnit, Body, Level
from storage.place_names import alike, squeezed
from storage.place_rows import Edge, Item, body_rows, unit_rows
from vietnamese.text import fold

P = TypeVar("P")
KEPT_SECONDS = 60.0


class When(StrEnum):
    """When a place is in force, seen from the day of the search."""

    PAST = "past"
    HERE = "here"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Note(Generic[P]):
    """`old` became (part of) `new` on `effective_from`."""

    old: P
    new: P
    effective_from: date


@dataclass(frozen=True, slots=True)
class Entry(Generic[P]):
    """A place, and what it is on the day: itself, its successors, or the parts it will be of."""

    item: Item[P]
    when: When
    now: tuple[P, ...]
    notes: tuple[Note[P], ...]  # between it and `now`; of a place in force: what it became later


@dataclass(frozen=True)
class Book(Generic[P]):
    """Everybody's names, read on one day."""

    entries: tuple[Entry[P], ...]
    by_name: dict[str, tuple[Entry[P], ...]] = field(init=False)
    by_code: dict[str, tuple[Entry[P], ...]] = field(init=False)

    def __post_init__(self) -> None:
        names: dict[str, list[Entry[P]]] = defaultdict(list)
        codes: dict[str, list[Entry[P]]] = defaultdict(list)
        for entry in self.entries:
            for name in dict.fromkeys(squeezed(name) for name in entry.item.names):
                names[name].append(entry)
            for code in entry.item.codes:
                codes[code].append(entry)
        object.__setattr__(self, "by_name", {name: tuple(found) for name, found in names.items()})
        object.__setattr__(self, "by_code", {code: tuple(found) for code, found in codes.items()})

    @cached_property
    def here(self) -> tuple[P, ...]:
        """The places in force, as a reader looks for them: by name."""
        found = [entry.item for entry in self.entries if entry.when is When.HERE]
        found.sort(key=lambda item: (fold(item.names[0]), item.names[0], item.key))
        return tuple(item.place for item in found)

    @cached_property
    def starts(self) -> tuple[tuple[str, str], ...]:
        """From each word of a name to its end, beside the whole name."""
        found: dict[tuple[str, str], None] = {}
        for entry in self.entries:
            for name in entry.item.names:
                words, whole = name.split(), squeezed(name)
                found |= {(squeezed(" ".join(words[i:])), whole): None for i in range(len(words))}
        return tuple(found)

    @cached_property
    def alike(self) -> dict[str, str]:
        """Every name (letters only) as it sounds: what a fuzzy search compares with."""
        return {name: alike(name) for name in self.by_name}


class Shelf(Generic[P]):
    """Rows of one kind of place, and the books made of them: one for each span of days."""

    def __init__(self, items: list[Item[P]], edges: list[Edge]) -> None:
        self._items = {item.key: item for item in items}
        self._after: dict[str, list[Edge]] = defaultdict(list)
        self._before: dict[str, list[Edge]] = defaultdict(list)
        for edge in edges:
            if edge.old in self._items and edge.new in self._items:
                self._after[edge.old].append(edge)
                self._before[edge.new].append(edge)
        starts = {item.valid_from.toordinal() for item in items}
        ends = {item.valid_to.toordinal() + 1 for item in items if item.valid_to}
        self._turns = sorted(starts | ends)
        self._books: dict[int, Book[P]] = {}

    def place(self, key: str) -> P | None:
        found = self._items.get(key)
        return found.place if found else None

    def book(self, day: date) -> Book[P]:
        span = sum(turn <= day.toordinal() for turn in self._turns)
        if span not in self._books:
            self._books[span] = Book(tuple(self._entry(i, day) for i in self._items.values()))
        return self._books[span]

    def _entry(self, item: Item[P], day: date) -> Entry[P]:
        when = _when(item, day)
        if when is When.HERE:
            notes = tuple(
                Note(item.place, self._items[edge.new].place, edge.effective_from)
                for edge in self._after[item.key]
            )
            return Entry(item, when, (item.place,), notes)
        found = tuple(dict.fromkeys(self._reach(item, day, when)))
        now = tuple(self._items[key].place for key, _ in found)
        if when is When.PAST:
            notes = tuple(Note(item.place, self._items[k].place, on) for k, on in found)
        else:
            notes = tuple(Note(self._items[k].place, item.place, on) for k, on in found)
        return Entry(item, when, now, notes)

    def _reach(self, item: Item[P], day: date, when: When) -> Iterator[tuple[str, date]]:
        """Follow the lineage towards the day, until places that are in force on it."""
        past = when is When.PAST
        for edge in (self._after if past else self._before)[item.key]:
            other = self._items[edge.new if past else edge.old]
            if _when(other, day) is When.HERE:
                yield other.key, edge.effective_from
            elif _when(other, day) is when:
                yield from self._reach(other, day, when)


@dataclass(frozen=True, slots=True)
class Library:
    """All shelves of one database, and when they were filled."""

    units: dict[Level, Shelf[AdminUnit]]
    bodies: Shelf[Body]
    read_at: float


_libraries: WeakKeyDictionary[Engine, Library] = WeakKeyDictionary()


def library(session: Session) -> Library:
    engine = session.get_bind().engine
    changing = session.info.get(_CHANGING, False)
    kept = None if changing else _libraries.get(engine)
    if kept is None or time.monotonic() - kept.read_at > KEPT_SECONDS:
        kept = Library(
            {level: Shelf(*unit_rows(session, level)) for level in Level},
            Shelf(*body_rows(session)),
            time.monotonic(),
        )
        if not changing:
            _libraries[engine] = kept
    return kept


_CHANGING = "places are being changed in this session"


def places_changed(session: Session) -> None:
    """Say that this session changes places: it sees that now, others once it has committed."""
    if session.info.get(_CHANGING):
        return
    session.info[_CHANGING] = True

    @event.listens_for(session, "after_commit")
    def _forget(session: Session) -> None:
        if not session.in_nested_transaction() and session.info.pop(_CHANGING, False):
            _libraries.clear()


def _when(item: Item[P], day: date) -> When:
    if item.valid_from > day:
        return When.FUTURE
    return When.PAST if item.valid_to is not None and item.valid_to < day else When.HERE
