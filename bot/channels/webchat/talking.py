"""Owns what a person sends from the page: words and taps, each stored once in the inbox."""

import hashlib
import re
from typing import Any

from aiohttp import web

from bot.channels.webchat import updates
from bot.channels.webchat.parts import CHANNEL, Parts
from storage.web_access import Visitor
from vietnamese.text import clean

LONGEST = 8000  # characters of one message
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")


async def text(parts: Parts, request: web.Request) -> web.Response:
    """POST /chat/text. Answers with a new nonce for the next message."""
    visitor, form = await _form(parts, request)
    words = form.get("text", "")
    if len(words) > LONGEST:
        raise web.HTTPRequestEntityTooLarge(LONGEST, len(words))
    if clean(words):
        # The words are part of the id: a form that was sent, changed and sent again says both.
        digest = hashlib.sha256(words.encode()).hexdigest()[:16]
        await store(parts, visitor, f"{nonce(form)}:{digest}", {"kind": "text", "text": words})
    return answered(parts, request, visitor, "text-nonce")


async def tap(parts: Parts, request: web.Request) -> web.Response:
    """POST /chat/tap."""
    visitor, form = await _form(parts, request)
    message, index = _number(form, "message"), _number(form, "index")
    await store(
        parts,
        visitor,
        f"{nonce(form)}:{message}:{index}",
        {"kind": "tap", "message": message, "index": index},
    )
    if "HX-Request" not in request.headers:
        raise web.HTTPSeeOther("/")
    return web.Response(status=204)


async def store(parts: Parts, visitor: Visitor, ref: str, content: dict[str, Any]) -> None:
    """One inbox entry; its id is the person's own, so that nobody can take another's."""
    entry = updates.raw(f"{visitor.account_id}:{ref}", visitor.address, content)
    await parts.inbox.store(CHANNEL, [entry])


def answered(
    parts: Parts, request: web.Request, visitor: Visitor, nonce_id: str, notice: str = ""
) -> web.Response:
    """Everything said comes through the event stream; without scripts, by loading the page."""
    if "HX-Request" not in request.headers:
        raise web.HTTPSeeOther("/")
    return parts.pages.response("answered.html", visitor.language, nonce_id=nonce_id, notice=notice)


def nonce(form: dict[str, str]) -> str:
    found = form.get("nonce", "")
    if not _NONCE.fullmatch(found):
        raise web.HTTPBadRequest
    return found


async def _form(parts: Parts, request: web.Request) -> tuple[Visitor, dict[str, str]]:
    visitor = await parts.access.insider(request)
    posted = await request.post()
    form = {key: value for key, value in posted.items() if isinstance(value, str)}
    parts.access.check(request, form.get("token"))
    return visitor, form


def _number(form: dict[str, str], name: str) -> int:
    value = form.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 16):
        raise web.HTTPBadRequest
    return int(value)
