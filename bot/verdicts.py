"""Owns what the outcome of a send means for its row: done, tried again, or given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import assert_never

from bot.channels.base import (
    Blocked,
    Deferred,
    Later,
    Outcome,
    Rejected,
    Sent,
    Stopped,
    Unknown,
    Withdrawn,
)
from bot.lanes import Push

MOST_ATTEMPTS = 8  # tries that may have arrived; those that certainly did not are free
LONGEST_UNKNOWN = 300.0  # seconds
LONGEST_LATER = 30.0


@dataclass(frozen=True, slots=True)
class Arrived:
    external_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PutOff:
    due_at: datetime
    why: str
    charged: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class GivenUp:
    why: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The channel as a whole: the row stays."""

    why: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Dropped:
    """Whoever took it back has said what becomes of the row."""


Verdict = Arrived | PutOff | Dropped | GivenUp | Unreachable | Refused


def judge(
    outcome: Outcome,
    push: Push,
    external_ids: Sequence[str],
    setbacks: int,
    now: datetime,
    chance: Random,
) -> Verdict:
    """`external_ids`: of the parts that arrived, now or before.

    `setbacks`: how often in a row this one was put off without having been sent.
    """
    match outcome:
        case Sent():
            return Arrived(tuple(external_ids))
        case Later():
            pause = _pause_after(outcome, setbacks, chance)
            return PutOff(now + pause, outcome.why, uncertain=bool(external_ids))
        case Deferred(until=until, why=why):
            return PutOff(until, why)
        case Withdrawn():
            return Dropped()
        case Unknown():
            return _after_unknown(outcome, push, now, chance)
        case Rejected(why=why):
            return GivenUp(why)
        case Blocked(why=why):
            return Unreachable(why)
        case Stopped(why=why):
            return Refused(why, now)
        case _:
            assert_never(outcome)


def _pause_after(outcome: Later, setbacks: int, chance: Random) -> timedelta:
    if outcome.whole_bot:
        return outcome.after
    seconds = outcome.after.total_seconds() * 2 ** min(setbacks, 9)
    return _about(min(seconds, LONGEST_LATER), chance)


def _after_unknown(outcome: Unknown, push: Push, now: datetime, chance: Random) -> Verdict:
    if push.attempts >= MOST_ATTEMPTS:
        return GivenUp(outcome.why)
    pause = _about(min(2.0**push.attempts, LONGEST_UNKNOWN), chance)
    return PutOff(now + pause, outcome.why, charged=True, uncertain=True)


def _about(seconds: float, chance: Random) -> timedelta:
    """Not all at the same moment."""
    return timedelta(seconds=seconds * chance.uniform(0.75, 1.25))
