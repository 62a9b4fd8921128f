"""The HTTP side: Bot API methods, file downloads, control actions, injected faults."""

import asyncio
import json
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web_protocol import RequestHandler

from tests.telegram_double import (
    methods_bot,
    methods_edit,
    methods_media,
    methods_send,
    methods_webhook,
)
from tests.telegram_double.control import perform
from tests.telegram_double.faults import Fault
from tests.telegram_double.payload import Params, read_params
from tests.telegram_double.registry import METHODS
from tests.telegram_double.responses import answer, cut, json_bytes, proxy_page, refusal
from tests.telegram_double.values import ApiError, ImpossibleError, SilenceError, bad
from tests.telegram_double.world import World

# Importing them fills METHODS.
_LOADED = (methods_bot, methods_edit, methods_media, methods_send, methods_webhook)
_BIGGEST_BODY = 80 * 1024 * 1024


class BotApiServer:
    """A low-level aiohttp server: no router, no access log."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._runner: web.ServerRunner | None = None

    async def start(self, host: str, port: int) -> int:
        """Listens; answers the port."""
        server = web.Server(
            self._handle, request_factory=_request, handler_cancellation=True, access_log=None
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port, backlog=1024).start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        self.world.faults.heal()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            return await self._guard(request, token, method.lower())
        if path.startswith("/file/bot"):
            token, _, name = path[9:].partition("/")
            return await self._guard(request, token, "download", name)
        if path.startswith("/control/"):
            return await self._control(path.removeprefix("/control/"), await request.read())
        return refusal(ApiError(404, "Not Found"))

    async def _guard(
        self, request: web.BaseRequest, token: str, method: str, name: str | None = None
    ) -> web.StreamResponse:
        tally = self.world.tally
        tally.requests[method] = tally.requests.get(method, 0) + 1
        try:
            params = await read_params(request)
            if token != self.world.token:
                raise ApiError(401, "Unauthorized")
            lost, pause = False, 0.0
            for fault in self._strikes(method, params):
                broken = await self._apply(fault, request)
                if broken is not None:
                    return broken
                lost = fault.kind == "lost"
                pause = fault.latency_ms / 2000 if fault.kind == "slow" else pause
            response = await self._answer(method, params, name)
            if pause:
                await asyncio.sleep(pause)
        except ApiError as error:
            if error.code == 429:
                tally.too_many += 1
            else:
                tally.refused += 1
            return refusal(error)
        return cut(request) if lost else response

    def _strikes(self, method: str, params: Params) -> list[Fault]:
        if not self.world.faults.active:
            return []
        raw = str(params.values.get("chat_id", ""))
        chat_id = int(raw) if raw.lstrip("-").isdigit() else None
        return list(self.world.faults.strike(method, chat_id))

    async def _apply(self, fault: Fault, request: web.BaseRequest) -> web.Response | None:
        match fault.kind:
            case "slow":  # half of it now, half after processing: a client may die in either
                await asyncio.sleep(fault.latency_ms / 2000)
            case "hang":
                await self.world.faults.released.wait()
                return cut(request)
            case "reset":
                return cut(request)
            case "500" | "502":
                return proxy_page(fault.kind)
            case "lost" | "duplicates":
                pass
            case _:
                raise fault.refusal()
        return None

    async def _answer(self, method: str, params: Params, name: str | None) -> web.Response:
        if name is not None:
            file = self.world.files.by_path.get(name)
            if file is None:
                raise ApiError(404, "Not Found")
            return web.Response(body=file.content, content_type="application/octet-stream")
        if method == "getupdates":
            return json_bytes(await self._poll(params))
        function = METHODS.get(method)
        if function is None:
            raise ApiError(404, "Not Found: method not found")
        return answer({"ok": True, "result": function(self.world, params)})

    async def _poll(self, params: Params) -> bytes:
        limit = params.integer("limit", 100)
        if not 1 <= limit <= 100:
            limit = 100
        timeout = min(max(params.integer("timeout"), 0), 50)
        allowed: Any = params.data("allowed_updates")
        if allowed is not None and not isinstance(allowed, list):
            raise bad("can't parse allowed_updates JSON object")
        self.world.updates.allow(allowed)
        return await self.world.updates.poll(params.integer("offset"), limit, timeout)

    async def _control(self, action: str, raw: bytes) -> web.Response:
        try:
            result = await perform(self.world, action, json.loads(raw or b"{}"))
        except (ImpossibleError, SilenceError) as error:
            kind = type(error).__name__
            return answer({"ok": False, "kind": kind, "error": str(error)}, 409)
        except (KeyError, TypeError, ValueError) as error:
            return answer({"ok": False, "kind": "ImpossibleError", "error": repr(error)}, 400)
        return answer({"ok": True, "result": result})


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=_BIGGEST_BODY
    )
