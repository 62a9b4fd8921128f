"""Owns the lists of a commune's registry: establishments, craft villages, enterprises."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from forms.outside import Found, Item
from forms.values import Value
from storage import establishments, places
from storage.models import Body, Establishment

ENTERPRISE = "enterprise"
SITES = ("craft_village", "industrial_cluster")
# Each list, and which kinds of entries it shows; None = all. Forms filter by the column `kind`.
KINDS: dict[str, tuple[str, ...] | None] = {
    "establishments": None,
    "sites": SITES,
    "enterprises": (ENTERPRISE,),
}
# Questions whose answer is the kind of an entry.
_KIND_QUESTIONS = ("establishment_type", "site_kind", "target_kind")


def kinds_meant(name: str, answers: Mapping[str, Value]) -> tuple[str, ...]:
    """What the answers say an entry of the list is: asked for, or whom the event was for."""
    listed = KINDS[name]
    if listed == (ENTERPRISE,):
        return listed
    asked = [kind for one in _KIND_QUESTIONS if isinstance(kind := answers.get(one), str)]
    if asked:
        return tuple(asked[:1])
    audience = answers.get("audience_target")
    named = audience if isinstance(audience, tuple) else ()
    return tuple(kind for kind in SITES if kind in named)


class Registry:
    """The entries of the commune that was answered, or of one's own."""

    def __init__(self, session: Session, body_id: int, name: str) -> None:
        self._session, self._body_id, self._name = session, body_id, name
        self._kinds = KINDS[name]

    def items(self, answers: Mapping[str, Value]) -> Sequence[Item]:
        found = establishments.in_commune(self._session, self._commune(answers), self._kinds)
        return [self._item(one) for one in found]

    def item(self, value: str) -> Item | None:
        if not (value.isdecimal() and value.isascii()):
            return None
        found = establishments.get(self._session, int(value))
        return self._item(found) if found and self._holds(found) else None

    def search(self, text: str, answers: Mapping[str, Value]) -> Found:
        hits = establishments.find(self._session, self._commune(answers), text, self._kinds)
        return Found(tuple(self._item(one) for one in hits))

    def similar(self, text: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        kinds = kinds_meant(self._name, answers) or self._kinds
        commune = self._commune(answers)
        found = establishments.similar(self._session, commune, text, kinds)
        return [self._item(one) for one in found]

    def _holds(self, one: Establishment) -> bool:
        return self._kinds is None or one.kind in self._kinds

    def _commune(self, answers: Mapping[str, Value]) -> int:
        unit = answers.get("unit")
        body = places.body_by_key(self._session, unit) if isinstance(unit, str) else None
        return body.id if body else self._body_id

    def _item(self, one: Establishment) -> Item:
        body = self._session.get_one(Body, one.body_id)
        return Item(str(one.id), one.name, {"kind": one.kind, "unit": " ".join(self._units(body))})

    def _units(self, body: Body) -> list[str]:
        """The commune it was listed by, and what that became: a report may speak of either."""
        if body.unit_code is None or body.unit_valid_from is None:
            return []
        key = f"{body.unit_code}@{body.unit_valid_from}"
        if body.valid_to is None:
            return [key]
        became = places.successors(self._session, body.unit_code, body.unit_valid_from)
        return [key, *(places.unit_key(unit) for unit in became)]
