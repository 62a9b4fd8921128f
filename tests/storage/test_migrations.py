"""The migrations make the tables the models speak of, and can be walked both ways."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from storage import migrate
from storage.database import Database


def test_the_tables_are_what_the_models_say(bare: Database) -> None:
    migrate.upgrade(bare)
    with bare.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_step_can_be_walked_up_down_and_up_again(bare: Database) -> None:
    steps = [one.revision for one in ScriptDirectory.from_config(migrate.config()).walk_revisions()]
    for revision in reversed(steps):
        migrate.upgrade(bare, revision)
        migrate.downgrade(bare, "-1")
        migrate.upgrade(bare, revision)
    assert migrate.revision(bare) == migrate.newest()
    assert migrate.is_newest(bare)
    migrate.downgrade(bare, "-1")
    assert not migrate.is_newest(bare)
    migrate.downgrade(bare, "base")
    left = set(inspect(bare.engine).get_table_names())
    assert left <= {"alembic_version", "sqlite_sequence"}


def test_several_processes_may_start_at_once(bare_url: str) -> None:
    def start(_number: int) -> str | None:
        database = Database(bare_url)
        migrate.upgrade(database)
        revision = migrate.revision(database)
        database.close()
        return revision

    with ThreadPoolExecutor(3) as processes:
        assert set(processes.map(start, range(3))) == {migrate.newest()}


def test_a_newer_schema_is_refused(bare: Database) -> None:
    migrate.upgrade(bare)
    with bare.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrate.NewerSchemaError, match="newer"):
        migrate.upgrade(bare)
