"""Keyboards and raw calls for the double's own tests."""

from typing import Any

import aiohttp
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from tests.telegram_double import Double
from tests.telegram_double.values import Json


def keys(*data: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=f"nút {i}", callback_data=d) for i, d in enumerate(data)]
    return InlineKeyboardMarkup(inline_keyboard=[row])


async def raw(double: Double, method: str, **body: Any) -> Json:
    """One call with a JSON body, past any client library."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{double.base_url}/bot{double.token}/{method}", json=body) as answer,
    ):
        return dict(await answer.json())
