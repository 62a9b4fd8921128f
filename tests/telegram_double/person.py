"""A person who talks with the bot."""

import base64
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from tests.telegram_double.heard import Attachment, Heard
from tests.telegram_double.values import Json, SilenceError

Call = Callable[[str, Json], Awaitable[Any]]


class Person:
    """Speaks, taps, sends files and hears; every method is one control action."""

    def __init__(self, call: Call, user: Json) -> None:
        self._call = call
        self.user = user
        self.id = int(user["id"])
        self.last_query: str | None = None

    async def _do(self, action: str, **body: Any) -> Any:
        return await self._call(action, {"person": self.id, **body})

    async def says(self, text: str) -> int:
        """Sends a text; answers the message's id."""
        return int(await self._do("says", text=text))

    async def starts(self, payload: str = "") -> int:
        """Presses Start, by a deep link when there is a payload; unblocks the bot if need be."""
        return int(await self._do("starts", payload=payload))

    async def asks(self, text: str, timeout: float = 10.0) -> Heard:  # noqa: ASYNC109
        """Says a text and hears the next message."""
        await self.says(text)
        return await self.hears(timeout)

    async def taps(
        self, label: str, *, message: Heard | int | None = None, of: "Person | None" = None
    ) -> str:
        """Taps an inline button of the newest message that has it; answers the query's id."""
        body = {"label": label, "message": _number(message), "of": of.id if of else None}
        self.last_query = str(await self._do("taps", **body))
        return self.last_query

    async def forges(
        self, data: str, *, message: Heard | int | None = None, of: "Person | None" = None
    ) -> str:
        """Sends raw callback data, as a changed app could."""
        body = {"data": data, "message": _number(message), "of": of.id if of else None}
        self.last_query = str(await self._do("forges", **body))
        return self.last_query

    async def presses(self, label: str) -> int:
        """Presses a key of the reply keyboard."""
        return int(await self._do("presses", label=label))

    async def edits(self, old_text: str, new_text: str) -> int:
        return int(await self._do("edits", old=old_text, new=new_text))

    async def sends_photo(self, content: bytes, caption: str = "") -> int:
        return int(await self._do("sends_photo", content=_coded(content), caption=caption))

    async def sends_album(self, contents: Sequence[bytes], caption: str = "") -> list[int]:
        coded = [_coded(content) for content in contents]
        return list(await self._do("sends_album", contents=coded, caption=caption))

    async def sends_document(self, content: bytes, name: str, mime: str, caption: str = "") -> int:
        body = {"content": _coded(content), "name": name, "mime": mime, "caption": caption}
        return int(await self._do("sends_document", **body))

    async def sends_contact(
        self, phone: str, *, own: bool = True, name: str = "", user_id: int | None = None
    ) -> int:
        """The own contact, or somebody else's (with their user_id when on Telegram)."""
        body = {"phone": phone, "own": own, "name": name, "user_id": user_id}
        return int(await self._do("sends_contact", **body))

    async def sends_location(self, latitude: float, longitude: float) -> int:
        return int(await self._do("sends_location", latitude=latitude, longitude=longitude))

    async def sends_sticker(self) -> int:
        return int(await self._do("sends_sticker"))

    async def sends_voice(self) -> int:
        return int(await self._do("sends_voice"))

    async def blocks_bot(self) -> None:
        await self._do("set_blocked", blocked=True)

    async def unblocks_bot(self) -> None:
        await self._do("set_blocked", blocked=False)

    async def hears(self, timeout: float = 10.0) -> Heard:  # noqa: ASYNC109
        """The next message of the bot not yet seen; SilenceError when none comes."""
        return Heard.of(await self._do("hears", timeout=timeout))

    async def hears_nothing(self, seconds: float = 0.3) -> None:
        """Fails when the bot says anything within this time."""
        try:
            heard = await self.hears(seconds)
        except SilenceError:
            return
        raise AssertionError(f"expected silence, heard {heard.text!r}")

    async def sees_edit(self, timeout: float = 10.0) -> Heard:  # noqa: ASYNC109
        """The next edited message not yet seen."""
        return Heard.of(await self._do("sees_edit", timeout=timeout))

    async def sees_toast(
        self,
        query: str | None = None,
        timeout: float = 10.0,  # noqa: ASYNC109
    ) -> str:
        """The text of the bot's answer to a tap (the last one by default); may be empty."""
        wanted = query or self.last_query
        return str((await self._do("sees_toast", query=wanted, timeout=timeout))["text"])

    async def forgets(self) -> None:
        """Everything said so far counts as seen."""
        await self._do("forgets")

    async def keyboard(self) -> tuple[tuple[str, ...], ...] | None:
        """Labels of the reply keyboard shown now."""
        markup = await self._do("keyboard")
        if markup is None:
            return None
        return tuple(tuple(str(key["text"]) for key in row) for row in markup["keyboard"])

    async def fetches(self, what: Heard | Attachment) -> bytes:
        """The bytes of a photo or document of the bot."""
        file = what.file if isinstance(what, Heard) else what
        if file is None:
            raise AssertionError("this message has no file")
        return base64.b64decode(await self._do("fetches", file_id=file.file_id))

    async def messages(self) -> list[Json]:
        """All messages now in the chat, of both sides, as the Bot API shows them."""
        return list(await self._do("messages"))

    async def transcript(self) -> str:
        """The chat as text, one line a message."""
        return str(await self._do("transcript"))


def _coded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _number(message: Heard | int | None) -> int | None:
    return message.message_id if isinstance(message, Heard) else message
