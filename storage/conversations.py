"""Owns what is open with an account: one small JSON value."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage import upsert
from storage.models import Conversation


def state_of(session: Session, account_id: int) -> dict[str, Any]:
    state = session.exec(
        select(col(Conversation.state)).where(col(Conversation.account_id) == account_id)
    ).first()
    return state or {}


def keep(session: Session, account_id: int, state: dict[str, Any], now: datetime) -> None:
    values = {"account_id": account_id, "state": state, "updated_at": now}
    statement = upsert.insert(session, Conversation).values(values)
    session.exec(
        statement.on_conflict_do_update(
            index_elements=["account_id"], set_={"state": state, "updated_at": now}
        )
    )


def close(session: Session, account_id: int) -> None:
    session.exec(delete(Conversation).where(col(Conversation.account_id) == account_id))
