"""Owns what every part of a running process shares."""

import os
import secrets
import socket
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.bell import Bell
from bot.filing_cabinet import FilingCabinet, Limits
from bot.inbox import Inbox
from bot.settings import Settings
from bot.transactions import Transactions
from bot.worlds import Worlds
from storage.database import Database

ALL = frozenset({"receive", "deliver", "work", "schedule", "web"})


def new_holder() -> str:
    """Who we are in leases: unlike any other process, this one after a restart included."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"


@dataclass(frozen=True)
class Shared:
    settings: Settings
    only: frozenset[str]
    demo: bool
    transactions: Transactions
    worlds: Worlds
    inbox: Inbox
    bell: Bell
    cabinet: FilingCabinet
    holder: str = field(default_factory=new_holder)

    @property
    def has_telegram(self) -> bool:
        return bool(self.settings.telegram_token.get_secret_value())


def share(settings: Settings, database: Database, only: frozenset[str], *, demo: bool) -> Shared:
    policy = settings.policy(demo=demo)
    worlds = Worlds(ZoneInfo(settings.timezone), policy, settings.locale)
    transactions = Transactions(database)
    return Shared(
        settings=settings,
        only=only,
        demo=demo,
        transactions=transactions,
        worlds=worlds,
        inbox=Inbox(transactions, worlds.clock),
        bell=Bell(),
        cabinet=FilingCabinet(settings.data_dir, Limits.of(policy)),
    )
