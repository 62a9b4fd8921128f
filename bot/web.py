"""Owns the HTTP server: the browser chat, webhooks, health, and how errors look."""

import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.channels.webchat import routes, spool
from bot.channels.webchat.pages import Pages
from bot.channels.webchat.parts import Parts
from storage.database import is_outage

Webhook = Callable[[Mapping[str, str], bytes], Awaitable[int]]
Ready = Callable[[], Awaitable[tuple[bool, dict[str, str]]]]

LARGEST_BODY = 1024 * 1024  # photos are streamed and have a limit of their own
STOP_SECONDS = 5.0
log = structlog.get_logger()

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), microphone=(), payment=()",
}


@dataclass(frozen=True, slots=True)
class Site:
    """What the server serves. Without a Telegram webhook its address does not exist."""

    chat: Parts
    ready: Ready
    telegram_webhook: Webhook | None = None


class Server:
    """One listening socket: `start` binds it, `stop` ends open streams at once."""

    def __init__(self, site: Site) -> None:
        self._runner = web.AppRunner(build(site), access_log=None, shutdown_timeout=STOP_SECONDS)

    async def start(self, host: str, port: int) -> int:
        """The port it listens on: a free one if 0 was asked for."""
        await self._runner.setup()
        listening = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=256
        )
        await web.SockSite(self._runner, listening).start()
        return int(listening.getsockname()[1])

    async def stop(self) -> None:
        await self._runner.cleanup()


def build(site: Site) -> web.Application:
    app = web.Application(
        client_max_size=LARGEST_BODY, middlewares=[_polite_errors(site.chat.pages)]
    )
    app.on_response_prepare.append(_add_headers)
    spool.sweep(site.chat.data_dir)
    routes.add(app, site.chat)

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def readyz(_request: web.Request) -> web.Response:
        ok, checks = await site.ready()
        return web.json_response({"ready": ok, "checks": checks}, status=200 if ok else 503)

    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz)])
    if site.telegram_webhook is not None:
        webhook = site.telegram_webhook

        async def telegram(request: web.Request) -> web.Response:
            return web.Response(status=await webhook(request.headers, await request.read()))

        app.router.add_post("/telegram/webhook", telegram)
    return app


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "so-xanh"  # nobody needs to know what it is made of


def _polite_errors(pages: Pages) -> Middleware:
    @web.middleware
    async def polite_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            return pages.response("error.html", status=error.status, status_code=error.status)
        except ConnectionResetError:
            raise  # the browser went away: nobody reads an error page
        except Exception as error:  # noqa: BLE001 - the last stop: a page instead of a stack trace
            status = 503 if is_outage(error) else 500
            _report(request, error, status)
            return pages.response("error.html", status=status, status_code=status)

    return polite_errors


def _report(request: web.Request, error: Exception, status: int) -> None:
    """The route and never the address: that may hold a token; no message: it may hold words."""
    resource = request.match_info.route.resource
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    log.error(
        "request failed",
        route=resource.canonical if resource else "",
        method=request.method,
        status=status,
        error=type(error).__name__,
        where=f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "",
    )
