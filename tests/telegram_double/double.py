"""The double in the test's own process: `async with Double() as double:`."""

from typing import Any, Self

from tests.telegram_double.client import Controls
from tests.telegram_double.control import perform
from tests.telegram_double.server import BotApiServer
from tests.telegram_double.values import TOKEN, Json
from tests.telegram_double.world import World


class Double(Controls):
    """Server and controls in one."""

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0, token: str = TOKEN) -> None:
        self.token = token
        self.host = host
        self.port = port
        self.world = World(token)
        self._server = BotApiServer(self.world)

    async def __aenter__(self) -> Self:
        self.port = await self._server.start(self.host, self.port)
        self.base_url = f"http://{self.host}:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.world.pump.close()
        await self._server.stop()

    async def call(self, action: str, body: Json) -> Any:
        return await perform(self.world, action, body)
