"""Owns putting together Telegram's reading half (aiogram)."""

from dataclasses import dataclass

from aiogram import Bot

from bot.channels.telegram import api
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.reader import Reader
from bot.channels.telegram.updates import Translator
from bot.channels.telegram.webhook import Webhook
from bot.parts import Shared
from bot.tenure import Tenure


@dataclass(frozen=True, slots=True)
class Reading:
    """Made only where updates come in or are read."""

    bot: Bot
    intake: Intake
    translator: Translator

    def poller(self, shared: Shared) -> Reader:
        name = f"telegram:{self.bot.id}:poll"
        clock = shared.worlds.clock
        tenure = Tenure(shared.transactions, name, shared.holder, clock)
        return Reader(self.bot, self.intake, shared.transactions, tenure, clock)

    def webhook(self, shared: Shared) -> Webhook:
        secret = shared.settings.telegram_webhook_secret.get_secret_value()
        return Webhook(self.bot, self.intake, shared.transactions, secret, shared.worlds.clock)

    async def close(self) -> None:
        await self.intake.close()
        await self.bot.session.close()


def open_reading(shared: Shared) -> Reading:
    settings = shared.settings
    bot = api.connect(settings.telegram_token.get_secret_value(), settings.telegram_api_base)
    return Reading(bot, Intake(bot, shared.inbox), Translator(bot))
