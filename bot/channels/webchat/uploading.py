"""Owns files sent from the page: streamed into the spool, one inbox entry each."""

from collections.abc import AsyncIterator
from typing import Any

from aiohttp import BodyPartReader, web

from bot.channels.webchat import spool, talking
from bot.channels.webchat.parts import Parts
from handlers.messages import Unusable

MOST_PHOTOS = 5
MOST_BYTES = 120 * 1024 * 1024  # of a whole form: what is too large is read to its end first
_CHUNK = 64 * 1024
_LONGEST_FIELD = 512
_LONGEST_NAME = 255


async def photos(parts: Parts, request: web.Request) -> web.Response:
    """POST /chat/photo. The hidden fields come before the files."""
    visitor = await parts.access.insider(request)
    if request.content_length is None:
        raise web.HTTPLengthRequired
    if request.content_length > MOST_BYTES:
        raise web.HTTPRequestEntityTooLarge(MOST_BYTES, request.content_length)
    form: dict[str, str] = {}
    count = 0
    async for part in _parts_of(request):
        if part.name != "photo":
            form[part.name or ""] = await _field(part)
            continue
        parts.access.check(request, form.get("token"))
        if not part.filename:
            continue  # a form sent without choosing a file
        count += 1
        if count <= MOST_PHOTOS:
            content = await _spooled(parts, part)
            await talking.store(parts, visitor, f"{talking.nonce(form)}:{count}", content)
    notice = "too_many" if count > MOST_PHOTOS else ""
    return talking.answered(parts, request, visitor, "photo-nonce", notice)


async def _spooled(parts: Parts, part: BodyPartReader) -> dict[str, Any]:
    found = await spool.put(parts.data_dir, _chunks(part))
    is_image = part.headers.get("Content-Type", "").startswith("image/")
    if found is None:
        # An entry all the same: the conversation answers, where the person looks.
        refused = Unusable.TOO_LARGE if is_image else Unusable.FILE_TOO_LARGE
        return {"kind": "photo", "refused": refused.value}
    file, size = found
    name = (part.filename or "")[:_LONGEST_NAME]
    return {"kind": "photo", "file": file, "size": size, "image": is_image, "name": name}


async def _parts_of(request: web.Request) -> AsyncIterator[BodyPartReader]:
    if not request.content_type.startswith("multipart/"):
        raise web.HTTPBadRequest
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest
        yield part


async def _field(part: BodyPartReader) -> str:
    value = b""
    while chunk := await part.read_chunk(_LONGEST_FIELD):
        value += chunk
        if len(value) > _LONGEST_FIELD:
            raise web.HTTPBadRequest
    return value.decode(errors="replace")


async def _chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await part.read_chunk(_CHUNK):
        yield chunk
