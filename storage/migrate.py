"""Owns bringing the tables up to date: one process at a time, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import text

from storage.database import Database

_LOCK = 889_2020  # any number, the same for every process


class NewerSchemaError(Exception):
    """The database was written by a newer version of this program."""


def config() -> Config:
    """Alembic's settings; `attributes["connection"]` is still to be given."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return found


def upgrade(database: Database, revision: str = "head") -> None:
    """Walk up to `revision`. Several processes may start at once: the second finds it done."""
    _walk(database, revision, up=True)


def downgrade(database: Database, revision: str) -> None:
    _walk(database, revision, up=False)


def _walk(database: Database, revision: str, *, up: bool) -> None:
    settings = config()
    # On SQLite BEGIN IMMEDIATE is the lock.
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        settings.attributes["connection"] = connection
        try:
            (command.upgrade if up else command.downgrade)(settings, revision)
        except CommandError as error:
            if "Can't locate revision" in str(error):
                raise NewerSchemaError(
                    "the database is newer than this program: install the newer version"
                ) from error
            raise


def revision(database: Database) -> str | None:
    """Where the tables are; None before the first migration."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def knows(revision: str) -> bool:
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    return any(one.revision == revision for one in scripts)
