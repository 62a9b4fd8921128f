"""Owns keeping Telegram's updates before they are acknowledged, and stopping a tap's spinner."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any, Protocol

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.channels.telegram.capabilities import CHANNEL
from storage.inbox import Raw

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
TAP_SECONDS = 10
MOST_TAPS = 200  # answers under way: beyond it spinners stop by themselves

RawUpdate = dict[str, Any]


class Inbox(Protocol):
    async def store(self, channel: str, updates: Sequence[Raw]) -> None: ...


class Intake:
    """What both ways of reading do with updates."""

    def __init__(self, bot: Bot, inbox: Inbox) -> None:
        self._bot = bot
        self._inbox = inbox
        self._taps: set[asyncio.Task[None]] = set()

    async def take(self, updates: Sequence[RawUpdate]) -> None:
        """Store them all, or raise; then answer their taps without waiting."""
        await self._inbox.store(CHANNEL, [_raw(one) for one in updates])
        for one in updates:
            query = one.get("callback_query")
            if query and len(self._taps) < MOST_TAPS:
                task = asyncio.create_task(self._answer(str(query["id"])))
                self._taps.add(task)
                task.add_done_callback(self._taps.discard)

    async def close(self) -> None:
        for task in self._taps:
            task.cancel()
        await asyncio.gather(*self._taps, return_exceptions=True)

    async def _answer(self, query_id: str) -> None:
        """Never durable: a spinner that goes on for a while is no loss."""
        try:
            async with asyncio.timeout(TAP_SECONDS):
                await self._bot.answer_callback_query(query_id, request_timeout=TAP_SECONDS)
        except (AiogramError, OSError):
            return


def _raw(update: RawUpdate) -> Raw:
    payload = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    return Raw(str(update["update_id"]), _address(update), payload)


def _address(update: RawUpdate) -> str:
    """Whose turn it is: a tap and a message of one person must keep their order."""
    query = update.get("callback_query")
    if query:
        return str(query["from"]["id"])
    for kind in ALLOWED:
        if kind in update:
            return str(update[kind]["chat"]["id"])
    return ""
