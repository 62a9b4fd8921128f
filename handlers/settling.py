"""Owns taking back reminders that still wait, once there is nothing left to remind of."""

from collections import defaultdict

from sqlmodel import Session

from storage import notices, places, reminders, rounds, statuses
from storage.moments import Moment


def reported(session: Session, body_id: int, moment: Moment) -> None:
    """A body sent or declared something: whoever was about to be reminded of it is not."""
    places.lock_all(session, [body_id])
    _settle(session, reminders.waiting(session, [body_id]), moment)


def sweep(session: Session, moment: Moment) -> None:
    """Whatever waits and has lost its reason: reported, closed, extended, out of its hours."""
    notices.expire(session, moment.now)
    _settle(session, reminders.waiting(session), moment)


def _settle(session: Session, waiting: list[reminders.Waiting], moment: Moment) -> None:
    """A letter that speaks of something done goes as a whole: the next look writes it anew."""
    if not waiting:
        return
    bodies: dict[int, set[int]] = defaultdict(set)
    for one in waiting:
        bodies[one.round_id].add(one.body_id)
    current: dict[tuple[int, int], str] = {}
    for round_id, body_ids in bodies.items():
        found = rounds.get(session, round_id)
        if found is None or found.closed_at is not None:
            continue
        for body_id, status in statuses.of(session, found, sorted(body_ids), moment).items():
            if not status.is_done:
                current[round_id, body_id] = status.due.date().isoformat()
    stale = {
        one.notice_id
        for one in waiting
        if not _stands(one, current.get((one.round_id, one.body_id)))
    }
    notices.withdraw_all(session, sorted(stale), moment.now)


def _stands(one: reminders.Waiting, due_on: str | None) -> bool:
    """Still due, and (for a rung of the ladder) by the day it speaks of."""
    if due_on is None:
        return False
    return one.step.startswith(reminders.NUDGED) or one.step.startswith(due_on)
