"""Owns the list of administrative units: found by name, by an alias, by an old name."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from forms.outside import Found, Item
from forms.values import Value
from handlers.messages import World
from storage import place_search, places
from storage.models import AdminUnit
from storage.place_index import Note
from vietnamese import formats

UNITS = "units"


class Units:
    """As they were on the day the report is about."""

    def __init__(self, session: Session, world: World) -> None:
        self._session, self._world = session, world

    def items(self, answers: Mapping[str, Value]) -> Sequence[Item]:
        day = _event_day(answers, self._world.today)
        return [_unit(one) for one in place_search.units_here(self._session, day)]

    def item(self, value: str) -> Item | None:
        unit = place_search.unit_of_key(self._session, value)
        return _unit(unit) if unit else None

    def search(self, text: str, answers: Mapping[str, Value]) -> Found:
        day = _event_day(answers, self._world.today)
        match place_search.search_units(self._session, text, day):
            case place_search.Exact(place=unit, notes=notes):
                return Found((_unit(unit),), exact=True, note=self._notes(notes))
            case place_search.Choices(places=units, notes=notes):
                return Found(tuple(_unit(unit) for unit in units), note=self._notes(notes))
            case place_search.Nothing():
                return Found()

    def similar(self, _text: str, _answers: Mapping[str, Value]) -> Sequence[Item]:
        return ()

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
    given = (answers.get(name) for name in ("event_date", "survey_date"))
    return next((value for value in given if isinstance(value, date)), today)
