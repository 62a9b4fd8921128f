"""Owns a browser without a screen: cookies, pages, forms, the event stream."""

import asyncio
import re
from dataclasses import dataclass
from io import BytesIO

from aiohttp import ClientResponse, ClientSession, CookieJar, FormData
from yarl import URL

from bot.channels.webchat.access import SESSION_COOKIE
from tests.web.stage import Stage


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    name: str
    data: str


class Guest:
    """Reads a page as people do: the token of its forms is remembered for the next POST."""

    def __init__(self, stage: Stage, url: str) -> None:
        self.stage = stage
        self.url = url.rstrip("/")
        # The jar would not take cookies of an address without a name.
        self.client = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self.token = ""
        self.html = ""

    async def close(self) -> None:
        await self.client.close()

    async def opens(self, path: str = "/") -> int:
        async with self.client.get(self.url + path, allow_redirects=False) as answer:
            self.html = await answer.text()
        found = re.search(r'name="token" value="(\w+)"', self.html)
        self.token = found[1] if found else ""
        return answer.status

    async def posts(
        self, path: str, headers: dict[str, str] | None = None, **fields: str
    ) -> ClientResponse:
        data = {"token": self.token, **fields}
        async with self.client.post(
            self.url + path, data=data, allow_redirects=False, headers=headers or {}
        ) as answer:
            self.html = await answer.text()
        return answer

    async def says(self, words: str, nonce: str = "nonce-0001") -> ClientResponse:
        headers = {"HX-Request": "true"}
        return await self.posts("/chat/text", headers, text=words, nonce=nonce)

    async def sends_photos(
        self,
        *photos: bytes,
        nonce: str = "nonce-0002",
        media_type: str = "image/jpeg",
        name: str = "{number}.jpg",
    ) -> ClientResponse:
        form = FormData(
            {"token": self.token, "nonce": nonce}, quote_fields=False, default_to_multipart=True
        )
        for number, photo in enumerate(photos):
            # As a file: the client would warn of large bytes.
            filename = name.format(number=number)
            form.add_field("photo", BytesIO(photo), filename=filename, content_type=media_type)
        headers = {"HX-Request": "true"}
        async with self.client.post(
            self.url + "/chat/photo", data=form, allow_redirects=False, headers=headers
        ) as answer:
            self.html = await answer.text()
        return answer

    async def enters(self, who: str = "xa") -> None:
        """The demo, or with a stage's own session: see `wears`."""
        await self.opens("/")
        assert (await self.posts(f"/demo/{who}")).status == 303
        assert await self.opens("/") == 200

    async def wears(self, token: str) -> None:
        self.client.cookie_jar.update_cookies({SESSION_COOKIE: token}, URL(self.url))
        await self.opens("/")

    async def hears(
        self, count: int, after: int | None = None, last: int | None = None
    ) -> list[Event]:
        """The first events of a new stream."""
        headers = {} if last is None else {"Last-Event-ID": str(last)}
        path = "/chat/events" + ("" if after is None else f"?after={after}")
        heard: list[Event] = []
        async with asyncio.timeout(5), self.client.get(self.url + path, headers=headers) as stream:
            block: dict[str, list[str]] = {}
            async for raw in stream.content:
                line = raw.decode().rstrip("\n")
                if line:
                    name, _, value = line.partition(": ")
                    block.setdefault(name, []).append(value)
                    continue
                if "data" in block:
                    data = "\n".join(block["data"])
                    name = block.get("event", ["message"])[0]
                    heard.append(Event(block.get("id", [""])[0], name, data))
                block = {}
                if len(heard) == count:
                    break
        return heard
