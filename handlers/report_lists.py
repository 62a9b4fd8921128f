"""Owns the list of outreach reports that were sent: what another report may refer to."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlmodel import Session

from forms.outside import Found, Item
from forms.values import Value
from handlers.messages import World
from storage import places, reports
from storage.reports import Sent
from vietnamese import formats
from vietnamese.dates import read_date
from vietnamese.text import fold

OUTREACH = "outreach_reports"
_FORM = "outreach"
_REACH = timedelta(days=400)  # a data year, and some days to spare
_SHOWN = 12  # the newest; the others are found by their day or place


class OutreachReports:
    """The body's own and those of the commune the report is about, newest first.

    Each is known by the receipt's code.
    """

    def __init__(self, session: Session, body_id: int, world: World) -> None:
        self._session, self._body_id, self._world = session, body_id, world

    def items(self, answers: Mapping[str, Value]) -> Sequence[Item]:
        return self._all(answers)[:_SHOWN]

    def item(self, value: str) -> Item | None:
        found = reports.sent_as(self._session, value, _FORM, "place")
        return _item(found) if found else None

    def search(self, text: str, answers: Mapping[str, Value]) -> Found:
        """By the day, by words of the place, or by the code."""
        days = {day.isoformat() for day in read_date(text, self._world.today).values}
        hits = tuple(
            item
            for item in self._all(answers)
            if item.columns["event_date"] in days or fold(text) in fold(item.label)
        )
        return Found(hits[:_SHOWN], exact=len(hits) == 1)

    def similar(self, _text: str, _answers: Mapping[str, Value]) -> Sequence[Item]:
        return ()

    def _all(self, answers: Mapping[str, Value]) -> list[Item]:
        unit = answers.get("unit")
        commune = places.body_by_key(self._session, unit) if isinstance(unit, str) else None
        bodies = {self._body_id, commune.id if commune else self._body_id}
        since = self._world.today - _REACH
        return [_item(one) for one in reports.sent_by(self._session, bodies, _FORM, since, "place")]


def _item(one: Sent) -> Item:
    label = f"{formats.day(one.event_date)} · {one.shown} ({one.code})"
    return Item(one.code, label, {"event_date": one.event_date.isoformat()})
