"""Owns how each bot is started, and on what."""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.chats import FIRST_NUMBER
from benchmarks.processes import free_port
from benchmarks.scripts import OFFICER, PEER, Line
from handlers import publishing
from storage import migrate, people, places, seeding
from storage.database import Database
from storage.models import Level, Role
from tests.telegram_double.client import RemoteDouble

DATABASE = "sozanh.sqlite3"
Command = tuple[Sequence[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Contestant:
    name: str
    script: Sequence[Line]
    command: Callable[[RemoteDouble, Path], Command]


def ours(template: Path, rate: float = 0) -> Contestant:
    """The real program on a copy of `template`; `rate` 0 is no pacing."""

    def command(double: RemoteDouble, folder: Path) -> Command:
        shutil.copy(template, folder / DATABASE)
        telegram = {
            "TELEGRAM_TOKEN": double.token,
            "TELEGRAM_API_BASE": double.base_url,
            "TELEGRAM_RATE": str(rate),
        }
        return RUN, {**alone(folder), **telegram}

    return Contestant("Sổ Xanh", OFFICER, command)


RUN = (sys.executable, "-m", "bot", "run")


def alone(folder: Path) -> dict[str, str]:
    """The settings of a process of ours without any chat app."""
    return {
        "DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
        "TELEGRAM_TOKEN": "",
        "ANNUAL_ROUND": "off",
    }


def peer(name: str, module: str) -> Contestant:
    def command(double: RemoteDouble, folder: Path) -> Command:
        return (sys.executable, "-m", module, double.base_url, double.token, str(folder)), {}

    return Contestant(name, PEER, command)


AIOGRAM = peer("aiogram", "benchmarks.peers.aiogram_bot")
PTB = peer("PTB", "benchmarks.peers.ptb_bot")


def make_template(path: Path, officers: int) -> Path:
    """A database in which the officers have joined, each for a commune."""
    database = Database(f"sqlite:///{path}")
    migrate.upgrade(database)
    now = datetime.now(UTC)
    with database.transaction() as session:
        seeding.seed(session)
        publishing.publish_library(session, now)
        units = places.units_at(session, now.date(), Level.COMMUNE)
        for at in range(officers):
            account = people.account(session, "telegram", str(FIRST_NUMBER + at), now)
            person = people.add(session, f"Cán bộ {at}", "Công chức xã", None, now)
            people.claim_account(session, account, person.id)
            people.give_consent(session, account, "benchmark", "…", now)
            body = places.find_body(session, units[at % len(units)].code, now.date())
            if body is None:
                raise LookupError(units[at % len(units)].code)
            people.assign(session, person.id, body.id, Role.REPORTER, now.date())
    database.close()
    for left in path.parent.glob(f"{path.name}-*"):
        left.unlink()
    return path
