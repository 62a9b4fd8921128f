"""Taps on inline buttons, honest and forged."""

from typing import Any

from tests.telegram_double.chat import Chat
from tests.telegram_double.people import chat_of
from tests.telegram_double.values import ImpossibleError, Json
from tests.telegram_double.world import World


def taps(world: World, body: Json) -> str:
    """Taps an inline button found by its label; answers the query's id."""
    chat = chat_of(world, body)
    owner = chat_of(world, body, "of") if body.get("of") else chat
    message, button = _find_button(owner, str(body["label"]), body.get("message"))
    if "callback_data" not in button:
        raise ImpossibleError(f"button {button['text']!r} sends no callback")
    return _query(world, chat, message, button["callback_data"])


def forges(world: World, body: Json) -> str:
    """Sends raw callback data, as a changed app could; answers the query's id."""
    chat = chat_of(world, body)
    owner = chat_of(world, body, "of") if body.get("of") else chat
    own = [m for m in owner.messages.values() if m["from"]["id"] == world.bot["id"]]
    wanted = body.get("message")
    message = next((m for m in reversed(own) if wanted in {None, m["message_id"]}), None)
    if message is None:
        raise ImpossibleError("no message of the bot to hang forged data on")
    return _query(world, chat, message, str(body["data"]))


def _find_button(chat: Chat, label: str, wanted: Any) -> tuple[Json, Json]:
    seen: list[tuple[Json, Json]] = []
    for message in reversed(chat.messages.values()):
        if "reply_markup" not in message or wanted not in {None, message["message_id"]}:
            continue
        for row in message["reply_markup"]["inline_keyboard"]:
            for button in row:
                if button["text"] == label:
                    return message, button
                seen.append((message, button))
    for message, button in seen:
        if label in button["text"]:
            return message, button
    shown = [button["text"] for _, button in seen]
    raise ImpossibleError(f"no button {label!r} in sight, only {shown[:30]}")


def _query(world: World, chat: Chat, message: Json, data: str) -> str:
    query = world.new_callback(chat)
    content = {
        "id": query,
        "from": chat.user,
        "message": message,
        "chat_instance": str(-(message["chat"]["id"] * 7_919 + world.bot["id"])),
        "data": data,
    }
    queue = f"user{chat.number}"
    world.updates.add("callback_query", content, queue, world.callback_keep_seconds)
    return query
