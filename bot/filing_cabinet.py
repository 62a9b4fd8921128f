"""Owns fetching a file that was sent and keeping it under DATA_DIR by its content's hash."""

import asyncio
import hashlib
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from bot import files, office_files, photos
from bot.channels.base import FetchLaterError, FileHandle, Translator
from handlers.messages import Unusable
from handlers.policy import Policy

log = structlog.get_logger()
TRIES = 4
MEGABYTE = 1024 * 1024
YOUNG = 86400.0  # seconds
LONGEST_WAIT = 10.0  # seconds between tries: the person is waiting


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes may come in."""

    photo: int
    file: int

    @classmethod
    def of(cls, policy: Policy) -> "Limits":
        return cls(policy.photo_megabytes * MEGABYTE, policy.file_megabytes * MEGABYTE)


class FilingCabinet:
    """Photos go in re-coded, documents as they are if they are what they say, each once."""

    def __init__(self, data_dir: Path, limits: Limits) -> None:
        self._data_dir = data_dir
        self._limits = limits

    async def fetch(self, translator: Translator, handle: FileHandle) -> dict[str, Any]:
        """What became of the file, as the inbox entry keeps it."""
        content = await self._fetch(translator, handle)
        if isinstance(content, Unusable):
            return {"unusable": self._of_its_kind(content, handle).value}
        return await asyncio.to_thread(self._keep, content, handle)

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

    def get(self, sha256: str) -> bytes:
        return files.path_of(self._data_dir, sha256).read_bytes()

    def sweep(self, known: set[str]) -> None:
        """Remove what the database does not know (any more); what is young may be on its way."""
        oldest = time.time() - YOUNG
        for path in (self._data_dir / "files").glob("*/*"):
            if path.name not in known and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    async def _fetch(self, translator: Translator, handle: FileHandle) -> bytes | Unusable:
        limit = self._limits.photo if handle.claims_image else self._limits.file
        for attempt in range(TRIES):
            try:
                return await translator.fetch(handle, limit)
            except FetchLaterError as error:
                log.warning("file not fetched yet", attempt=attempt, why=str(error))
                await asyncio.sleep(min(error.after.total_seconds(), LONGEST_WAIT))
        return Unusable.LOST

    @staticmethod
    def _of_its_kind(why: Unusable, handle: FileHandle) -> Unusable:
        is_large = why is Unusable.TOO_LARGE and not handle.claims_image
        return Unusable.FILE_TOO_LARGE if is_large else why

    def _keep(self, content: bytes, handle: FileHandle) -> dict[str, Any]:
        """What it is, is what its content says: phones send photos as files, too."""
        kind = office_files.kind(content)
        if isinstance(kind, Unusable):
            why = Unusable.NOT_AN_IMAGE if handle.claims_image else kind
            return {"unusable": (kind if kind is Unusable.MACROS else why).value}
        if kind == office_files.IMAGE:
            return self._keep_photo(content)
        return {
            "sha256": self.put(content),
            "media_type": kind,
            "size": len(content),
            "name": office_files.name(handle.name, kind),
        }

    def _keep_photo(self, content: bytes) -> dict[str, Any]:
        if len(content) > self._limits.photo:
            return {"unusable": Unusable.TOO_LARGE.value}
        cleaned = photos.clean(content)
        if isinstance(cleaned, Unusable):
            return {"unusable": cleaned.value}
        sha256 = self.put(cleaned)
        return {"sha256": sha256, "media_type": "image/jpeg", "size": len(cleaned)}
