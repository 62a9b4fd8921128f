"""How a unit stands in a round: what counts, since when, and whether that was in time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session

from storage import extensions
from storage.models import Body, ReportState, Round
from storage.statuses import State, Timeliness
from tests.storage.round_stage import DUE, OUTREACH, PERIOD, SENT, SHOPS, Stage, at

RETURNED, CONFIRMED = ReportState.RETURNED, ReportState.CONFIRMED
FIRST, LAST = date(2025, 12, 1), date(2026, 11, 30)  # the window
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def stage(session: Session) -> Stage:
    return Stage(session)


# --- the state ----------------------------------------------------------------------------------
Deeds = Callable[[Stage, Round, Body], None]


def _nothing(stage: Stage, one: Round, body: Body) -> None:
    pass


def _both(stage: Stage, one: Round, body: Body) -> None:
    stage.report(body)
    stage.report(body, "period_report")


def _one_of_two(stage: Stage, one: Round, body: Body) -> None:
    stage.report(body)


def _draft(stage: Stage, one: Round, body: Body) -> None:
    stage.draft(body)


def _returned(stage: Stage, one: Round, body: Body) -> None:
    stage.report(body, state=RETURNED)
    stage.report(body, "period_report")


def _returned_beside_another(stage: Stage, one: Round, body: Body) -> None:
    _both(stage, one, body)
    stage.report(body, state=RETURNED)


def _returned_and_nil(stage: Stage, one: Round, body: Body) -> None:
    _returned(stage, one, body)
    stage.nil(one, body)


def _confirmed(stage: Stage, one: Round, body: Body) -> None:
    stage.report(body, state=CONFIRMED)
    stage.report(body, "period_report", state=CONFIRMED)


def _half_confirmed(stage: Stage, one: Round, body: Body) -> None:
    stage.report(body, state=CONFIRMED)
    stage.report(body, "period_report")


def _confirmed_and_nil(stage: Stage, one: Round, body: Body) -> None:
    stage.report(body, "period_report", state=CONFIRMED)
    stage.nil(one, body)


def _nil_of_one(stage: Stage, one: Round, body: Body) -> None:
    stage.nil(one, body)


def _nil_of_both(stage: Stage, one: Round, body: Body) -> None:
    stage.nil(one, body)
    stage.nil(one, body, "period_report")


def _nil_and_report(stage: Stage, one: Round, body: Body) -> None:
    _both(stage, one, body)
    stage.nil(one, body)


def _of_another(stage: Stage, one: Round, body: Body) -> None:
    _both(stage, one, stage.body("03433"))
    stage.draft(stage.body("03433"))
    stage.nil(one, stage.body("03433"))


def _of_another_round(stage: Stage, one: Round, body: Body) -> None:
    other = stage.round(OUTREACH)
    stage.report(body, one=other)
    stage.nil(other, body)


def _of_another_form(stage: Stage, one: Round, body: Body) -> None:
    stage.report(body, "site")
    stage.draft(body, "site")
    stage.nil(one, body, "site")


@pytest.mark.parametrize(
    ("deeds", "state", "missing"),
    [
        (_nothing, State.NOT_STARTED, 2),
        (_draft, State.IN_PROGRESS, 2),
        (_one_of_two, State.IN_PROGRESS, 1),
        (_nil_of_one, State.IN_PROGRESS, 1),
        (_returned, State.RETURNED, 1),
        (_returned_beside_another, State.SUBMITTED, 0),
        (_returned_and_nil, State.SUBMITTED, 0),
        (_both, State.SUBMITTED, 0),
        (_half_confirmed, State.SUBMITTED, 0),
        (_confirmed, State.CONFIRMED, 0),
        (_confirmed_and_nil, State.CONFIRMED, 0),
        (_nil_and_report, State.SUBMITTED, 0),
        (_nil_of_both, State.NIL, 0),
        (_of_another, State.NOT_STARTED, 2),
        (_of_another_round, State.NOT_STARTED, 2),
        (_of_another_form, State.NOT_STARTED, 2),
    ],
)
def test_the_state_of_a_unit(stage: Stage, deeds: Deeds, state: State, missing: int) -> None:
    one, body = stage.round(OUTREACH, PERIOD), stage.body()
    deeds(stage, one, body)
    status = stage.status(one, body)
    assert (status.state, len(status.missing)) == (state, missing)
    assert status.is_done == (missing == 0)
    expected = Timeliness.PENDING if missing else Timeliness.ON_TIME
    assert status.timeliness is expected
    assert stage.status(one, body, at(date(2026, 12, 9))).timeliness is (
        Timeliness.OVERDUE if missing else Timeliness.ON_TIME
    )


@pytest.mark.parametrize(
    ("event", "counts"),
    [
        (FIRST - DAY, False),
        (FIRST, True),
        (date(2026, 6, 1), True),
        (LAST, True),
        (LAST + DAY, False),
    ],
)
def test_events_inside_the_window_count_both_edges_included(
    stage: Stage, event: date, counts: bool
) -> None:
    one, body = stage.round(), stage.body()
    stage.report(body, event=event)
    assert stage.status(one, body).is_done is counts


def test_a_report_made_for_the_round_counts_whatever_its_day(stage: Stage) -> None:
    one, later = stage.round(PERIOD), stage.round(PERIOD)
    body = stage.body()
    stage.report(body, "period_report", event=date(2026, 12, 3), one=one)
    assert stage.status(one, body).is_done
    assert not stage.status(later, body).is_done


def test_what_was_sent_after_the_moment_does_not_count_yet(stage: Stage) -> None:
    one, body = stage.round(OUTREACH, PERIOD), stage.body()
    stage.report(body, sent=at(MONDAY, "10:00"))
    stage.nil(one, body, "period_report", sent=at(MONDAY, "11:00"))
    states = [
        stage.status(one, body, at(MONDAY, clock)).state for clock in ("09:57", "10:00", "11:00")
    ]
    assert states == [State.NOT_STARTED, State.IN_PROGRESS, State.SUBMITTED]


def test_a_clock_that_is_a_little_behind_sees_what_is_there(stage: Stage) -> None:
    """Another machine's, or that of somebody who waited for a lock."""
    one, body = stage.round(OUTREACH), stage.body()
    stage.report(body, sent=at(MONDAY, "10:00"))
    assert stage.status(one, body, at(MONDAY, "09:59")).is_done


