"""Owns handing out stored files, to people who sent them or were sent them."""

import re
from urllib.parse import quote

from aiohttp import web
from sqlmodel import Session

from bot import files
from bot.channels.webchat.parts import Parts
from storage import files as stored_files

_SHA256 = re.compile(r"[0-9a-f]{64}")
# Shown in the page; anything else is saved, so that no file is ever run as a page of ours.
_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


async def file(parts: Parts, request: web.Request) -> web.StreamResponse:
    """GET /tep/{sha256}, or /tep/{sha256}/{name} to save it under a name."""
    visitor = await parts.access.visitor(request)
    sha256 = request.match_info["sha256"]
    if visitor is None or visitor.person_id is None or not _SHA256.fullmatch(sha256):
        raise web.HTTPNotFound
    media_type = await parts.transactions.read(_media_type, sha256, visitor.person_id)
    path = files.path_of(parts.data_dir, sha256)
    if media_type is None or not path.is_file():
        raise web.HTTPNotFound
    kind = "inline" if media_type in _SHOWN else "attachment"
    name = request.match_info.get("name", "")
    return web.FileResponse(
        path,
        headers={
            "Content-Type": media_type,
            "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(name)}" if name else kind,
            "Cache-Control": "private, max-age=31536000, immutable",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def _media_type(session: Session, sha256: str, person_id: int) -> str | None:
    found = stored_files.visible(session, sha256, person_id)
    return found.media_type if found else None
