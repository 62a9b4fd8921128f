"""Owns how each channel is, for every process to see: its bot's name, and why it stopped."""

from datetime import datetime

from sqlmodel import Session

from storage import upsert
from storage.models import ChannelState


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
