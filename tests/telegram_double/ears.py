"""What people see: new messages, edits, answers to taps, the whole chat."""

import asyncio
import base64
import time
from collections.abc import Callable
from typing import Any

from tests.telegram_double.chat import Chat, Spoken
from tests.telegram_double.people import chat_of
from tests.telegram_double.values import ImpossibleError, Json, SilenceError
from tests.telegram_double.world import World


async def hears(world: World, body: Json) -> Json:
    """The next message of the bot this person has not seen."""
    chat = chat_of(world, body)
    await _until(world, chat, body, lambda: chat.heard < len(chat.spoken))
    chat.heard += 1
    return _shown(chat.spoken[chat.heard - 1])


async def sees_edit(world: World, body: Json) -> Json:
    """The next edit of a message of the bot this person has not seen."""
    chat = chat_of(world, body)
    await _until(world, chat, body, lambda: chat.edits_seen < len(chat.edits))
    chat.edits_seen += 1
    return _shown(chat.edits[chat.edits_seen - 1])


async def sees_toast(world: World, body: Json) -> Json:
    """The bot's answer to a tap."""
    chat = chat_of(world, body)
    query = str(body["query"])
    await _until(world, chat, body, lambda: query in chat.toasts)
    return chat.toasts[query]


def forgets(world: World, body: Json) -> None:
    """Everything said so far counts as seen."""
    chat = chat_of(world, body)
    chat.heard, chat.edits_seen = len(chat.spoken), len(chat.edits)


def keyboard(world: World, body: Json) -> Json | None:
    return chat_of(world, body).keyboard


def fetches(world: World, body: Json) -> str:
    file = world.files.by_id.get(body["file_id"])
    if file is None:
        raise ImpossibleError(f"no such file: {body['file_id']}")
    return base64.b64encode(file.content).decode()


def messages(world: World, body: Json) -> list[Json]:
    """All messages now in the chat, of both sides."""
    return list(chat_of(world, body).messages.values())


def transcript(world: World, body: Json) -> str:
    return written(world, chat_of(world, body))


def written(world: World, chat: Chat) -> str:
    """The chat as text: one paragraph a message, buttons in brackets."""
    lines = []
    for message in chat.messages.values():
        who = "Bot" if message["from"]["id"] == world.bot["id"] else chat.user["first_name"]
        edited = " (edited)" if "edit_date" in message else ""
        lines.append(f"{who}{edited}: {_words(message)}")
    return "\n".join(lines)


def _words(message: Json) -> str:
    parts = [f"<{kind}>" for kind in ("photo", "sticker", "voice", "location") if kind in message]
    if "document" in message:
        parts.append(f"<document {message['document']['file_name']}>")
    if "contact" in message:
        parts.append(f"<contact {message['contact']['phone_number']}>")
    parts.append(message.get("text") or message.get("caption") or "")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    parts.extend("".join(f"[{button['text']}]" for button in row) for row in rows)
    return " ".join(part for part in parts if part)


def _shown(spoken: Spoken) -> Json:
    return {"message": spoken.message, "markup": spoken.markup}


async def _until(world: World, chat: Chat, body: Json, ready: Callable[[], Any]) -> None:
    deadline = time.monotonic() + float(body.get("timeout", 10.0))
    while not ready():
        left = deadline - time.monotonic()
        if left <= 0:
            raise SilenceError(f"the bot kept silent; so far:\n{written(world, chat)}")
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        chat.waiters.append(waiter)
        await asyncio.wait([waiter], timeout=left)
