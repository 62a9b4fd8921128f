"""A webhook to post updates to."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.telegram_double.values import Json


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


class Hook:
    """Answers the statuses it is told, then 200; refuses messages with text `refused`."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.refused: str | None = None
        self.bodies: list[Json] = []
        self.secrets: list[str | None] = []
        self.times: list[float] = []
        self.app = web.Application()
        self.app.router.add_post("/hook", self._post)

    async def _post(self, request: web.Request) -> web.Response:
        assert request.content_type == "application/json"
        self.times.append(time.monotonic())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        body = json.loads(await request.text())
        if self.refused and body.get("message", {}).get("text") == self.refused:
            return web.Response(status=503)
        self.bodies.append(body)
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)
