"""Whatever happens in whatever order: no step twice, no missing unit skipped, nobody for nothing.

What is expected is worked out here anew, day by day, from what the machine itself did.
"""

import asyncio
import shutil
from collections import Counter
from collections.abc import Coroutine, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

import pytest
import sqlalchemy
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import Session, col, select

from storage.database import Database
from storage.models import Account, Delivery, DeliveryState, Notice, NoticeKind, Reminder
from storage.models import ReportState as State
from tests.conversation.people import ZONE
from tests.conversation.season import Season, local, timetable
from tests.databases import Prints
from tests.operation.test_ladder import SWAPS, naive_rungs

T = TypeVar("T")
OFFICERS = {"a": "03445", "b": "03466", "c": "03388", "d": "03445"}  # two of one commune
UNITS = sorted(set(OFFICERS.values()))
FORMS = ("outreach", "packaging", "period_report")
LADDER, EVERY = [30, 15, 7, 3, 1], 2
DUE = date(2026, 12, 4)
BEGINS = local(2026, 11, 2, 8)
Waiting = tuple[str, list[str], date]  # address, steps, day of the notice


class Reminding(RuleBasedStateMachine):
    """Three communes from November into December 2026."""

    template: Path

    @initialize()
    def open_the_office(self) -> None:
        self.runner = asyncio.Runner()
        self.folder = Path(mkdtemp())
        shutil.copy(self.template, self.folder / "a.sqlite3")
        self.season = Season(
            Database(f"sqlite:///{self.folder / 'a.sqlite3'}"), self.folder, BEGINS, delivers=False
        )
        self.codes: dict[tuple[str, str], list[str]] = {}  # of reports that stand
        self.returned: dict[tuple[str, str], list[str]] = {}
        self.dues = dict.fromkeys(UNITS, (DUE, date.min))  # and the day from which it is so
        self.arrived: Counter[tuple[str, str]] = Counter()  # (address, step)
        self.days: Counter[tuple[str, date]] = Counter()  # messages a person and day

    def teardown(self) -> None:
        self.season.office.transactions.close()
        self.runner.close()
        shutil.rmtree(self.folder)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @property
    def now(self) -> datetime:
        return self.season.office.clock.now.astimezone(ZONE)

    # --- what happens ---------------------------------------------------------------------------
    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.season.office.clock.passes(hours=hours)

    @rule(days=st.integers(1, 9), arrives=st.booleans())
    def it_was_down_for_days(self, days: int, arrives: bool) -> None:
        self.season.office.clock.passes(days=days)
        self.season.office.start()
        self.season.timetable = timetable(self.season.office, "again")
        self.looked_at(arrives)

    @rule(minutes=st.integers(-1500, 1500), arrives=st.booleans())
    def the_clock_jumps(self, minutes: int, arrives: bool) -> None:
        self.season.office.clock.passes(minutes=minutes)
        self.looked_at(arrives)

    @rule(unit=st.sampled_from(UNITS), form=st.sampled_from(FORMS))
    def a_report_comes(self, unit: str, form: str) -> None:
        day = None if form == "period_report" else date(2026, 10, 20)
        code = self.run(self.season.report(unit, form, day=day))
        self.codes.setdefault((unit, form), []).append(code)

    @rule(unit=st.sampled_from(UNITS))
    def all_reports_come(self, unit: str) -> None:
        for form in FORMS:
            self.a_report_comes(unit, form)

    @rule(unit=st.sampled_from(UNITS))
    def it_is_sent_while_reminders_wait(self, unit: str) -> None:
        self.looked_at(arrives=False)
        self.all_reports_come(unit)
        self.the_post_comes()

    @rule(unit=st.sampled_from(UNITS), form=st.sampled_from(FORMS))
    def they_are_returned(self, unit: str, form: str) -> None:
        standing = self.codes.pop((unit, form), [])
        for code in standing:
            self.run(self.season.sets(code, State.RETURNED))
        self.returned.setdefault((unit, form), []).extend(standing)

    @rule(unit=st.sampled_from(UNITS), form=st.sampled_from(FORMS))
    def they_are_corrected(self, unit: str, form: str) -> None:
        again = self.returned.pop((unit, form), [])
        for code in again:
            self.run(self.season.sets(code, State.SUBMITTED))
        if again:
            self.codes.setdefault((unit, form), []).extend(again)

    @rule(days=st.integers(1, 20), unit=st.none() | st.sampled_from(UNITS))
    def the_due_day_moves(self, days: int, unit: str | None) -> None:
        of = [unit] if unit else UNITS
        due_on = SWAPS.forward(max(self.dues[one][0] for one in of) + timedelta(days=days))
        self.run(self.season.extends(due_on, unit))
        for one in of:
            self.dues[one] = (due_on, self.now.date())

    @rule(arrives=st.booleans())
    def looked_at(self, arrives: bool) -> None:
        """By two processes, one after the other; the post arrives or does not."""
        self.run(self.season.timetable.look())
        self.season.office.clock.passes(minutes=1)
        self.run(timetable(self.season.office, "two").look())
        if arrives:
            self.the_post_comes()
            self.nobody_is_skipped()

    @rule()
    def the_post_comes(self) -> None:
        """Everything that waits arrives: it must be true at that moment."""
        read = self.season.office.transactions.read
        waiting: list[Waiting] = self.run(read(_waiting, self.now))
        for address, steps, day in waiting:
            assert not self.is_done(OFFICERS[address]), f"{address} is reminded for nothing"
            assert day == self.now.date()
            assert steps, "a message without a step of its own"
            self.days[address, day] += 1
            self.arrived.update((address, step) for step in steps)
        self.run(self.season.post())

    # --- what must hold -------------------------------------------------------------------------
    def nobody_is_skipped(self) -> None:
        """After a look in working hours, and the post."""
        today = self.now.date()
        if today < BEGINS.date() or not SWAPS.is_open(self.now):
            return
        # After a clock was set back, what was written waits until its time comes again.
        read = self.season.office.transactions.read
        waiting = {
            one[0] for one in self.run(read(_waiting, self.now, by=self.now + timedelta(days=2)))
        }
        for address, unit in OFFICERS.items():
            due_on, since = self.dues[unit]
            rungs = naive_rungs(due_on, LADDER, EVERY, today)
            latest = max(rungs, default=date.min)
            if self.is_done(unit) or address in waiting or latest < max(since, BEGINS.date()):
                continue
            told = self.arrived[address, rungs[latest]] or self.days[address, today]
            assert told, f"{address} was not told {rungs[latest]} on {self.now}"

    @invariant()
    def nothing_comes_twice(self) -> None:
        arrived = getattr(self, "arrived", Counter())
        assert not [one for one, count in arrived.items() if count > 1]
        assert not [one for one, count in getattr(self, "days", arrived).items() if count > 1]

    def is_done(self, unit: str) -> bool:
        return all(self.codes.get((unit, form)) for form in FORMS)


