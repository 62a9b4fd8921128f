"""Owns sending at Telegram: python-telegram-bot's ExtBot, paced, each try with its outcome."""

import logging
from collections.abc import Sequence
from typing import Any

from telegram import BotCommand, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bot.channels.base import Later, Outcome, Part, Ready, Rejected, Sent, Stopped
from bot.channels.telegram import markup, outcomes
from bot.channels.telegram.capabilities import CAPABILITIES
from bot.channels.telegram.wire import AiohttpRequest

CONNECTIONS = 16
# What Telegram says when a message is there no more, is too old, or is no text.
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "no text in the message",
)


class TelegramSender:
    """The sending half. `username` is known once `start` was answered."""

    capabilities = CAPABILITIES

    def __init__(
        self,
        token: str,
        api_base: str,
        rate: float,
        commands: Sequence[tuple[str, str]] = (),
    ) -> None:
        # The library logs every answer and, on refusals, what was sent: nothing for our logs.
        logging.getLogger("telegram").setLevel(logging.CRITICAL)
        self.username = ""
        self._commands = [BotCommand(name, meaning) for name, meaning in commands]
        self._wire = AiohttpRequest(CONNECTIONS)
        self._bot: ExtBot[Any] = ExtBot(
            token,
            base_url=f"{api_base}/bot",
            base_file_url=f"{api_base}/file/bot",
            request=self._wire,
            get_updates_request=self._wire,
            rate_limiter=_limiter(rate),
        )

    async def start(self) -> Ready | Later | Stopped:
        try:
            await self._wire.initialize()
            me = await self._bot.get_me()
            if self._commands:
                await self._bot.set_my_commands(self._commands)
        except TelegramError as error:
            failure = outcomes.of(error)
            if isinstance(failure, Later | Stopped):
                return failure
            return Later(outcomes.SHORTLY, failure.why)
        self.username = me.username or ""
        return Ready(self.username)

    async def stop(self) -> None:
        await self._wire.shutdown()

    async def send(self, address: str, part: Part) -> Outcome:
        try:
            message = await self._send(int(address), part)
        except TelegramError as error:
            return outcomes.of(error)
        except OSError as error:  # of the file to be sent
            return Rejected(type(error).__name__)
        return Sent(str(message.message_id))

    async def edit(self, address: str, external_id: str, part: Part) -> Outcome | None:
        if part.file or part.contact_button or part.location_button:
            return None
        try:
            await self._edit(int(address), int(external_id), part)
        except BadRequest as error:
            said = error.message.lower()
            if "message is not modified" in said:
                return Sent(external_id)
            if any(words in said for words in _NOT_EDITABLE):
                return None
            return outcomes.of(error)
        except TelegramError as error:
            return outcomes.of(error)
        return Sent(external_id)

    async def _send(self, chat: int, part: Part) -> Message:
        keyboard = markup.keyboard(part)
        if part.file is not None:
            return await self._send_file(chat, part, keyboard)
        try:
            return await self._bot.send_message(
                chat, markup.html(part.spans), ParseMode.HTML, reply_markup=keyboard
            )
        except BadRequest as error:
            if not _is_unparsed(error):
                raise
            return await self._bot.send_message(
                chat, markup.plain(part.spans), reply_markup=keyboard
            )

    async def _send_file(self, chat: int, part: Part, keyboard: markup.Keyboard | None) -> Message:
        if part.file is None:
            raise ValueError("no file in this part")
        send = self._bot.send_photo if part.is_photo else self._bot.send_document
        with part.file.open("rb") as content:
            return await send(
                chat,
                content,
                caption=markup.html(part.spans) or None,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                filename=part.file_name or None,
            )

    async def _edit(self, chat: int, message_id: int, part: Part) -> None:
        keyboard = markup.inline(part)
        try:
            await self._bot.edit_message_text(
                markup.html(part.spans),
                chat,
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
            )
        except BadRequest as error:
            if not _is_unparsed(error):
                raise
            await self._bot.edit_message_text(
                markup.plain(part.spans), chat, message_id, reply_markup=keyboard
            )


def _is_unparsed(error: BadRequest) -> bool:
    return "parse entities" in error.message.lower()


def _limiter(rate: float) -> AIORateLimiter | None:
    """Evenly spaced, not in bursts: the bursts are what Telegram refuses. Retries are ours."""
    if not rate:
        return None
    return AIORateLimiter(overall_max_rate=1, overall_time_period=1 / rate, max_retries=0)
