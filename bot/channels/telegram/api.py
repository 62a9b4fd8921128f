"""Owns the connection by which aiogram asks Telegram, and what its errors mean for a wait."""

from datetime import timedelta

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter

CONNECTIONS = 32
SECONDS = 20.0
SHORTLY = timedelta(seconds=2)


def connect(token: str, api_base: str) -> Bot:
    """One for the reader and the translator; whoever made it closes its session."""
    server = TelegramAPIServer.from_base(api_base)
    return Bot(token, AiohttpSession(api=server, limit=CONNECTIONS, timeout=SECONDS))


def wait_of(error: Exception) -> timedelta:
    if isinstance(error, TelegramRetryAfter):
        return timedelta(seconds=error.retry_after)
    return SHORTLY
