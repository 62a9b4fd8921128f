"""Owns how python-telegram-bot's requests travel: by aiohttp, told apart by what is certain.

PTB's own transport (httpx) costs four times the CPU a message and hides which failures are safe
to repeat.
"""

import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS, READ_SECONDS = 5, 20
_URL_ENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
_KEPT = ("message_id", "date", "chat")
TOTAL_SECONDS = 45  # below the lease of a row, or another process would send it too


class NotSentError(NetworkError):
    """The request certainly never left: no connection was to be had."""


class CutError(NetworkError):
    """The request left and no answer came: it may have been carried out."""


class FaultyServerError(NetworkError):
    """A server fault, or a page of something in between, instead of the API's answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class FloodError(TelegramError):
    """Too many messages. PTB's own RetryAfter warns of its coming form each time it is made."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One pool of connections, kept open between messages."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._timeout = aiohttp.ClientTimeout(
            total=TOTAL_SECONDS,
            connect=CONNECT_SECONDS,  # a free place in the pool and the connection
            sock_read=READ_SECONDS,
        )

    @property
    def read_timeout(self) -> float | None:
        return self._timeout.sock_read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=self._timeout,
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: object,  # PTB passes its defaults: ours hold for every request
        **_more_timeouts: object,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSentError("not started")
        try:
            form, headers = _form(request_data)
            async with self._session.request(method, url, data=form, headers=headers) as answer:
                payload = await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            raise CutError(type(error).__name__) from error
        if answer.status >= 500 or not payload.startswith(b"{"):
            raise FaultyServerError(answer.status)
        if answer.status == 429:
            raise FloodError(_seconds(payload))
        return answer.status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Of a message just sent only the id is wanted: PTB would build objects of all of it."""
        answer = BaseRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            answer["result"] = {key: result[key] for key in _KEPT if key in result}
        return answer


def _form(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """Plain forms are encoded here: aiohttp would draw a random boundary for each."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return data.url_encoded_parameters().encode(), _URL_ENCODED
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    files: dict[str, Any] = dict(data.multipart_data)
    for name, (filename, content, media_type) in files.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form, {}


def _seconds(payload: bytes) -> int:
    """How long to wait after a 429; a moment if it does not say."""
    try:
        return max(1, int(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return 1
