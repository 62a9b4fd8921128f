"""Owns what is open with an account: one small JSON value."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete
from sqlmodel import Session, select

from storage import tables, upsert
from storage.models import Conversation


def _replacing(statement: upsert.Insert) -> upsert.Insert:
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["account_id"], set_={"state": new.state, "updated_at": new.updated_at}
    )


_T = tables.of(Conversation)
_STATE = select(_T.c.state).where(_T.c.account_id == bindparam("account_id"))
_KEEP = {dialect: _replacing(insert(_T)) for dialect, insert in upsert.INSERTS.items()}
_CLOSE = delete(_T).where(_T.c.account_id == bindparam("account_id"))


def state_of(session: Session, account_id: int) -> dict[str, Any]:
    return tables.run(session, _STATE, {"account_id": account_id}).scalar_one_or_none() or {}


def keep(session: Session, account_id: int, state: dict[str, Any], now: datetime) -> None:
    values = {"account_id": account_id, "state": state, "updated_at": now}
    tables.run(session, _KEEP[upsert.dialect(session)], values)


def close(session: Session, account_id: int) -> None:
    tables.run(session, _CLOSE, {"account_id": account_id})