# --- in time or late ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sent", "timeliness", "days"),
    [
        (at(DUE - DAY), Timeliness.ON_TIME, 1),
        (at(DUE, "17:00"), Timeliness.ON_TIME, 0),
        (at(DUE, "17:00") + timedelta(seconds=1), Timeliness.LATE, 0),
        (at(DUE + DAY), Timeliness.LATE, 0),  # a Saturday
        (at(date(2026, 12, 7)), Timeliness.LATE, -1),
        (at(date(2026, 11, 23)), Timeliness.ON_TIME, 8),  # the 24th is a holiday
    ],
)
def test_late_is_first_satisfied_after_the_due_moment(
    stage: Stage, sent: datetime, timeliness: Timeliness, days: int
) -> None:
    one, body = stage.round(), stage.body()
    stage.report(body, sent=sent)
    status = stage.status(one, body, at(date(2026, 12, 31)))
    assert (status.timeliness, status.working_days, status.done_at) == (timeliness, days, sent)


@pytest.mark.parametrize(
    ("now", "timeliness", "days"),
    [
        (at(date(2026, 11, 23)), Timeliness.PENDING, 8),
        (at(DUE, "17:00"), Timeliness.PENDING, 0),
        (at(DUE, "17:01"), Timeliness.OVERDUE, 0),
        (at(date(2026, 12, 8)), Timeliness.OVERDUE, -2),
    ],
)
def test_what_is_missing_is_pending_and_then_overdue(
    stage: Stage, now: datetime, timeliness: Timeliness, days: int
) -> None:
    status = stage.status(stage.round(), stage.body(), now)
    assert (status.timeliness, status.working_days) == (timeliness, days)
    assert status.due == at(DUE, "17:00")


def test_a_report_sent_in_time_stays_in_time_when_it_is_corrected_late(stage: Stage) -> None:
    one, body = stage.round(), stage.body()
    report = stage.report(body)
    report.state = RETURNED
    late = date(2026, 12, 8)
    assert stage.status(one, body, at(late)).state is State.RETURNED
    stage.revise(report, at(late, "10:00"))
    report.state = ReportState.SUBMITTED
    status = stage.status(one, body, at(late, "11:00"))
    assert (status.timeliness, status.done_at) == (Timeliness.ON_TIME, SENT)


