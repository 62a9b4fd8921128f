"""Owns the list of outreach reports that a body has sent: what another report may refer to."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlmodel import Session

from forms.outside import Found, Item
from forms.values import Value
from handlers.messages import World
from storage import reports
from storage.reports import Sent
from vietnamese import formats
from vietnamese.dates import read_date
from vietnamese.text import fold

OUTREACH = "outreach_reports"
_FORM = "outreach"
_REACH = timedelta(days=400)  # a data year, and some days to spare


class OutreachReports:
    """Newest first; known by the receipt's code."""

    def __init__(self, session: Session, body_id: int, world: World) -> None:
        self._session, self._body_id, self._world = session, body_id, world

    def items(self, _answers: Mapping[str, Value]) -> Sequence[Item]:
        since = self._world.today - _REACH
        found = reports.sent_by(self._session, self._body_id, _FORM, since, "place")
        return [_item(one) for one in found]

    def item(self, value: str) -> Item | None:
        return next((one for one in self.items({}) if one.name == value), None)

    def search(self, text: str, answers: Mapping[str, Value]) -> Found:
        """By the day, by words of the place, or by the code."""
        days = {day.isoformat() for day in read_date(text, self._world.today).values}
        hits = tuple(
            item
            for item in self.items(answers)
            if item.columns["event_date"] in days or fold(text) in fold(item.label)
        )
        return Found(hits, exact=len(hits) == 1)

    def similar(self, _text: str, _answers: Mapping[str, Value]) -> Sequence[Item]:
        return ()


def _item(one: Sent) -> Item:
    label = f"{formats.day(one.event_date)} · {one.shown} ({one.code})"
    return Item(one.code, label, {"event_date": one.event_date.isoformat()})
