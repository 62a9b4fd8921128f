"""Owns what the outcome of a send means for its row: done, tried again, or given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import assert_never

from sqlmodel import Session

from bot.channels.base import Blocked, Later, Outcome, Rejected, Sent, Stopped, Unknown
from bot.lanes import Push
from storage import audit, channel_states, deliveries

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


Verdict = Arrived | PutOff | GivenUp | Unreachable | Refused


def judge(
    outcome: Outcome,
    push: Push,
    external_ids: Sequence[str],
    setbacks: int,
    now: datetime,
    chance: Random,
) -> Verdict:
    """`setbacks`: how often in a row this one was put off without having been sent."""
    match outcome:
        case Sent():
            return Arrived(tuple(external_ids))
        case Later(after=after, why=why, whole_bot=True):
            return PutOff(now + after, why)
        case Later(after=after, why=why):
            seconds = min(after.total_seconds() * 2 ** min(setbacks, 9), LONGEST_LATER)
            return PutOff(now + _about(seconds, chance), why)
        case Unknown(why=why) if push.attempts >= MOST_ATTEMPTS:
            return GivenUp(why)
        case Unknown(why=why):
            seconds = min(2.0**push.attempts, LONGEST_UNKNOWN)
            return PutOff(now + _about(seconds, chance), why, charged=True, uncertain=True)
        case Rejected(why=why):
            return GivenUp(why)
        case Blocked(why=why):
            return Unreachable(why)
        case Stopped(why=why):
            return Refused(why, now)
        case _:
            assert_never(outcome)


def store(
    session: Session,
    channel: str,
    holder: str,
    verdicts: Sequence[tuple[Push, Verdict]],
    now: datetime,
) -> None:
    for push, verdict in verdicts:
        _store(session, channel, holder, push, verdict, now)


def _store(
    session: Session, channel: str, holder: str, push: Push, verdict: Verdict, now: datetime
) -> None:
    match verdict:
        case Arrived(external_ids=external_ids):
            deliveries.sent(session, push.id, holder, list(external_ids), now)
        case PutOff(due_at=due_at, why=why, charged=charged, uncertain=uncertain):
            deliveries.put_off(
                session, push.id, holder, due_at, why, charged=charged, uncertain=uncertain
            )
        case GivenUp(why=why):
            deliveries.give_up(session, push.id, holder, why, now)
            _note(session, "delivery given up", push, why, now)
        case Unreachable(why=why):
            deliveries.block(session, push.account_id, why, now)
            _note(session, "account unreachable", push, why, now)
        case Refused(why=why, due_at=due_at):
            deliveries.put_off(
                session, push.id, holder, due_at, why, charged=False, uncertain=False
            )
            channel_states.stopped(session, channel, why, now)
        case _:
            assert_never(verdict)


def _note(session: Session, action: str, push: Push, why: str, now: datetime) -> None:
    audit.add(
        session,
        action,
        now,
        account_id=push.account_id,
        subject=f"message {push.message_id}",
        why=why,
    )


def _about(seconds: float, chance: Random) -> timedelta:
    """Not all at the same moment."""
    return timedelta(seconds=seconds * chance.uniform(0.75, 1.25))
