"""Owns `python -m bot run`."""

import argparse
import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from bot import app, demo, logs, parts
from bot.commands.tables import open_database
from bot.plainly import PlainError
from bot.settings import Settings
from storage import migrate
from storage.database import Database
from storage.form_versions import ChangedFormError
from storage.migrate import NewerSchemaError


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps its type to itself
    found = commands.add_parser("run", help="start the assistant")
    found.add_argument("--only", default="", help="some of receive,deliver,work,schedule,web")
    found.add_argument(
        "--demo",
        choices=["auto", "on", "off"],
        default="off",
        help="let newcomers pick whom to be (auto: only where nobody else can reach it)",
    )
    found.set_defaults(do=do)


def do(settings: Settings, chosen: argparse.Namespace) -> int:
    logs.set_up(settings.log_level)
    only = _parts(chosen.only)
    _check(settings)
    with closing(open_database(settings)) as database, _alone(settings, database):
        try:
            migrate.upgrade(database)
        except NewerSchemaError as error:
            raise PlainError(str(error)) from None
        shared = parts.share(settings, database, only, demo=_demo(settings, database, chosen.demo))
        application = app.App(shared)

        def started() -> None:
            if application.port is not None:
                note = " (demo: no real data)" if shared.demo else ""
                public = settings.public_url or f"http://{settings.host}:{application.port}"
                print(f"Sổ Xanh: {public}{note}", flush=True)
            else:
                print("Sổ Xanh: started", flush=True)

        try:
            asyncio.run(app.run(application, started))
        except ChangedFormError as error:
            raise PlainError(str(error)) from None
    return 0


def _parts(text: str) -> frozenset[str]:
    wanted = frozenset(filter(None, text.replace(" ", "").split(",")))
    unknown = wanted - parts.ALL
    if unknown:
        known = ", ".join(sorted(parts.ALL))
        raise PlainError(f"--only: no such part: {', '.join(sorted(unknown))} (there are {known})")
    return wanted or parts.ALL


def _check(settings: Settings) -> None:
    """What would fail later, said now."""
    if not settings.telegram_token.get_secret_value() or settings.telegram_mode != "webhook":
        return
    if not settings.telegram_webhook_secret.get_secret_value():
        raise PlainError("TELEGRAM_WEBHOOK_SECRET is missing: in webhook mode anybody could write")
    if not settings.public_url.startswith("https://") and "api.telegram.org" in (
        settings.telegram_api_base
    ):
        raise PlainError("PUBLIC_URL must be an https:// address for Telegram's webhook")


def _demo(settings: Settings, database: Database, flag: demo.Flag) -> bool:
    with database.reading() as session:
        has_real_people = demo.has_real_people(session)
    try:
        return demo.decide(settings, has_real_people, flag)
    except demo.Refused as error:
        raise PlainError(str(error)) from None


@contextmanager
def _alone(settings: Settings, database: Database) -> Iterator[None]:
    """The embedded database belongs to one process: a second one would break the order."""
    if not database.is_sqlite:
        yield
        return
    with (settings.data_dir / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PlainError(
                f"another process runs on {settings.data_dir} already"
                " (several processes need PostgreSQL: set DATABASE_URL)"
            ) from None
        yield