def _waiting(session: Session, now: datetime, by: datetime | None = None) -> list[Waiting]:
    rows = (
        session.connection()
        .execute(
            sqlalchemy.select(col(Account.address), col(Notice.id), col(Notice.day))
            .join(Delivery, col(Delivery.account_id) == col(Account.id))
            .join(Notice, col(Notice.message_id) == col(Delivery.message_id))
            .where(
                col(Delivery.state) == DeliveryState.PENDING,
                col(Delivery.due_at) <= (by or now),
                col(Delivery.expires_at) > now,
                col(Notice.kind) == NoticeKind.REMINDER,
            )
        )
        .all()
    )
    steps = select(Reminder.step)
    return [
        (address, list(session.exec(steps.where(col(Reminder.notice_id) == notice))), day)
        for address, notice, day in rows
    ]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database in which everybody has joined."""
    folder = tmp_path_factory.mktemp("template")

    async def prepare(url: str) -> None:
        season = Season(Database(url), folder, BEGINS)
        await season.timetable.start_up()
        for address, unit in OFFICERS.items():
            await season.joins(address, unit=unit)
        season.office.transactions.close()

    with Prints(folder, None).copy() as url:
        asyncio.run(prepare(url))
        yield Path(url.removeprefix("sqlite:///"))


def test_nobody_is_skipped_and_nothing_comes_twice(template: Path) -> None:
    Reminding.template = template
    run_state_machine_as_test(
        Reminding,
        settings=settings(
            max_examples=15,
            stateful_step_count=22,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