def test_the_last_of_several_forms_decides(stage: Stage) -> None:
    one, body = stage.round(OUTREACH, PERIOD), stage.body()
    stage.report(body)
    stage.report(body, "period_report", event=LAST, sent=at(date(2026, 12, 8)))
    assert stage.status(one, body, at(date(2026, 12, 9))).timeliness is Timeliness.LATE


def test_the_first_of_several_reports_of_a_form_decides(stage: Stage) -> None:
    one, body = stage.round(), stage.body()
    stage.report(body, sent=at(date(2026, 12, 8)))
    stage.report(body, sent=at(MONDAY))
    stage.report(body, sent=at(MONDAY - DAY), state=RETURNED)
    assert stage.status(one, body, at(date(2026, 12, 9))).done_at == at(MONDAY)


def test_nil_in_time_stays_in_time_when_a_report_follows(stage: Stage) -> None:
    one, body = stage.round(), stage.body()
    stage.nil(one, body)
    stage.report(body, sent=at(date(2026, 12, 8)))
    status = stage.status(one, body, at(date(2026, 12, 9)))
    assert (status.timeliness, status.state) == (Timeliness.ON_TIME, State.SUBMITTED)


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ([], DUE),
        ([("own", 8)], date(2026, 12, 8)),
        ([("all", 9)], date(2026, 12, 9)),
        ([("own", 8), ("all", 9)], date(2026, 12, 9)),
        ([("all", 8), ("own", 10)], date(2026, 12, 10)),
        ([("own", 10), ("own", 8)], date(2026, 12, 10)),  # they only lengthen
        ([("own", 2)], DUE),
        ([("other", 10)], DUE),
    ],
)
def test_an_extension_moves_the_due_day(
    stage: Stage, given: list[tuple[str, int]], due: date
) -> None:
    one, body, other = stage.round(), stage.body(), stage.body("03433")
    of = {"own": body.id, "other": other.id, "all": None}
    for whom, day in given:
        until = date(2026, 12, day)
        extensions.extend(
            stage.session, one.id, of[whom], until, "mưa lũ", stage.person.id, at(MONDAY)
        )
    stage.report(body, sent=at(due))
    status = stage.status(one, body, at(date(2026, 12, 31)))
    assert (status.due, status.extended) == (at(due, "17:00"), due != DUE)
    assert (status.timeliness, status.working_days) == (Timeliness.ON_TIME, 0)


# --- through the reform of 1 July 2025 ----------------------------------------------------------
def reform_round(stage: Stage) -> Round:
    return stage.round(
        OUTREACH, as_of=date(2024, 12, 1), window=(date(2025, 1, 1), date(2025, 12, 31)),
        cut_off=date(2025, 12, 31), due_on=date(2026, 1, 9),
    )  # fmt: skip


def test_a_report_of_an_old_commune_counts_for_the_new_one(stage: Stage) -> None:
    one = reform_round(stage)
    old, new = stage.body("03457", date(2025, 6, 30)), stage.body("03445")
    stage.report(old, event=date(2025, 3, 1), sent=at(date(2025, 3, 2)))
    assert stage.status(one, old, at(date(2025, 6, 30))).is_done
    assert stage.status(one, new, at(date(2025, 7, 1))).is_done
    assert not stage.status(one, stage.body("03433"), at(date(2025, 7, 1))).is_done


def test_an_old_commune_says_nothing_once_it_ended_before_the_window(stage: Stage) -> None:
    one = stage.round()
    old, new = stage.body("03457", date(2025, 6, 30)), stage.body("03445")
    stage.report(old, event=date(2026, 3, 1))
    assert not stage.status(one, new).is_done


def test_nil_of_one_old_commune_is_not_the_word_of_the_new_one(stage: Stage) -> None:
    one = reform_round(stage)
    stage.nil(one, stage.body("03457", date(2025, 6, 30)), sent=at(date(2025, 3, 2)))
    assert not stage.status(one, stage.body("03445"), at(date(2025, 8, 1))).is_done


def test_many_units_are_asked_about_as_one_is(stage: Stage) -> None:
    """More of them than are named in a query."""
    one, body = stage.round(OUTREACH, SHOPS), stage.body()
    shop = stage.shop(body)
    stage.report(body)
    stage.nil(one, body, "packaging")
    stage.report(stage.body("area-107"), "packaging", about=("establishment", shop), unit=body)
    alone = stage.status(one, body)
    many = stage.statuses(one, [body.id, *range(10**6, 10**6 + 600)])
    assert many[body.id] == alone
    assert len(many) == 601
