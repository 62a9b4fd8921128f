"""Owns the page's own files: read once, compressed once, kept by browsers for good."""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    packed: bytes
    media_type: str
    fingerprint: str  # changes with the content

    @classmethod
    def read(cls, path: Path) -> "Asset":
        content = path.read_bytes()
        return cls(
            content,
            gzip.compress(content, mtime=0),
            _TYPES[path.suffix],
            hashlib.sha256(content).hexdigest()[:10],
        )


class Assets:
    def __init__(self) -> None:
        self._all = {p.name: Asset.read(p) for p in FOLDER.iterdir() if p.suffix in _TYPES}

    def url(self, name: str) -> str:
        return f"/static/{name}?v={self._all[name].fingerprint}"

    async def serve(self, request: web.Request) -> web.Response:
        """GET /static/{name}."""
        asset = self._all.get(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound
        packs = "gzip" in request.headers.get("Accept-Encoding", "")
        return web.Response(
            body=asset.packed if packs else asset.content,
            content_type=asset.media_type,
            charset="utf-8",
            headers={
                "Cache-Control": "public, max-age=31536000, immutable",
                "Vary": "Accept-Encoding",
                **({"Content-Encoding": "gzip"} if packs else {}),
            },
        )
