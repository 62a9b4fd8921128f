"""Reads a method's parameters from JSON, forms, multipart bodies and query strings."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.telegram_double.values import bad


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    content: bytes
    mime: str


@dataclass(slots=True)
class Params:
    """Parameters of one call; complex ones may come as JSON text (forms) or as they are."""

    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError) as error:
            raise bad(f"invalid {name} specified") from error

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def data(self, name: str) -> Any:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad(f"can't parse {name} JSON object") from error

    def upload(self, name: str) -> Upload | str | None:
        """The uploaded file, or the file_id/URL given instead of one."""
        if name in self.uploads:
            return self.uploads[name]
        return self.attached(self.values.get(name))

    def attached(self, value: Any) -> Upload | str | None:
        if value is None or value == "":
            return None
        reference = str(value)
        if not reference.startswith("attach://"):
            return reference
        found = self.uploads.get(reference.removeprefix("attach://"))
        if found is None:
            raise bad("file must be non-empty")
        return found


async def read_params(request: web.BaseRequest) -> Params:
    """All parameters of a request, whatever way the client library sends them."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return Params(values)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request, values)
    body = await request.read()
    if kind == "application/json":
        try:
            values.update(json.loads(body or b"{}"))
        except ValueError as error:
            raise bad("can't parse JSON object") from error
    elif body:
        values.update(parse_qsl(body.decode(), keep_blank_values=True))
    return Params(values)


async def _read_multipart(request: web.BaseRequest, values: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            values[name] = value.decode() if isinstance(value, (bytes, bytearray)) else value
    return Params(values, uploads)
