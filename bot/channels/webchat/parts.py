"""Owns what the browser chat is built from. Everything is given: there are no globals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.bell import Bell
from bot.channels.webchat.access import Access
from bot.channels.webchat.pages import Pages
from bot.transactions import Transactions
from storage.inbox import Raw

CHANNEL = "web"


class Stores(Protocol):
    """The inbox, as far as a channel knows it: stored means committed."""

    async def store(self, channel: str, updates: Sequence[Raw]) -> None: ...


@dataclass(frozen=True, slots=True)
class Parts:
    transactions: Transactions
    inbox: Stores
    bell: Bell
    access: Access
    pages: Pages
    data_dir: Path
    now: Callable[[], datetime]
    demo: bool
