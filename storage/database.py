"""Owns the connections: one writer and a read-only engine on SQLite, a pool on PostgreSQL."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session

BUSY_SECONDS = 5.0
POOL = 10  # connections, and threads that use them, on PostgreSQL


class Database:
    """The two engines of one database. Whoever opens a transaction here commits it, once."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.writers = 1 if self.is_sqlite else POOL
        if self.is_sqlite:
            Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
            self.engine = _sqlite(url, read_only=False)
            self.reader = _sqlite(url, read_only=True)
        else:
            self.engine = _postgresql(url)
            self.reader = self.engine

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is committed at the end of the block, or undone."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that may look but not write, beside the writer."""
        with Session(self.reader, expire_on_commit=False) as session:
            yield session
            session.expunge_all()  # what was read may be used after the session

    def close(self) -> None:
        self.engine.dispose()
        self.reader.dispose()


def is_outage(error: BaseException) -> bool:
    """Whether the database, and not what was asked of it, is at fault: try again later."""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    sqlite_code = getattr(error.orig, "sqlite_errorcode", None)
    if sqlite_code is not None:
        return sqlite_code & 0xFF in _SQLITE_AWAY
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return state is None or state.startswith(_POSTGRESQL_AWAY)


# Locked, out of memory, I/O, full, cannot open, protocol (of locks), read-only for now.
_SQLITE_AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
# Connection, rollback (deadlock, serialization), resources, lock not available, shut down.
_POSTGRESQL_AWAY = ("08", "40", "53", "55P03", "57P", "58")


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sqlite(url: str, *, read_only: bool) -> Engine:
    engine = create_engine(
        url,
        json_serializer=_dumps,
        hide_parameters=True,  # an error must not quote answers into the log
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        **({} if read_only else {"pool_size": 1, "max_overflow": 0, "pool_timeout": 60}),
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            f"busy_timeout={int(BUSY_SECONDS * 1000)}",  # first: the next one may have to wait
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            *(["query_only=ON"] if read_only else []),
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: two writers that both began as readers would lose one's work.
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: str) -> Engine:
    return create_engine(
        url,
        json_serializer=_dumps,
        hide_parameters=True,
        pool_size=POOL,
        max_overflow=2,
        pool_pre_ping=False,
        pool_recycle=1800,
        connect_args={
            "connect_timeout": 5,
            "options": "-c statement_timeout=30000 -c lock_timeout=10000 -c timezone=UTC",
        },
    )
