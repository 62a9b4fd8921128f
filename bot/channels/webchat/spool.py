"""Owns DATA_DIR/incoming: files as they were uploaded, until the inbox has fetched them."""

import asyncio
import contextlib
import os
import re
import secrets
import time
from collections.abc import AsyncIterator
from pathlib import Path

from handlers.messages import Unusable

MOST = 22 * 1024 * 1024  # bytes of one file: more than the settings allow
# A file outlives its fetching a little: a crash before the inbox has noted it loses nothing.
AFTER_FETCH, ABANDONED = 600.0, 3 * 86400.0
_NAME = re.compile(r"[0-9a-f]{32}")


async def put(data_dir: Path, chunks: AsyncIterator[bytes]) -> tuple[str, int] | None:
    """Store an upload: its name and size; None if it is too large (it is read to its end)."""
    name = secrets.token_hex(16)
    path = _folder(data_dir) / name
    size = 0
    with contextlib.ExitStack() as unless_whole:
        unless_whole.callback(path.unlink)
        with path.open("wb") as file:
            async for chunk in chunks:
                size += len(chunk)
                if size <= MOST:
                    file.write(chunk)
            file.flush()
            await asyncio.to_thread(os.fsync, file.fileno())
        if size > MOST:
            return None
        unless_whole.pop_all()
    return name, size


async def take(data_dir: Path, name: str, limit: int) -> bytes | Unusable:
    """The content; the file goes a little later."""
    if not _NAME.fullmatch(name):
        return Unusable.LOST
    path = data_dir / "incoming" / name
    try:
        is_small = path.stat().st_size <= limit
        content = await asyncio.to_thread(path.read_bytes) if is_small else b""
    except FileNotFoundError:
        return Unusable.LOST
    asyncio.get_running_loop().call_later(AFTER_FETCH, drop, data_dir, name)
    return content if is_small else Unusable.TOO_LARGE


def drop(data_dir: Path, name: str) -> None:
    (data_dir / "incoming" / name).unlink(missing_ok=True)


def sweep(data_dir: Path) -> None:
    """Remove what nobody fetched."""
    oldest = time.time() - ABANDONED
    for path in _folder(data_dir).iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()


def _folder(data_dir: Path) -> Path:
    folder = data_dir / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
