"""Owns rounds and reports made straight in the database, and how a unit stands in them."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from storage import form_versions, people, places, rounds, statuses
from storage.models import (
    Answer,
    Body,
    Draft,
    Establishment,
    NilDeclaration,
    Report,
    ReportState,
    Requirement,
    Revision,
    Round,
    RoundKind,
)
from storage.moments import Moment
from storage.rounds import Asked, Plan
from storage.statuses import Status
from vietnamese.workdays import Workdays

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day: date, clock: str = "09:00") -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


DUE = date(2026, 12, 4)  # a Friday
OUTREACH = Asked("outreach", Requirement.AT_LEAST_ONE)
PERIOD = Asked("period_report", Requirement.ONCE)
SHOPS = Asked("packaging", Requirement.PER_ESTABLISHMENT, "establishment", ("shop", "market"))
_NUMBERS = itertools.count(1)  # of keys, codes, names
SENT = at(date(2026, 11, 23), "07:30")  # unless said otherwise
COMMUNE = "03445"  # xã Mường Tè, made of 03445 and 03457 of before the reform


@dataclass
class Stage:
    session: Session

    def __post_init__(self) -> None:
        self.person = people.add(self.session, "Lò Văn An", "", None, at(date(2024, 1, 1)))

    def body(self, key: str = COMMUNE, day: date = DUE) -> Body:
        found = places.find_body(self.session, key, day)
        assert found is not None, key
        return found

    def round(self, *asked: Asked, **changes: Any) -> Round:
        plan: dict[str, Any] = {
            "key": f"round-{next(_NUMBERS)}",
            "title": "Báo cáo năm 2026",
            "kind": RoundKind.PERIODIC,
            "scope": {"kinds": ["commune"]},
            "as_of": date(2025, 12, 1),
            "window": (date(2025, 12, 1), date(2026, 11, 30)),
            "cut_off": date(2026, 11, 30),
            "due_on": DUE,
            "forms": asked or (OUTREACH,),
        }
        made = rounds.add(self.session, Plan(**(plan | changes)), at(date(2025, 12, 1)))
        assert made is not None
        return made

    def report(
        self,
        body: Body,
        form_id: str = "outreach",
        *,
        event: date = date(2026, 11, 20),
        sent: datetime | None = None,
        state: ReportState = ReportState.SUBMITTED,
        one: Round | None = None,
        about: tuple[str, Establishment] | None = None,
        unit: Body | None = None,
    ) -> Report:
        """`about`: an establishment and the question that names it; `unit`: where it was."""
        sent = sent or SENT
        place = unit or body
        report = Report(
            code=f"BC-{next(_NUMBERS)}",
            person_id=self.person.id,
            body_id=body.id,
            form_id=form_id,
            state=state,
            event_date=event,
            unit_code=place.unit_code,
            unit_valid_from=place.unit_valid_from,
            round_id=one.id if one else None,
            submitted_at=sent,
            created_at=sent,
        )
        self.session.add(report)
        self.session.flush()
        self.revise(report, sent, about)
        return report

    def revise(
        self, report: Report, sent: datetime, about: tuple[str, Establishment] | None = None
    ) -> None:
        """The report is sent (again), with one answer."""
        version = form_versions.latest(self.session, report.form_id)
        assert version is not None
        revision = Revision(
            report_id=report.id,
            number=self._next_number(report),
            draft_id=next(_NUMBERS),
            form_version_id=version.id,
            person_id=self.person.id,
            filling={},
            submitted_at=sent,
        )
        self.session.add(revision)
        report.revision, report.submitted_at = revision.number, sent
        self.session.flush()
        if about is not None:
            name, shop = about
            value = str(shop.id)
            self.session.add(
                Answer(revision_id=revision.id, name=name, ordinal=0, type="text", label="",
                       shown=shop.name, value=value)
            )  # fmt: skip
            self.session.flush()

    def draft(
        self,
        body: Body,
        form_id: str = "outreach",
        *,
        person_id: int | None = None,
        corrects: Report | None = None,
    ) -> Draft:
        version = form_versions.latest(self.session, form_id)
        assert version is not None
        now = at(date(2026, 11, 23))
        draft = Draft(
            person_id=person_id or self.person.id, body_id=body.id, form_version_id=version.id,
            report_id=corrects.id if corrects else None, filling={},
            created_at=now, updated_at=now,
        )  # fmt: skip
        self.session.add(draft)
        self.session.flush()
        return draft

    def shop(
        self,
        body: Body,
        kind: str = "shop",
        *,
        closed: date | None = None,
        joined: datetime | None = None,
    ) -> Establishment:
        number = next(_NUMBERS)
        shop = Establishment(
            body_id=body.id, kind=kind, name=f"Cửa hàng {number}", folded=f"cua hang {number}",
            created_at=joined or at(date(2025, 1, 1)), closed_on=closed,
        )  # fmt: skip
        self.session.add(shop)
        self.session.flush()
        return shop

    def nil(
        self, one: Round, body: Body, form_id: str = "outreach", sent: datetime | None = None
    ) -> None:
        self.session.add(
            NilDeclaration(
                round_id=one.id, body_id=body.id, form_id=form_id, person_id=self.person.id,
                declared_at=sent or SENT,
            )
        )  # fmt: skip
        self.session.flush()

    def status(self, one: Round, body: Body, now: datetime | None = None) -> Status:
        return self.statuses(one, [body.id], now)[body.id]

    def statuses(
        self, one: Round, body_ids: Sequence[int], now: datetime | None = None
    ) -> dict[int, Status]:
        moment = Moment(now or at(date(2026, 11, 24)), ZONE, Workdays())
        return statuses.of(self.session, one, body_ids, moment)

    def _next_number(self, report: Report) -> int:
        numbers = self.session.exec(
            select(Revision.number).where(col(Revision.report_id) == report.id)
        )
        return max(numbers, default=0) + 1
