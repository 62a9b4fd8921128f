"""One report of each establishment: which are asked for, whose they are, when all are in."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session

from storage.models import ReportState
from storage.statuses import State
from tests.storage.round_stage import DUE, SENT, SHOPS, Stage, at

RETURNED, CONFIRMED = ReportState.RETURNED, ReportState.CONFIRMED
LAST = date(2026, 11, 30)  # of the window; the figures are cut off then
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def stage(session: Session) -> Stage:
    return Stage(session)


ASKED = "establishment"


def test_with_an_empty_registry_one_report_is_due(stage: Stage) -> None:
    one, body = stage.round(SHOPS), stage.body()
    assert stage.status(one, body).state is State.NOT_STARTED
    stage.report(body, "packaging")
    assert stage.status(one, body).is_done


def test_each_establishment_is_reported_on(stage: Stage) -> None:
    one, body = stage.round(SHOPS), stage.body()
    first, second = stage.shop(body), stage.shop(body, "market")
    stage.shop(body, "craft_village")  # not asked for
    stage.shop(stage.body("03433"))  # another commune's
    stage.report(body, "packaging", about=(ASKED, first), sent=at(MONDAY))
    stage.report(body, "packaging", about=(ASKED, first), sent=at(MONDAY, "09:30"))
    status = stage.status(one, body)
    assert [(fact.have, fact.need) for fact in status.facts] == [(1, 2)]
    assert status.state is State.IN_PROGRESS
    stage.report(body, "packaging", about=(ASKED, second), sent=at(MONDAY, "10:00"))
    status = stage.status(one, body)
    assert (status.state, status.done_at) == (State.SUBMITTED, at(MONDAY, "10:00"))


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ((ReportState.SUBMITTED, CONFIRMED), State.SUBMITTED),
        ((CONFIRMED, CONFIRMED), State.CONFIRMED),
        ((CONFIRMED, RETURNED), State.RETURNED),
        ((RETURNED, RETURNED), State.RETURNED),
    ],
)
def test_establishments_are_confirmed_all_or_not(
    stage: Stage, states: tuple[ReportState, ReportState], state: State
) -> None:
    one, body = stage.round(SHOPS), stage.body()
    for each in states:
        stage.report(body, "packaging", about=(ASKED, stage.shop(body)), state=each)
    assert stage.status(one, body).state is state


@pytest.mark.parametrize(
    ("closed", "asked_for"), [(LAST - DAY, 1), (LAST, 1), (LAST + DAY, 2), (None, 2)]
)
def test_what_closed_by_the_cut_off_is_not_asked_for(
    stage: Stage, closed: date | None, asked_for: int
) -> None:
    one, body = stage.round(SHOPS), stage.body()
    stage.shop(body)
    stage.shop(body, closed=closed)
    assert stage.status(one, body).facts[0].need == asked_for


@pytest.mark.parametrize(
    ("joined", "asked_for"),
    [(at(LAST, "23:59"), 2), (at(LAST + DAY, "00:00"), 1), (at(LAST + DAY, "06:59"), 1)],
)
def test_what_joined_the_registry_after_the_cut_off_is_not_asked_for(
    stage: Stage, joined: datetime, asked_for: int
) -> None:
    one, body = stage.round(SHOPS), stage.body()
    stage.shop(body)
    stage.shop(body, joined=joined)
    assert stage.status(one, body, at(DUE)).facts[0].need == asked_for


def test_a_shop_reported_by_the_area_officer_counts_for_its_commune(stage: Stage) -> None:
    one, body, area = stage.round(SHOPS), stage.body(), stage.body("area-107")
    shop = stage.shop(body)
    stage.report(area, "packaging", about=(ASKED, shop), unit=body)
    assert stage.status(one, body).is_done


def test_the_first_report_on_a_shop_decides_when_it_was_in(stage: Stage) -> None:
    one, body = stage.round(SHOPS), stage.body()
    shop = stage.shop(body)
    stage.report(body, "packaging", about=(ASKED, shop), sent=at(MONDAY, "10:00"))
    stage.report(body, "packaging", about=(ASKED, shop), sent=at(MONDAY))
    assert stage.status(one, body).done_at == at(MONDAY)


def test_a_report_is_about_what_its_latest_revision_says(stage: Stage) -> None:
    one, body = stage.round(SHOPS), stage.body()
    first, second = stage.shop(body), stage.shop(body)
    report = stage.report(body, "packaging", about=(ASKED, first))
    stage.revise(report, SENT, (ASKED, second))
    assert stage.status(one, body).facts[0].have == 1
    stage.report(body, "packaging", about=(ASKED, second))
    assert not stage.status(one, body).is_done
    stage.report(body, "packaging", about=(ASKED, first))
    assert stage.status(one, body).is_done


def test_shops_that_an_old_commune_listed_are_the_new_ones(stage: Stage) -> None:
    one, body = stage.round(SHOPS), stage.body()
    shops = [stage.shop(stage.body(old, date(2025, 6, 30))) for old in ("03445", "03457")]
    assert stage.status(one, body).facts[0].need == 2
    for shop in shops:
        stage.report(body, "packaging", about=(ASKED, shop))
    assert stage.status(one, body).is_done
