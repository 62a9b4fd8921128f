"""Owns `python -m bot doctor`: what is set up, what is wrong, what to do about it."""

import argparse
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.commands.tables import open_database
from bot.health import LEAST_FREE
from bot.plainly import PlainError
from bot.settings import Settings
from storage import channel_states, migrate
from storage.database import Database

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")


@dataclass(frozen=True, slots=True)
class Finding:
    subject: str
    text: str
    ok: bool


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps its type to itself
    commands.add_parser("doctor", help="explain the configuration").set_defaults(do=do)


def do(settings: Settings, _chosen: argparse.Namespace) -> int:
    findings = list(examine(settings))
    for one in findings:
        print(f"{'ok  ' if one.ok else 'BAD '} {one.subject}: {one.text}")
    bad = sum(not one.ok for one in findings)
    print("Everything is in order." if not bad else f"{bad} to mend (see BAD above).")
    return 1 if bad else 0


def examine(settings: Settings) -> Iterator[Finding]:
    """Every check, most basic first. Secrets are judged, never shown."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", f"{version} (3.11 or newer is needed)", ok=sys.version_info >= (3, 11))
    yield _timezone(settings)
    yield _data_dir(settings.data_dir)
    yield from _database(settings)
    yield _web(settings)
    yield from _telegram(settings)


def _good(subject: str, text: str) -> Finding:
    return Finding(subject, text, ok=True)


def _bad(subject: str, text: str) -> Finding:
    return Finding(subject, text, ok=False)


def _timezone(settings: Settings) -> Finding:
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return _bad("TIMEZONE", "no such zone; use Asia/Ho_Chi_Minh")
    return _good("TIMEZONE", settings.timezone)


def _data_dir(path: Path) -> Finding:
    path.mkdir(parents=True, exist_ok=True)
    if not os.access(path, os.W_OK):
        return _bad("DATA_DIR", f"{path} cannot be written by this user")
    free = shutil.disk_usage(path).free
    text = f"{path.resolve()}, {free // 1024**2} MB free"
    return Finding("DATA_DIR", text, ok=free > LEAST_FREE)


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        database = open_database(settings)
    except PlainError as error:
        yield _bad("DATABASE_URL", str(error))
        return
    kind = f"SQLite {sqlite3.sqlite_version}" if database.is_sqlite else "PostgreSQL"
    yield _good("DATABASE_URL", kind)
    yield _schema(database)
    state = _channel(database)
    if state:
        yield _bad("Telegram", f"stopped when it last ran: {state}")
    database.close()


def _schema(database: Database) -> Finding:
    here, newest = migrate.revision(database), migrate.newest()
    if here == newest:
        return _good("Tables", f"up to date ({newest})")
    if here is None:
        return _good("Tables", "none yet: they are made at the first start")
    known = migrate.knows(here)
    text = f"at {here}, the program at {newest}: " + (
        "brought up to date at the next start" if known else "install the newer program"
    )
    return Finding("Tables", text, ok=known)


def _channel(database: Database) -> str:
    if migrate.revision(database) is None:
        return ""
    with database.reading() as session:
        return channel_states.why_stopped(session, "telegram")


def _web(settings: Settings) -> Finding:
    where = settings.effective_public_url
    if settings.is_local:
        return _good("Web chat", f"{where}, only from this machine")
    if not settings.public_url:
        return _bad("PUBLIC_URL", "missing: people could not open the links they get")
    secure = settings.public_url.startswith("https://")
    text = where if secure else f"{where}: use https, phone numbers and reports pass through it"
    return Finding("PUBLIC_URL", text, ok=secure)


def _telegram(settings: Settings) -> Iterator[Finding]:
    token = settings.telegram_token.get_secret_value()
    if not token:
        yield _good("Telegram", "no TELEGRAM_TOKEN: only the web chat runs")
        return
    looks_right = bool(_TOKEN.fullmatch(token))
    text = "set" if looks_right else "does not look like a token of @BotFather (123456:ABC…)"
    yield Finding("TELEGRAM_TOKEN", text, ok=looks_right)
    if settings.telegram_mode == "webhook":
        has_secret = bool(settings.telegram_webhook_secret.get_secret_value())
        text = "set" if has_secret else "missing: without it anybody could write to the webhook"
        yield Finding("TELEGRAM_WEBHOOK_SECRET", text, ok=has_secret)
