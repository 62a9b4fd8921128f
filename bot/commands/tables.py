"""Owns `migrate` and `seed`: the tables, and the facts in them."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy.exc import ArgumentError, OperationalError

from bot import worlds
from bot.plainly import PlainError
from bot.settings import Settings
from handlers import publishing
from storage import migrate, seeding
from storage.database import Database
from storage.migrate import NewerSchemaError


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps its type to itself
    found = commands.add_parser("migrate", help="bring the tables up to date")
    found.set_defaults(do=do_migrate)
    found = commands.add_parser("seed", help="load units, departments, areas and forms")
    found.set_defaults(do=do_seed)


def open_database(settings: Settings) -> Database:
    """The database that is set; whatever is wrong with it said plainly."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        database = Database(settings.effective_database_url)
        with database.engine.connect():
            return database
    except (ArgumentError, ModuleNotFoundError):
        raise PlainError("DATABASE_URL: use sqlite:///path or postgresql://…") from None
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise PlainError(f"the database cannot be opened: {reason}") from None


@contextmanager
def ready_database(settings: Settings) -> Iterator[Database]:
    """Opened and migrated; closed whatever happens."""
    with closing(open_database(settings)) as database:
        try:
            migrate.upgrade(database)
        except NewerSchemaError as error:
            raise PlainError(str(error)) from None
        yield database


def do_migrate(settings: Settings, _chosen: argparse.Namespace) -> int:
    with ready_database(settings):
        print("The tables are up to date.")
    return 0


def do_seed(settings: Settings, _chosen: argparse.Namespace) -> int:
    with ready_database(settings) as database, database.transaction() as session:
        seeding.seed(session)
        publishing.publish_library(session, worlds.now())
    print("Units, departments, areas and forms are loaded.")
    return 0
