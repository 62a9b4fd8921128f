"""Owns how much was sent in a month through a channel that allows only so many messages."""

from datetime import date

from sqlmodel import Session, col, select

from storage import upsert
from storage.models import MonthlyCount


def add(session: Session, channel: str, month: date, count: int) -> int:
    """Count what was sent; how many it is now."""
    statement = upsert.insert(session, MonthlyCount).values(
        channel=channel, month=month, sent=count
    )
    total = statement.on_conflict_do_update(
        index_elements=["channel", "month"],
        set_={"sent": col(MonthlyCount.sent) + statement.excluded.sent},
    ).returning(col(MonthlyCount.sent))
    return int(session.exec(total).scalar_one())


def sent(session: Session, channel: str, month: date) -> int:
    found = session.exec(
        select(col(MonthlyCount.sent)).where(
            col(MonthlyCount.channel) == channel, col(MonthlyCount.month) == month
        )
    ).first()
    return found or 0
