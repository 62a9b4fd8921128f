"""Owns fetching a file that was sent and keeping it under DATA_DIR by its content's hash."""

import asyncio
import hashlib
import os
import secrets
import time
from pathlib import Path
from typing import Any

import structlog

from bot import files, photos
from bot.channels.base import FetchLaterError, FileHandle, Translator
from handlers.messages import Unusable

log = structlog.get_logger()
TRIES = 4
YOUNG = 86400.0  # seconds
LONGEST_WAIT = 10.0  # seconds between tries: the person is waiting


class FilingCabinet:
    """Files go in checked and stripped; the same content is kept once."""

    def __init__(self, data_dir: Path, limit: int) -> None:
        self._data_dir = data_dir
        self._limit = limit

    async def fetch(self, translator: Translator, handle: FileHandle) -> dict[str, Any]:
        """What became of the file, as the inbox entry keeps it."""
        content = await self._fetch(translator, handle)
        if isinstance(content, Unusable):
            return {"unusable": content.value}
        return await asyncio.to_thread(self._keep_photo, content)

    def put(self, content: bytes) -> str:
        """Keep content on disk, whole or not at all; its hash."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = files.path_of(self._data_dir, sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{sha256}.{secrets.token_hex(4)}.part")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
        return sha256

    def sweep(self, known: set[str]) -> None:
        """Remove what the database does not know (any more); what is young may be on its way."""
        oldest = time.time() - YOUNG
        for path in (self._data_dir / "files").glob("*/*"):
            if path.name not in known and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    async def _fetch(self, translator: Translator, handle: FileHandle) -> bytes | Unusable:
        for attempt in range(TRIES):
            try:
                return await translator.fetch(handle, self._limit)
            except FetchLaterError as error:
                log.warning("file not fetched yet", attempt=attempt, why=str(error))
                await asyncio.sleep(min(error.after.total_seconds(), LONGEST_WAIT))
        return Unusable.LOST

    def _keep_photo(self, content: bytes) -> dict[str, Any]:
        cleaned = photos.clean(content)
        if isinstance(cleaned, Unusable):
            return {"unusable": cleaned.value}
        sha256 = self.put(cleaned)
        return {"sha256": sha256, "media_type": "image/jpeg", "size": len(cleaned)}
