"""Bot API methods that send photos and documents."""

import mimetypes
import secrets
from typing import Any

from tests.telegram_double.messages import caption_fields, post, target
from tests.telegram_double.payload import Params, Upload
from tests.telegram_double.registry import method
from tests.telegram_double.values import ApiError, Json, bad
from tests.telegram_double.world import World

_MEGABYTE = 1024 * 1024


@method("sendPhoto")
def send_photo(world: World, params: Params) -> Any:
    return _send_file(world, params, "photo")


@method("sendDocument")
def send_document(world: World, params: Params) -> Any:
    return _send_file(world, params, "document")


@method("sendMediaGroup")
def send_media_group(world: World, params: Params) -> Any:
    chat = target(world, params)
    params.values.pop("reply_markup", None)  # albums have no buttons
    items = params.data("media")
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        raise bad("media group must include 2-10 items")
    kinds = {str(item.get("type")) for item in items}
    if kinds - {"photo", "document"} or len(kinds) != 1:
        raise bad("can't use the media of the specified type in the album")
    album = {"media_group_id": str(secrets.randbelow(10**16) + 10**16)}
    contents = []
    for item in items:
        file = params.attached(item.get("media"))
        caption = caption_fields(
            item.get("caption"), item.get("parse_mode"), item.get("caption_entities")
        )
        contents.append({**album, **_content(world, str(item["type"]), file), **caption})
    return post(world, chat, contents, params)


def _send_file(world: World, params: Params, kind: str) -> Any:
    chat = target(world, params)
    caption = caption_fields(
        params.values.get("caption"),
        params.values.get("parse_mode"),
        params.data("caption_entities"),
    )
    content = _content(world, kind, params.upload(kind))
    return post(world, chat, [{**content, **caption}], params)[0]


def _content(world: World, kind: str, file: Upload | str | None) -> Json:
    if file is None or (isinstance(file, Upload) and not file.content):
        raise bad(
            f"there is no {kind} in the request" if file is None else "file must be non-empty"
        )
    if isinstance(file, Upload) and len(file.content) > 50 * _MEGABYTE:
        raise ApiError(413, "Request Entity Too Large")
    return _photo(world, file) if kind == "photo" else _document(world, file)


def _photo(world: World, file: Upload | str) -> Json:
    if isinstance(file, Upload):
        if len(file.content) > 10 * _MEGABYTE:
            raise bad("file is too big")
        sizes = world.files.store_photo(file.content, strict=True)
    else:
        world.files.known(file)
        if file not in world.files.sizes:
            raise bad("can't use file of type Document as Photo")
        sizes = world.files.sizes[file]
    return {"photo": [size.photo_size() for size in sizes]}


def _document(world: World, file: Upload | str) -> Json:
    if isinstance(file, str):
        return {"document": world.files.known(file).document()}
    name = file.name or "file"
    mime = mimetypes.guess_type(name)[0] or file.mime or "application/octet-stream"
    return {"document": world.files.store(file.content, "documents", name, mime).document()}
