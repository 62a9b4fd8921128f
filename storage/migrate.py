"""Owns bringing the tables up to date: one process at a time, in one transaction."""

# Alembic is imported by who needs it: a start on tables that are up to date does without its 8 MB.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_LOCK = 889_2020  # any number, the same for every process


class NewerSchemaError(Exception):
    """The database was written by a newer version of this program."""


def config() -> "Config":
    """Alembic's settings; `attributes["connection"]` is still to be given."""
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(_VERSIONS.parent))
    return found


def upgrade(database: Database, revision: str = "head") -> None:
    """Walk up to `revision`. Several processes may start at once: the second finds it done."""
    if revision != "head" or not is_newest(database):
        _walk(database, revision, up=True)


def is_newest(database: Database) -> bool:
    """Whether the tables are up to date: a migration's file begins with its revision."""
    newest_file = max(path.name.partition("_")[0] for path in _VERSIONS.glob("[0-9]*_*.py"))
    with database.engine.connect() as connection:
        if not connection.dialect.has_table(connection, "alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version"))
        return found.scalar() == newest_file


def downgrade(database: Database, revision: str) -> None:
    _walk(database, revision, up=False)


def _walk(database: Database, revision: str, *, up: bool) -> None:
    from alembic import command
    from alembic.util.exc import CommandError

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
    from alembic.migration import MigrationContext

    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(config()).get_current_head()


def knows(revision: str) -> bool:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    return any(one.revision == revision for one in scripts)
