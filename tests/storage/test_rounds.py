"""Rounds: begun once, listed by their due day, extended, closed."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from storage import extensions, nil_declarations, people, postponements, round_reports, rounds
from storage.models import ReportState, RoundKind
from storage.rounds import Plan
from tests.storage.round_stage import DUE, OUTREACH, PERIOD, SHOPS, Stage, at

NOW = at(date(2026, 11, 23))
DAY = timedelta(days=1)


@pytest.fixture
def stage(session: Session) -> Stage:
    return Stage(session)


def test_a_round_is_kept_as_it_was_planned(stage: Stage) -> None:
    plan = Plan(
        key="dot-xuat-2026-001", title="Báo cáo đột xuất <b>", kind=RoundKind.AD_HOC,
        scope={"kinds": ["commune"], "areas": [3], "bodies": [5]}, as_of=date(2026, 11, 1),
        window=(date(2026, 10, 1), date(2026, 11, 30)), cut_off=date(2026, 11, 30), due_on=DUE,
        forms=(SHOPS, OUTREACH), basis="NĐ 09/2019", ladder=(5, 1), overdue_every=3,
        escalates_to=(7,), created_by=stage.person.id,
    )  # fmt: skip
    made = rounds.add(stage.session, plan, NOW)
    assert made is not None
    stage.session.expire_all()
    kept = rounds.by_key(stage.session, plan.key)
    assert kept is not None
    assert kept.id == made.id
    names = ("title", "kind", "scope", "as_of", "cut_off", "due_on", "due_time", "basis")
    assert [getattr(kept, one) for one in names] == [getattr(plan, one) for one in names]
    assert (kept.window_from, kept.window_to) == plan.window
    assert (kept.ladder, kept.overdue_every, kept.escalates_to) == ([5, 1], 3, [7])
    assert (kept.created_by, kept.created_at, kept.closed_at) == (stage.person.id, NOW, None)
    assert rounds.forms_of(stage.session, kept.id) == (OUTREACH, SHOPS)


def test_a_key_begins_one_round(stage: Stage) -> None:
    first = stage.round(OUTREACH, key="nam-2026")
    again = Plan("nam-2026", "Khác", RoundKind.PERIODIC, {}, DUE, (DUE, DUE), DUE, DUE, (PERIOD,))
    assert rounds.add(stage.session, again, NOW) is None
    assert rounds.forms_of(stage.session, first.id) == (OUTREACH,)


def test_rounds_are_listed_by_their_due_day(stage: Stage) -> None:
    later, closed, sooner = (
        stage.round(due_on=DUE + DAY), stage.round(due_on=DUE - DAY), stage.round()
    )  # fmt: skip
    closed.closed_at = NOW
    stage.session.flush()
    assert [one.id for one in rounds.running(stage.session)] == [sooner.id, later.id]
    assert [one.id for one in rounds.newest(stage.session, 2)] == [later.id, sooner.id]
    assert [one.id for one in rounds.newest(stage.session, 9)] == [later.id, sooner.id, closed.id]


def test_extensions_are_kept_with_their_reasons(stage: Stage) -> None:
    one, body = stage.round(), stage.body()
    for whom, day, reason in ((None, DUE + DAY, "mưa lũ"), (body.id, DUE, "")):
        extensions.extend(stage.session, one.id, whom, day, reason, stage.person.id, NOW)
    kept = extensions.of_round(stage.session, one.id)
    assert [(row.body_id, row.due_on, row.reason) for row in kept] == [
        (None, DUE + DAY, "mưa lũ"), (body.id, DUE, "")
    ]  # fmt: skip
    dues = extensions.dues(stage.session, one)
    assert (dues.first, dues.of(body.id), dues.of(-1)) == (DUE, DUE + DAY, DUE + DAY)
    assert dues.extended_at(body.id) is not None
    assert extensions.dues(stage.session, stage.round()).extended_at(body.id) is None


def test_a_lock_reads_the_round_as_it_is(stage: Stage) -> None:
    one = stage.round()
    locked = rounds.lock(stage.session, one.id)
    assert locked is not None
    assert locked.id == one.id
    assert rounds.lock(stage.session, one.id + 999) is None
    assert rounds.get(stage.session, one.id + 999) is None


# --- nothing to report --------------------------------------------------------------------------
def test_nil_is_declared_once_and_taken_back_once(stage: Stage) -> None:
    one, body = stage.round(OUTREACH, SHOPS), stage.body()
    session, person = stage.session, stage.person.id

    def declare(*forms: str) -> list[str]:
        return nil_declarations.declare(session, one.id, body.id, forms, person, NOW)

    assert declare("outreach") == ["outreach"]
    assert declare("outreach", "packaging") == ["packaging"]
    rows = nil_declarations.of_body(session, one.id, body.id)
    assert [(row.form_id, row.person_id, row.declared_at) for row in rows] == [
        ("outreach", person, NOW), ("packaging", person, NOW)
    ]  # fmt: skip
    assert nil_declarations.withdraw(session, one.id, body.id, "outreach")
    assert not nil_declarations.withdraw(session, one.id, body.id, "outreach")
    rows = nil_declarations.of_body(session, one.id, body.id)
    assert [row.form_id for row in rows] == ["packaging"]
    assert nil_declarations.of_body(session, one.id, body.id + 1) == []


def test_the_first_word_of_nil_stays(stage: Stage) -> None:
    one, body = stage.round(), stage.body()
    for when in (NOW, NOW + DAY):
        nil_declarations.declare(
            stage.session, one.id, body.id, ["outreach"], stage.person.id, when
        )
    (row,) = nil_declarations.of_body(stage.session, one.id, body.id)
    assert row.declared_at == NOW


# --- put off, returned --------------------------------------------------------------------------
def test_what_was_put_off_last_counts(stage: Stage) -> None:
    session, person = stage.session, stage.person.id
    assert postponements.until_of(session, [person]) == {}
    for day in (DUE, DUE - DAY):
        postponements.put(session, person, day, NOW)
    assert postponements.until_of(session, [person, 10**6]) == {person: DUE - DAY}
    other = people.add(session, "Giàng Thị Mỷ", "", None, NOW).id
    postponements.put(session, other, DUE, NOW)
    many = [person, *range(10**6, 10**6 + postponements.FEW)]
    assert postponements.until_of(session, many) == {person: DUE - DAY}
    assert postponements.until_of(session, [other + 1]) == {}
    postponements.forget(session, person)
    assert postponements.until_of(session, [person]) == {}


def test_returned_reports_of_a_round(stage: Stage) -> None:
    one, body = stage.round(), stage.body()
    returned = ReportState.RETURNED
    second = stage.report(body, state=returned, event=date(2026, 3, 1))
    stage.report(body)
    stage.report(body, state=returned, event=date(2026, 12, 1))
    stage.report(body, "site", state=returned)
    stage.report(stage.body("03433"), state=returned)
    third = stage.report(body, state=returned)
    found = round_reports.returned(stage.session, one, body.id, "outreach", NOW)
    assert [report.id for report in found] == [second.id, third.id]
