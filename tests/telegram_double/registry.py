"""The table of Bot API methods."""

from collections.abc import Callable
from typing import Any

from tests.telegram_double.payload import Params
from tests.telegram_double.world import World

Method = Callable[[World, Params], Any]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Registers a method under its Bot API name (Telegram ignores the case)."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register
