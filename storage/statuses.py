"""Owns how a body stands in a round: the one source for reminders, status and rates."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from storage import extensions, round_facts, rounds
from storage.models import Round
from storage.moments import Moment
from storage.round_facts import Fact


class State(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"  # a draft, or some of what is asked
    RETURNED = "returned"  # something has to be corrected before it counts
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    NIL = "nil"  # declared: there was nothing to report


class Timeliness(StrEnum):
    PENDING = "pending"  # not in yet, and not due yet
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Status:
    """How one body stands in one round.

    `working_days`: until the due day, 0 on that day; negative past it (for what is in: how long
    before or after the due day it came).
    """

    body_id: int
    state: State
    timeliness: Timeliness
    due: datetime
    extended_at: datetime | None
    working_days: int
    done_at: datetime | None
    facts: tuple[Fact, ...]

    @property
    def extended(self) -> bool:
        return self.extended_at is not None

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def missing(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.done_at is None)


def of(
    session: Session, one: Round, body_ids: Collection[int], moment: Moment
) -> dict[int, Status]:
    """How each of the bodies stands in the round at that moment."""
    asked = rounds.forms_of(session, one.id)
    dues = extensions.dues(session, one)
    facts = round_facts.gather(session, one, asked, body_ids, moment)
    return {
        body_id: judge(
            body_id,
            facts[body_id],
            moment.at(dues.of(body_id), one.due_time),
            moment,
            extended_at=dues.extended_at(body_id),
        )
        for body_id in body_ids
    }


def judge(
    body_id: int,
    facts: tuple[Fact, ...],
    due: datetime,
    moment: Moment,
    *,
    extended_at: datetime | None = None,
) -> Status:
    """The rule itself, of nothing but facts and time."""
    done_at = _done_at(facts)
    until = (done_at or moment.now).astimezone(moment.zone).date()
    return Status(
        body_id=body_id,
        state=_state(facts, is_done=done_at is not None),
        timeliness=_timeliness(done_at, due, moment.now),
        due=due,
        extended_at=extended_at,
        working_days=moment.workdays.between(until, due.date()),
        done_at=done_at,
        facts=facts,
    )


def _done_at(facts: Iterable[Fact]) -> datetime | None:
    """When the last of the forms was first satisfied."""
    last: datetime | None = None
    for fact in facts:
        done = fact.done_at
        if done is None:
            return None
        last = max(done, last or done)
    return last


def _state(facts: tuple[Fact, ...], *, is_done: bool) -> State:
    if is_done:
        by_report = [fact for fact in facts if fact.since is not None]
        if not by_report:
            return State.NIL
        confirmed = all(fact.is_confirmed for fact in by_report)
        return State.CONFIRMED if confirmed else State.SUBMITTED
    missing = [fact for fact in facts if fact.done_at is None]
    if any(fact.is_returned for fact in missing):
        return State.RETURNED
    some = len(missing) < len(facts) or any(fact.have or fact.is_begun for fact in missing)
    return State.IN_PROGRESS if some else State.NOT_STARTED


def _timeliness(done_at: datetime | None, due: datetime, now: datetime) -> Timeliness:
    if done_at is not None:
        return Timeliness.ON_TIME if done_at <= due else Timeliness.LATE
    return Timeliness.PENDING if now <= due else Timeliness.OVERDUE
