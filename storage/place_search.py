"""Owns finding a place by its name as people type it, without ever taking one for another.

The answer is exact only where one place can be meant. A name in part, a slip, a kind or a mark that
contradicts, several places of the name: all that comes back as choices, the likeliest first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeAlias, TypeVar

from rapidfuzz import fuzz, process
from sqlmodel import Session

from storage.models import AdminUnit, Body, Level
from storage.place_index import Book, Entry, Note, When, library
from storage.place_names import Agreement, Typed, agreement, alike, readings, squeezed
from vietnamese.text import clean

P = TypeVar("P")
MOST = 6  # choices a phone shows without scrolling
LIKE_ENOUGH = 70  # RapidFuzz's ratio, in percent; below it guesses become noise
NEARLY = 85  # "than uyen" ~ "tan uyen": offered beside a name whose marks contradict


@dataclass(frozen=True, slots=True)
class Exact(Generic[P]):
    """This one is meant. The notes tell what else the name meant at another time, or became."""

    place: P
    notes: tuple[Note[P], ...] = ()


@dataclass(frozen=True, slots=True)
class Choices(Generic[P]):
    """One of these may be meant: ask, even when there is only one."""

    places: tuple[P, ...]
    notes: tuple[Note[P], ...] = ()


@dataclass(frozen=True, slots=True)
class Nothing:
    """No name is like what was typed."""


UnitSearch: TypeAlias = Exact[AdminUnit] | Choices[AdminUnit] | Nothing
BodySearch: TypeAlias = Exact[Body] | Choices[Body] | Nothing


def search_units(
    session: Session,
    text: str,
    day: date,
    *,
    include_past: bool = True,
    level: Level = Level.COMMUNE,
) -> UnitSearch:
    """The unit in force on `day` that was meant; also by the name of what it was made of.

    What follows a comma ("…, huyện Mường Tè") is not looked at.
    """
    book = library(session).units[level].book(day)
    return _search(book, text.partition(",")[0], include_past=include_past)


def units_here(session: Session, day: date, level: Level = Level.COMMUNE) -> Sequence[AdminUnit]:
    """As `places.units_at`, from memory: they belong to no session."""
    return library(session).units[level].book(day).here


def unit_of_key(session: Session, key: str) -> AdminUnit | None:
    """As `places.unit_by_key`, from memory."""
    shelves = library(session).units.values()
    return next((unit for shelf in shelves if (unit := shelf.place(key))), None)


def search_bodies(session: Session, text: str, day: date) -> BodySearch:
    """A department or an area by its name, its abbreviation or its key."""
    return _search(library(session).bodies.book(day), text, include_past=True)


def _search(book: Book[P], text: str, *, include_past: bool) -> Exact[P] | Choices[P] | Nothing:
    if coded := _wanted(book.by_code.get(clean(text).casefold(), ()), include_past=include_past):
        return _coded(coded)
    ways = readings(text)
    for typed in ways:
        named = book.by_name.get(squeezed(typed.folded), ())
        if named := _wanted(named, include_past=include_past):
            return _beside(book, _named(named, typed), named, typed)
    if not ways:
        return Nothing()
    return _guessed(book, ways[-1], include_past=include_past)


def _wanted(entries: tuple[Entry[P], ...], *, include_past: bool) -> tuple[Entry[P], ...]:
    return tuple(e for e in entries if e.now and (include_past or e.when is When.HERE))


def _coded(entries: tuple[Entry[P], ...]) -> Exact[P] | Choices[P]:
    """A code is the unit that has it on the day; else what the one that had it became."""
    here = [e for e in entries if e.when is When.HERE]
    renamed = [e for e in entries if e.item.names[0] not in {h.item.names[0] for h in here}]
    speaking = [e for e in renamed if e.when is When.PAST] or (here if renamed else [])
    found = _places(here or entries)
    sure = entries[0].when is not When.FUTURE or bool(here)
    return _answer(found, [note for entry in speaking for note in entry.notes], sure=sure)


def _named(entries: tuple[Entry[P], ...], typed: Typed) -> Exact[P] | Choices[P]:
    entries, agreed = _by_marks(entries, typed)
    meant = [e for e in entries if not typed.kind or typed.kind in e.item.kinds]
    sure = agreed and bool(meant)
    meant = meant or list(entries)
    here = [e for e in meant if e.when is When.HERE]
    if not here:  # only at another time: what it is on the day, and who has the name on the day
        others = [e for e in entries if e.when is When.HERE]
        past = meant[0].when is When.PAST
        found = _places([*meant, *others] if past else [*others, *meant])
        return _answer(found, [note for entry in meant for note in entry.notes], sure=sure)
    found = _places(here)
    # Its name will be that of a unit it is no part of: who says it today may mean either.
    later = [e for e in meant if e.when is When.FUTURE and not any(_in(p, found) for p in e.now)]
    found = _places([*here, *later])
    notes = [
        note
        for entry in meant
        for note in entry.notes
        if (entry.when is When.PAST and not _in(note.new, found))
        or (entry.when is When.HERE and len(found) > 1)
        or (entry.when is When.FUTURE and _in(note.old, _places(later)))
    ]
    return _answer(found, notes, sure=sure)


def _beside(
    book: Book[P], answer: Exact[P] | Choices[P], named: tuple[Entry[P], ...], typed: Typed
) -> Exact[P] | Choices[P]:
    """Where marks contradict, a name nearly like it may be meant: "Thân Uyên" is Tân Uyên?"""
    if isinstance(answer, Exact) or _by_marks(named, typed)[1]:
        return answer
    near = dict(_near(book, squeezed(typed.folded), NEARLY))
    more = [entry for entry in _ranked(book, near) if entry.when is When.HERE]
    places = [*answer.places, *(p for p in _places(more) if not _in(p, answer.places))]
    return Choices(tuple(places[:MOST]), answer.notes)


def _by_marks(entries: tuple[Entry[P], ...], typed: Typed) -> tuple[tuple[Entry[P], ...], bool]:
    """Those whose marks agree best with the typed ones, and whether they agree at all."""
    if not typed.has_marks:
        return entries, True
    letters = squeezed(typed.folded)
    best = {
        e.item.key: max(agreement(typed, n) for n in e.item.names if squeezed(n) == letters)
        for e in entries
    }
    most = max(best.values())
    return tuple(e for e in entries if best[e.item.key] is most), most is not Agreement.AGAINST


def _guessed(book: Book[P], typed: Typed, *, include_past: bool) -> Choices[P] | Nothing:
    letters = squeezed(typed.folded)
    if len(letters) < 2:
        return Nothing()
    scores: dict[str, float] = {}
    for start, name in book.starts:
        if start.startswith(letters) and (start == name or len(letters) > 2):
            scores[name] = max(scores.get(name, 0), 200 if start == name else 150)
    for name, score in _near(book, letters, LIKE_ENOUGH):
        scores.setdefault(name, score)
    entries = [e for e in _ranked(book, scores) if _wanted((e,), include_past=include_past)]
    found: list[P] = []
    notes: list[Note[P]] = []
    for entry in entries:  # a note where an old name is why the place is among the choices
        new = [place for place in entry.now if not _in(place, found)][: MOST - len(found)]
        found += new
        if entry.when is When.PAST:
            notes += [note for note in entry.notes if _in(note.new, new)]
    return Choices(tuple(found), tuple(notes)) if found else Nothing()


def _near(book: Book[P], letters: str, cutoff: float) -> list[tuple[str, float]]:
    found = process.extract(
        alike(letters), book.alike, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
    )
    return [(name, score) for _, score, name in found]


def _ranked(book: Book[P], scores: dict[str, float]) -> list[Entry[P]]:
    """Not the ones still to come: nobody asks by such a name for a day before it."""
    ranked = sorted(
        (
            (-score, entry.when is not When.HERE, name, place, entry)
            for name, score in scores.items()
            for place, entry in enumerate(book.by_name[name])
            if entry.when is not When.FUTURE
        ),
        key=lambda rank: rank[:4],
    )
    return [entry for *_, entry in ranked]


def _answer(found: list[P], notes: list[Note[P]], *, sure: bool) -> Exact[P] | Choices[P]:
    if sure and len(found) == 1:
        return Exact(found[0], tuple(notes))
    return Choices(tuple(found[:MOST]), tuple(notes))


def _places(entries: Iterable[Entry[P]]) -> list[P]:
    found: list[P] = []
    for entry in entries:
        found += [place for place in entry.now if not _in(place, found)]
    return found


def _in(place: P, places: Iterable[P]) -> bool:
    return any(one is place for one in places)  # the index has each place once
