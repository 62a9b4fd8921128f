"""Owns aiogram's states in SQLite, synchronous=FULL; on the loop's own thread: the fastest."""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

_SET_STATE = (
    "INSERT INTO fsm (key, state, data) VALUES (?, ?, '{}')"
    " ON CONFLICT (key) DO UPDATE SET state = excluded.state"
)
_SET_DATA = (
    "INSERT INTO fsm (key, state, data) VALUES (?, NULL, ?)"
    " ON CONFLICT (key) DO UPDATE SET data = excluded.data"
)


class SqliteStorage(BaseStorage):
    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS fsm (key TEXT PRIMARY KEY, state TEXT, data TEXT NOT NULL)"
        )

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        self._database.execute(_SET_STATE, (_name(key), name))

    async def get_state(self, key: StorageKey) -> str | None:
        return self._get("state", key)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        self._database.execute(_SET_DATA, (_name(key), json.dumps(dict(data))))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return dict(json.loads(self._get("data", key) or "{}"))

    async def close(self) -> None:
        self._database.close()

    def _get(self, column: str, key: StorageKey) -> str | None:
        query = f"SELECT {column} FROM fsm WHERE key = ?"
        row = self._database.execute(query, (_name(key),)).fetchone()
        return row[0] if row else None


def _name(key: StorageKey) -> str:
    return f"{key.chat_id}:{key.user_id}"
