"""How facts become a status, of any facts; and gathered facts against a count by hand."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from storage import statuses
from storage.models import Body, Report, ReportState, Round
from storage.moments import Moment
from storage.round_facts import Fact
from storage.statuses import State, Timeliness
from tests.storage.round_stage import DUE, OUTREACH, PERIOD, ZONE, Stage, at
from vietnamese.workdays import Workdays

BEGIN = at(date(2026, 11, 23))
moments = st.integers(0, 30 * 24).map(lambda hours: BEGIN + timedelta(hours=hours))
maybe = st.none() | moments
facts = st.builds(
    Fact,
    st.sampled_from([OUTREACH, PERIOD]),
    since=maybe,
    nil_since=maybe,
    is_confirmed=st.booleans(),
    is_returned=st.booleans(),
    is_begun=st.booleans(),
)


def judged(found: list[Fact], now: datetime, due: datetime) -> statuses.Status:
    moment = Moment(now, ZONE, Workdays())
    return statuses.judge(7, tuple(found), due, moment)


@given(st.lists(facts, min_size=1, max_size=4), moments, moments)
def test_a_status_never_contradicts_itself(found: list[Fact], now: datetime, due: datetime) -> None:
    status = judged(found, now, due)
    done = {State.SUBMITTED, State.CONFIRMED, State.NIL}
    assert status.is_done == (status.state in done) == (not status.missing)
    assert status.is_done == (status.timeliness in {Timeliness.ON_TIME, Timeliness.LATE})
    if status.done_at is not None:
        assert (status.timeliness is Timeliness.LATE) == (status.done_at > due)
        assert all(one.done_at is not None and one.done_at <= status.done_at for one in found)
    else:
        assert (status.timeliness is Timeliness.OVERDUE) == (now > due)
    if status.state is State.NIL:
        assert not any(one.since for one in found)


@given(st.lists(facts, min_size=1, max_size=4), moments, moments, moments)
def test_what_is_done_stays_as_it_is_while_time_passes(
    found: list[Fact], now: datetime, later: datetime, due: datetime
) -> None:
    first, second = judged(found, now, due), judged(found, later, due)
    if first.is_done:
        assert first == second
    else:
        assert first.state is second.state


@given(st.lists(facts, min_size=1, max_size=4), facts, moments, moments)
def test_a_form_more_never_makes_it_done(
    found: list[Fact], one: Fact, now: datetime, due: datetime
) -> None:
    if judged([*found, one], now, due).is_done:
        assert judged(found, now, due).is_done


# --- what was gathered, against a count by hand -------------------------------------------------
def _by_hand(one: Round, reports: list[Report], body: Body, form_id: str) -> list[Report]:
    """The reports that stand, in the plainest words there are."""
    return [
        report
        for report in reports
        if report.body_id == body.id
        and report.form_id == form_id
        and report.state != ReportState.RETURNED
        and (
            report.round_id == one.id
            or (report.round_id is None and one.window_from <= report.event_date <= one.window_to)
        )
    ]


@pytest.mark.parametrize("seed", range(12))
def test_many_reports_are_counted_as_by_hand(session: Session, seed: int) -> None:
    chance, stage = Random(seed), Stage(session)
    bodies = [stage.body(code) for code in ("03445", "03433", "03388")]
    found = [stage.round(OUTREACH, PERIOD), stage.round(OUTREACH, PERIOD)]
    reports = [
        stage.report(
            chance.choice(bodies),
            chance.choice(["outreach", "period_report", "site"]),
            event=date(2025, 11, 25) + timedelta(days=chance.randrange(380)),
            sent=BEGIN + timedelta(hours=chance.randrange(24 * 20)),
            state=chance.choice(list(ReportState)),
            one=chance.choice([None, None, None, *found]),
        )
        for _ in range(chance.randrange(25))
    ]
    now = at(DUE) + timedelta(days=20)
    for one in found:
        many = stage.statuses(one, [body.id for body in bodies], now)
        for body in bodies:
            for fact in many[body.id].facts:
                standing = _by_hand(one, reports, body, fact.asked.form_id)
                assert fact.have == len(standing)
                assert fact.since == min((each.created_at for each in standing), default=None)
