"""Owns how each channel is, for every process to see: its bot's name, and why it stopped.

A channel's two halves stop and recover each for itself: `channel` sends, `reading(channel)` reads.
"""

from datetime import datetime

from sqlmodel import Session

from storage import upsert
from storage.models import ChannelState


def reading(channel: str) -> str:
    """The name of the reading half."""
    return f"{channel}:reading"


def why_stopped(session: Session, channel: str) -> str:
    """What stopped the channel, or half of it; "" while it runs."""
    halves = (get(session, channel), get(session, reading(channel)))
    return next((half.stopped for half in halves if half and half.stopped), "")


def running(session: Session, channel: str, username: str, now: datetime) -> None:
    _keep(session, channel, {"username": username, "stopped": "", "changed_at": now})


def answers(session: Session, channel: str, now: datetime) -> None:
    """It is reached again: why it stopped before is over."""
    _keep(session, channel, {"stopped": "", "changed_at": now})


def stopped(session: Session, channel: str, why: str, now: datetime) -> None:
    _keep(session, channel, {"stopped": why, "changed_at": now})


def get(session: Session, channel: str) -> ChannelState | None:
    return session.get(ChannelState, channel)


def _keep(session: Session, channel: str, values: dict[str, str | datetime]) -> None:
    statement = upsert.insert(session, ChannelState).values(channel=channel, **values)
    session.exec(statement.on_conflict_do_update(index_elements=["channel"], set_=values))
