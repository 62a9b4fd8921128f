"""Owns reading what the browser chat stored in the inbox: words, taps, files in the spool."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.channels.base import Capabilities, FileHandle
from bot.channels.webchat import spool
from handlers.messages import Content, Incoming, Photo, Tap, Text, Unreadable, Unusable
from storage.inbox import Raw
from vietnamese.text import clean


def raw(external_id: str, address: str, content: dict[str, Any]) -> Raw:
    """One inbox entry: what `WebChat` reads again."""
    payload = content | {"address": address, "ref": external_id}
    return Raw(external_id, address, json.dumps(payload, ensure_ascii=False))


class WebChat:
    """The Translator of the browser chat."""

    capabilities = Capabilities(pushes=False, buttons=True, edits=True, contact_button=False)

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def read(self, payload: str) -> Sequence[Incoming]:
        """A file comes without its hash: what became of it is known after `fetch`."""
        body = json.loads(payload)
        content = _content(body)
        ref = str(content.message_id) if isinstance(content, Tap) else body["ref"]
        return [Incoming("web", body["address"], content, ref)]

    def file_of(self, payload: str) -> FileHandle | None:
        body = json.loads(payload)
        if body["kind"] != "photo" or "refused" in body:
            return None
        name = str(body.get("name", ""))
        return FileHandle(body["file"], body["size"], bool(body["image"]), name)

    def membership(self, payload: str) -> tuple[str, bool] | None:  # noqa: ARG002 - the contract
        return None  # nobody blocks a page

    async def fetch(self, handle: FileHandle, limit: int) -> bytes | Unusable:
        return await spool.take(self._data_dir, handle.handle, limit)


def _content(body: dict[str, Any]) -> Content:
    if body["kind"] == "text":
        return Text(clean(body["text"]))
    if body["kind"] == "tap":
        return Tap(body["message"], body["index"])
    if "refused" in body:
        return Unreadable(Unusable(body["refused"]))
    return Photo("", "", body["size"])
