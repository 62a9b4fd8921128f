"""What the outcome of a send means for its row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

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
from bot.verdicts import Arrived, Dropped, GivenUp, PutOff, Refused, Unreachable, Verdict, judge
from handlers.messages import Reply

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PUSH = Push(1, 1, 1, "7", Reply("x"), 1, NOW)
SECOND = timedelta(seconds=1)


def verdict(
    outcome: Outcome, attempts: int = 1, setbacks: int = 0, arrived: Sequence[str] = ()
) -> Verdict:
    push = replace(PUSH, attempts=attempts)
    return judge(outcome, push, arrived, setbacks, NOW, Random(1))


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Later(7 * SECOND, "429", whole_bot=True), PutOff(NOW + 7 * SECOND, "429")),
        (Deferred(NOW + SECOND, "amid"), PutOff(NOW + SECOND, "amid")),
        (Withdrawn(), Dropped()),
        (Rejected("no"), GivenUp("no")),
        (Blocked("gone"), Unreachable("gone")),
        (Stopped("revoked"), Refused("revoked", NOW)),
    ],
)
def test_each_outcome_has_its_verdict(outcome: Outcome, expected: Verdict) -> None:
    assert verdict(outcome) == expected


def test_what_arrived_is_known_by_all_its_parts() -> None:
    assert verdict(Sent("6"), arrived=["5", "6"]) == Arrived(("5", "6"))


@pytest.mark.parametrize("whole_bot", [True, False])
def test_what_arrived_in_part_may_have_been_read(whole_bot: bool) -> None:
    found = verdict(Later(SECOND, "429", whole_bot), arrived=["5"])
    assert isinstance(found, PutOff)
    assert (found.charged, found.uncertain) == (False, True)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 2), (2, 4), (7, 128)])
def test_what_may_have_arrived_waits_longer_each_time(attempts: int, seconds: int) -> None:
    found = verdict(Unknown("cut"), attempts)
    assert isinstance(found, PutOff)
    assert found.charged
    assert found.uncertain
    assert 0.75 * seconds <= (found.due_at - NOW).total_seconds() <= 1.25 * seconds


def test_what_may_have_arrived_is_given_up_in_the_end() -> None:
    assert verdict(Unknown("cut"), attempts=8) == GivenUp("cut")


@pytest.mark.parametrize(("setbacks", "seconds"), [(0, 2), (1, 4), (9, 30), (5000, 30)])
def test_what_certainly_was_not_sent_is_free_and_never_given_up(
    setbacks: int, seconds: int
) -> None:
    found = verdict(Later(2 * SECOND, "HTTP 502"), attempts=99, setbacks=setbacks)
    assert isinstance(found, PutOff)
    assert not found.charged
    assert not found.uncertain
    assert 0.75 * seconds <= (found.due_at - NOW).total_seconds() <= 1.25 * seconds
