"""Files on the double: identifiers, paths, and photos recompressed as Telegram does."""

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from PIL import Image, ImageOps

from tests.telegram_double.values import Json, bad

_SIDES = (90, 320, 800, 1280)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file anybody sent."""

    file_id: str
    unique_id: str
    path: str
    content: bytes
    name: str
    mime: str
    width: int = 0
    height: int = 0

    def summary(self) -> Json:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }

    def photo_size(self) -> Json:
        return {**self.summary(), "width": self.width, "height": self.height}

    def document(self) -> Json:
        return {"file_name": self.name, "mime_type": self.mime, **self.summary()}


class Files:
    """All files, by identifier and by download path."""

    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}
        self.sizes: dict[str, list[StoredFile]] = {}  # of one photo, by any of their ids

    def store(
        self, content: bytes, folder: str, name: str, mime: str, size: tuple[int, int] = (0, 0)
    ) -> StoredFile:
        number = len(self.by_path)
        digest = hashlib.sha256(content).hexdigest()
        path = f"{folder}/file_{number}{PurePosixPath(name).suffix}"
        file_id = f"BQACAgUAAxkBAAI{number:06d}{digest[:32]}"
        stored = StoredFile(file_id, f"AQAD{digest[:12]}", path, content, name, mime, *size)
        self.by_id[file_id] = self.by_path[path] = stored
        return stored

    def store_photo(self, content: bytes, strict: bool) -> list[StoredFile]:
        """The sizes Telegram makes of a photo, smallest first."""
        try:
            shapes = _shrink(content)
        except OSError as error:
            if strict:
                raise bad("IMAGE_PROCESS_FAILED") from error
            shapes = ((content, 90, 90),)
        made_sizes = [
            self.store(made, "photos", "photo.jpg", "image/jpeg", (width, height))
            for made, width, height in shapes
        ]
        for size in made_sizes:
            self.sizes[size.file_id] = made_sizes
        return made_sizes

    def known(self, file_id: str) -> StoredFile:
        try:
            return self.by_id[file_id]
        except KeyError:
            if file_id.startswith(("http://", "https://")):
                raise bad("failed to get HTTP URL content") from None
            raise bad("wrong file identifier/HTTP URL specified") from None


@lru_cache(maxsize=64)
def _shrink(content: bytes) -> tuple[tuple[bytes, int, int], ...]:
    with Image.open(io.BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    longest = max(picture.size)
    sides = [side for side in _SIDES if side < longest]
    made = []
    for side in [*sides, *([longest] if longest <= _SIDES[-1] else [])]:
        smaller = picture.copy()
        smaller.thumbnail((side, side))
        buffer = io.BytesIO()
        smaller.save(buffer, "JPEG", quality=87)
        made.append((buffer.getvalue(), smaller.width, smaller.height))
    return tuple(made)
