"""Owns the outside lists of forms, as a form of one body sees them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from sqlmodel import Session

from forms.definition import Form
from forms.outside import Context, Found, Item
from forms.values import Value
from handlers.messages import World
from handlers.previous import Previous
from handlers.registry_lists import KINDS, Registry
from handlers.report_lists import OUTREACH, OutreachReports
from handlers.starting import Starting
from handlers.unit_lists import UNITS, Units

# Each list with the columns of its entries. A form that names another list, or another column,
# would find nothing.
COLUMNS: Mapping[str, frozenset[str] | None] = {
    UNITS: frozenset({"code", "valid_from", "valid_to", "level", "kind"}),
    OUTREACH: frozenset({"event_date"}),
    **dict.fromkeys(KINDS, frozenset({"kind", "unit"})),
}


def context(
    session: Session,
    username: str,
    body_id: int,
    world: World,
    form: Form,
    report_id: int | None = None,
) -> Context:
    """What the engine may know of the outside, for a report of this body.

    `report_id`: the report that is being corrected; it is not its own predecessor.
    """
    return Context(
        today=world.today,
        lists=BodyLists(session, body_id, world),
        username=username,
        me=Starting(session, body_id),
        now=world.now.astimezone(world.zone),
        language=world.language,
        previous=Previous(session, body_id, form, report_id),
        chance=world.chance,
    )


class One(Protocol):
    """One outside list; see `forms.outside.Lists`."""

    def items(self, answers: Mapping[str, Value]) -> Sequence[Item]: ...

    def item(self, value: str) -> Item | None: ...

    def search(self, text: str, answers: Mapping[str, Value]) -> Found: ...

    def similar(self, text: str, answers: Mapping[str, Value]) -> Sequence[Item]: ...


class BodyLists:
    """`forms.outside.Lists` over the database. A list that nobody keeps is empty."""

    def __init__(self, session: Session, body_id: int, world: World) -> None:
        self._lists: dict[str, One] = {
            UNITS: Units(session, world),
            OUTREACH: OutreachReports(session, body_id, world),
            **{name: Registry(session, body_id, name) for name in KINDS},
        }

    def items(self, name: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        one = self._lists.get(name)
        return one.items(answers) if one else ()

    def item(self, name: str, value: str) -> Item | None:
        one = self._lists.get(name)
        return one.item(value) if one else None

    def search(self, name: str, text: str, answers: Mapping[str, Value]) -> Found:
        one = self._lists.get(name)
        return one.search(text, answers) if one else Found()

    def similar(self, name: str, text: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        one = self._lists.get(name)
        return one.similar(text, answers) if one else ()
