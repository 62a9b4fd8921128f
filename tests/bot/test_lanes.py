"""Who goes next."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lanes import Lanes, Push
from handlers.messages import Lane, Reply

NOW = datetime(2026, 11, 23, tzinfo=UTC)
RANKS = [Lane.REPLY, Lane.ALERT, Lane.REMINDER]


def push(number: int, account: int, lane: Lane = Lane.REPLY) -> Push:
    return Push(number, number, account, str(account), Reply("x", lane=lane), 1, NOW)


def popped(lanes: Lanes) -> list[int]:
    """Everything, each done before the next."""
    found = []
    while (one := lanes.pop()) is not None:
        found.append(one.id)
        lanes.free(one.account_id)
    return found


def test_lanes_come_before_age() -> None:
    lanes = Lanes()
    for one in (push(1, 1, Lane.REMINDER), push(2, 2, Lane.ALERT), push(3, 3), push(4, 1)):
        lanes.push(one)
    assert popped(lanes) == [3, 4, 2, 1]


def test_one_at_a_time_to_each_account() -> None:
    lanes = Lanes()
    for one in (push(1, 1), push(2, 1), push(3, 2)):
        lanes.push(one)
    first, second = lanes.pop(), lanes.pop()
    assert (first, second) == (push(1, 1), push(3, 2))
    assert lanes.pop() is None
    lanes.free(1)
    assert lanes.pop() == push(2, 1)


def test_what_is_dropped_does_not_come() -> None:
    lanes = Lanes()
    for one in (push(1, 1), push(2, 1), push(3, 2)):
        lanes.push(one)
    assert lanes.pop() == push(1, 1)
    assert lanes.drop(1) == [push(2, 1)]
    lanes.free(1)
    assert popped(lanes) == [3]
    assert len(lanes) == 0


@pytest.mark.parametrize(("last", "expected"), [*zip(RANKS, ([3], [3, 2], [3, 2, 1]), strict=True)])
def test_only_lanes_up_to_the_last_one_wanted_may_go(last: Lane, expected: list[int]) -> None:
    lanes = Lanes()
    for one in (push(1, 1, Lane.REMINDER), push(2, 2, Lane.ALERT), push(3, 3)):
        lanes.push(one)
    came = []
    while now := lanes.pop(last):
        came.append(now.id)
        lanes.free(now.account_id)
    assert came == expected
    assert popped(lanes) == [one for one in (3, 2, 1) if one not in expected]


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(RANKS))), st.randoms())
def test_everything_comes_once_and_in_the_order_of_its_account(
    wanted: list[tuple[int, Lane]], chance: Random
) -> None:
    lanes = Lanes()
    pushes = [push(number, *one) for number, one in enumerate(wanted)]
    came: list[Push] = []
    busy: list[int] = []
    for one in pushes:
        lanes.push(one)
        if chance.random() < 0.5 and (now := lanes.pop()):
            assert now.account_id not in busy
            came.append(now)
            busy.append(now.account_id)
        if busy and chance.random() < 0.5:
            lanes.free(busy.pop(0))
    for account in busy:
        lanes.free(account)
    while now := lanes.pop():
        came.append(now)
        lanes.free(now.account_id)
    assert sorted(one.id for one in came) == [one.id for one in pushes]
    for account in range(1, 5):
        for lane in RANKS:
            ids = [p.id for p in came if p.account_id == account and p.reply.lane is lane]
            assert ids == sorted(ids)
