"""HTTP answers: JSON, refusals, and connections cut short."""

import contextlib
import json
import socket
import struct

from aiohttp import web

from tests.telegram_double.faults import PROXY_PAGE, PROXY_TITLES
from tests.telegram_double.values import ApiError, Json


def proxy_page(kind: str) -> web.Response:
    """A proxy's HTML error page."""
    page = PROXY_PAGE.format(title=PROXY_TITLES[kind])
    return web.Response(status=int(kind), text=page, content_type="text/html")


def cut(request: web.BaseRequest) -> web.Response:
    """Drops the connection with a reset; the response is never seen."""
    if request.transport is not None:
        wire = request.transport.get_extra_info("socket")
        with contextlib.suppress(OSError):
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()


def refusal(error: ApiError) -> web.Response:
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after is not None else None
    return answer(error.body(), error.code, headers)


def answer(body: Json, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return json_bytes(json.dumps(body).encode(), status, headers)


def json_bytes(
    body: bytes, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")
