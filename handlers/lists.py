"""Owns the outside lists of forms: units and establishments, as a form of one body sees them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlmodel import Session

from forms.steps import Context, Found, Item
from forms.values import Value
from handlers.messages import World
from storage import establishments, place_search, places
from storage.models import AdminUnit, Body, BodyKind, Establishment
from storage.place_index import Note
from vietnamese import formats

UNITS, ESTABLISHMENTS = "units", "establishments"


def context(session: Session, username: str, body_id: int, world: World) -> Context:
    """What the engine may know of the outside, for a report of this body."""
    found = BodyLists(session, body_id, world)
    return Context(today=world.today, lists=found, username=username, me=Me(session, body_id))


class Me(Mapping[str, str]):
    """Starting values, looked up only when a form asks: most steps do not."""

    def __init__(self, session: Session, body_id: int) -> None:
        self._session, self._body_id = session, body_id

    def __getitem__(self, key: str) -> str:
        body = self._session.get_one(Body, self._body_id)
        if key == "unit" and body.kind == BodyKind.COMMUNE:
            return f"{body.unit_code}@{body.unit_valid_from}"
        if key == "body":
            return body.name
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(("unit", "body"))

    def __len__(self) -> int:
        return 2


class BodyLists:
    """`forms.steps.Lists` over the database."""

    def __init__(self, session: Session, body_id: int, world: World) -> None:
        self._session, self._body_id, self._world = session, body_id, world

    def items(self, name: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        if name == ESTABLISHMENTS:
            found = establishments.in_commune(self._session, self._registry(answers))
            return [self._establishment(one) for one in found]
        day = _event_day(answers, self._world.today)
        return [_unit(one) for one in place_search.units_here(self._session, day)]

    def item(self, name: str, value: str) -> Item | None:
        if name == ESTABLISHMENTS:
            found = establishments.get(self._session, int(value)) if value.isdigit() else None
            return self._establishment(found) if found else None
        unit = place_search.unit_of_key(self._session, value)
        return _unit(unit) if unit else None

    def search(self, name: str, text: str, answers: Mapping[str, Value]) -> Found:
        if name == ESTABLISHMENTS:
            hits = establishments.find(self._session, self._registry(answers), text)
            return Found(tuple(self._establishment(one) for one in hits))
        day = _event_day(answers, self._world.today)
        match place_search.search_units(self._session, text, day):
            case place_search.Exact(place=unit, notes=notes):
                return Found((_unit(unit),), exact=True, note=self._notes(notes))
            case place_search.Choices(places=units, notes=notes):
                return Found(tuple(_unit(unit) for unit in units), note=self._notes(notes))
            case place_search.Nothing():
                return Found()

    def similar(self, name: str, text: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        if name != ESTABLISHMENTS:
            return ()
        kind = answers.get("establishment_type")
        kinds = [kind] if isinstance(kind, str) else None
        found = establishments.similar(self._session, self._registry(answers), text, kinds)
        return [self._establishment(one) for one in found]

    def _registry(self, answers: Mapping[str, Value]) -> int:
        """The commune whose registry is meant: the one that was answered, or one's own."""
        unit = answers.get("unit")
        body = places.body_by_key(self._session, unit) if isinstance(unit, str) else None
        return body.id if body else self._body_id

    def _establishment(self, one: Establishment) -> Item:
        body = self._session.get_one(Body, one.body_id)
        unit = f"{body.unit_code}@{body.unit_valid_from}" if body.unit_code else ""
        return Item(str(one.id), one.name, {"kind": one.kind, "unit": unit})

    def _notes(self, notes: Sequence[Note[AdminUnit]]) -> str:
        """ "Xã Phúc Than nay thuộc xã Mường Than (từ 01/7/2025)." """
        _ = self._world.gettext
        sentence = _("{old} is now part of {new} (since {date}).")
        return "\n".join(
            sentence.format(
                old=_capital(places.full_name(note.old)),
                new=places.full_name(note.new),
                date=formats.day(note.effective_from),
            )
            for note in notes
        )


def _unit(unit: AdminUnit) -> Item:
    return Item(
        places.unit_key(unit),
        _capital(places.full_name(unit)),
        {
            "code": unit.code,
            "valid_from": unit.valid_from.isoformat(),
            "valid_to": unit.valid_to.isoformat() if unit.valid_to else "",
            "level": unit.level,
            "kind": unit.kind,
        },
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _event_day(answers: Mapping[str, Value], today: date) -> date:
    """A unit is meant as it was on the day the report is about."""
    for name in ("event_date", "survey_date"):
        value = answers.get(name)
        if isinstance(value, date):
            return value
    return today
