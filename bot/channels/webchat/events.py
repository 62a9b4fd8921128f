"""Owns the event stream: what is new for an open page, sent as it comes."""

import asyncio
import time
from dataclasses import dataclass, field

from aiohttp import web
from sqlmodel import Session

from bot.channels.webchat import transcript
from bot.channels.webchat.parts import Parts
from bot.channels.webchat.transcript import Bubble
from storage import messages
from storage.models import Account
from storage.web_access import Visitor

LOOK_SECONDS = 1.0  # other processes ring no bell here: look now and then
HEARTBEAT_SECONDS = 15.0
AT_ONCE = 200
# On PostgreSQL a message may be committed after one with a greater id: look back a little.
LOOK_BACK_SECONDS = 10.0
HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would hold events back
}
HEARTBEAT = b": heartbeat\nevent: alive\ndata: 1\n\n"
GONE = b"event: gone\ndata: 1\n\n"


@dataclass(slots=True)
class Cursor:
    """What one stream has sent: everything up to `floor`, and the recent ones by id."""

    floor: int
    _recent: dict[int, float] = field(default_factory=dict)

    def unsent(self, bubbles: list[Bubble]) -> list[Bubble]:
        return [one for one in bubbles if one.id not in self._recent]

    def sent(self, bubbles: list[Bubble], now: float) -> None:
        self._recent.update((one.id, now) for one in bubbles if one.id not in self._recent)
        settled = [i for i, at in self._recent.items() if now - at > LOOK_BACK_SECONDS]
        if len(self._recent) >= AT_ONCE:
            settled = list(self._recent)
        for message_id in settled:
            self.floor = max(self.floor, message_id)
            del self._recent[message_id]


class Streams:
    """The open streams of this process. They end at once when it stops."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._closing = False
        self._open: list[int] = []  # account ids

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET /chat/events."""
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        visitor = await self._parts.access.visitor(request)
        if visitor is None:
            await response.write(GONE)
            return response
        await response.write(b"retry: 1000\n: hello\n\n")
        self._open.append(visitor.account_id)
        try:
            await self._follow(request, response, visitor)
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            self._open.remove(visitor.account_id)
        return response

    async def close(self) -> None:
        self._closing = True
        for account_id in self._open:
            self._parts.bell.ring(account_id)

    async def _follow(
        self, request: web.Request, response: web.StreamResponse, visitor: Visitor
    ) -> None:
        cursor = Cursor(_last_seen(request))
        beat = time.monotonic()
        while not self._closing:
            # The bell is listened to before looking: what rings meanwhile is not missed.
            waiting = asyncio.create_task(self._parts.bell.wait(visitor.account_id, LOOK_SECONDS))
            try:
                found = await self._parts.transactions.read(_news, visitor, cursor.floor)
                unsent = cursor.unsent(found)
                is_due = time.monotonic() - beat > HEARTBEAT_SECONDS
                if (unsent or is_due) and await self._parts.access.visitor(request) is None:
                    await response.write(GONE)
                    return
                for bubble in unsent:
                    await response.write(self._event(bubble, request, visitor))
                cursor.sent(found, time.monotonic())
                if is_due:
                    beat = time.monotonic()
                    await response.write(HEARTBEAT)
                await waiting
            finally:
                waiting.cancel()

    def _event(self, bubble: Bubble, request: web.Request, visitor: Visitor) -> bytes:
        html = self._parts.pages.render(
            "bubble.html",
            visitor.language,
            bubble=bubble,
            is_live=bubble.is_turn,
            token=self._parts.access.form_token(request),
            now=self._parts.now(),
        )
        lines = html.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
        data = "".join(f"data: {line}\n" for line in lines)
        return f"id: {bubble.id}\n{data}\n".encode()


def _news(session: Session, visitor: Visitor, floor: int) -> list[Bubble]:
    account = session.get_one(Account, visitor.account_id)
    return transcript.news(session, messages.after(session, account, floor, AT_ONCE))


def _last_seen(request: web.Request) -> int:
    """What the page has: the later of what it was built with and what it last received."""
    given = (request.headers.get("Last-Event-ID", ""), request.query.get("after", ""))
    return max((int(one) for one in given if one.isascii() and one.isdigit()), default=0)
