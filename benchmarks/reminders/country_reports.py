"""Owns what a made-up country has reported: outreach, five shops a commune, the period's report."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert, literal, select
from sqlmodel import Session, col

from storage import form_versions
from storage.models import Answer, Body, Establishment, Report, Revision
from storage.models.types import Json

OUTREACH = 4  # reports of each commune
SHOPS = 5
SOME_SHOPS = 2  # reported on by a commune that is not done
ANSWERS = 10  # of each report, the shop among them


@dataclass(frozen=True, slots=True)
class Sent:
    """One report: by the commune of this number, about this shop (None: no shop)."""

    id: int
    commune: int
    form_id: str
    shop: int | None = None


def write(
    session: Session,
    bodies: Sequence[Body],
    is_done: Callable[[int], bool],
    today: date,
    first: int,
) -> None:
    at = datetime.combine(today, time(2), UTC) - timedelta(days=10)
    connection = session.connection()
    connection.execute(insert(Establishment), list(_shops(bodies, at, first)))
    sent = list(_sent(len(bodies), is_done, first))
    versions = {
        form_id: version.id
        for form_id in {one.form_id for one in sent}
        if (version := form_versions.latest(session, form_id)) is not None
    }
    connection.execute(
        insert(Report),
        [
            {"id": one.id, "code": f"B-{one.id}", "person_id": _author(one, first),
             "body_id": bodies[one.commune].id, "form_id": one.form_id, "event_date": at.date(),
             "unit_code": bodies[one.commune].unit_code,
             "unit_valid_from": bodies[one.commune].unit_valid_from,
             "submitted_at": at, "created_at": at}
            for one in sent
        ],
    )  # fmt: skip
    connection.execute(
        insert(Revision),
        [
            {"id": one.id, "report_id": one.id, "number": 1, "draft_id": one.id,
             "form_version_id": versions[one.form_id], "person_id": _author(one, first),
             "filling": {}, "submitted_at": at}
            for one in sent
        ],
    )  # fmt: skip
    _answer(session, sent)


def _sent(communes: int, is_done: Callable[[int], bool], first: int) -> Iterator[Sent]:
    number = first
    for commune in range(communes):
        done = is_done(commune)
        shops = range(SHOPS if done else SOME_SHOPS)
        what: list[tuple[str, int | None]] = [("outreach", None)] * OUTREACH
        what += [("packaging", first + SHOPS * commune + shop) for shop in shops]
        what += [("period_report", None)] if done else []
        for form_id, shop in what:
            yield Sent(number, commune, form_id, shop)
            number += 1


def _shops(bodies: Sequence[Body], at: datetime, first: int) -> Iterator[dict[str, object]]:
    for number in range(SHOPS * len(bodies)):
        yield {
            "id": first + number, "body_id": bodies[number // SHOPS].id, "kind": "shop",
            "name": f"Cửa hàng {number}", "folded": f"cua hang {number}",
            "created_at": at - timedelta(days=200),
        }  # fmt: skip


def _answer(session: Session, sent: Sequence[Sent]) -> None:
    shops = [
        {"revision_id": one.id, "name": "establishment", "ordinal": 0, "type": "text",
         "label": "Cơ sở", "shown": f"Cửa hàng {one.shop}", "value": str(one.shop)}
        for one in sent
        if one.shop is not None
    ]  # fmt: skip
    connection = session.connection()
    connection.execute(insert(Answer), shops)
    names = ("revision_id", "name", "ordinal", "type", "label", "shown", "value")
    for number in range(1, ANSWERS):
        others = select(
            col(Revision.id), literal(f"question_{number}"), literal(number), literal("text"),
            literal("Câu hỏi"), literal("45 người"), literal("45 người", Json),
        )  # fmt: skip
        connection.execute(insert(Answer).from_select(names, others))


def _author(one: Sent, first: int) -> int:
    return first + 3 * one.commune
