"""Owns reading from Telegram by webhook: checked, stored, and only then answered with 200."""

import asyncio
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.channels.telegram.capabilities import CHANNEL
from bot.channels.telegram.intake import ALLOWED, Intake
from bot.transactions import Transactions
from storage import channel_states
from storage.database import is_outage

log = structlog.get_logger()
READING = channel_states.reading(CHANNEL)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST_BODY = 1024 * 1024
STORE_SECONDS = 5.0  # Telegram asks again after a 503: better than holding its connection
LONGEST_PAUSE = 30.0


class Webhook:
    """`handle` answers with an HTTP status. The secret must not be empty: anybody could write."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        transactions: Transactions,
        secret: str,
        clock: Callable[[], datetime],
    ) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would take anybody's word")
        self._bot = bot
        self._intake = intake
        self._transactions = transactions
        self._secret = secret
        self._clock = clock
        self._chance = Random()  # noqa: S311 - it only spreads retries

    async def announce(self, url: str) -> None:
        """Tell Telegram where to deliver; tried until it answers or refuses the token."""
        failures = 0
        while True:
            try:
                await self._bot.set_webhook(
                    url,
                    secret_token=self._secret,
                    allowed_updates=ALLOWED,
                    drop_pending_updates=False,
                )
            except (TelegramUnauthorizedError, TelegramNotFound):
                await self._stop("the token was refused")
                return
            except TelegramBadRequest as error:
                await self._stop(f"the webhook's address was refused: {error.message}"[:200])
                return
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except (AiogramError, OSError) as error:
                log.warning("webhook not set", error=type(error).__name__)
                seconds = min(2.0 ** min(failures, 9), LONGEST_PAUSE)
                await asyncio.sleep(seconds * self._chance.uniform(0.75, 1.25))
                failures += 1
            else:
                write = self._transactions.write_surely
                await write(channel_states.answers, READING, self._clock())
                log.info("webhook set", channel=CHANNEL)
                return

    async def handle(self, headers: Mapping[str, str], body: bytes) -> int:
        """Compared before anything is parsed."""
        given = headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), self._secret.encode()):
            return 401
        if len(body) > LARGEST_BODY:
            return 413
        try:
            update = json.loads(body)
            update_id = update["update_id"]
        except (ValueError, KeyError, TypeError):
            return 400
        try:
            async with asyncio.timeout(STORE_SECONDS):
                await self._intake.take([update])
        except (KeyError, TypeError):
            return 400
        except Exception as error:
            if not (isinstance(error, TimeoutError) or is_outage(error)):
                raise
            log.warning("update not stored", update=update_id, error=type(error).__name__)
            return 503
        return 200

    async def _stop(self, why: str) -> None:
        log.error("channel stopped", channel=CHANNEL, why=why)
        await self._transactions.write_surely(channel_states.stopped, READING, why, self._clock())
