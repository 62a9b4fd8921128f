"""What people do in their chats: text, taps, edits, blocking."""

import re

from tests.telegram_double.chat import Chat
from tests.telegram_double.entities import find_entities
from tests.telegram_double.values import ImpossibleError, Json
from tests.telegram_double.world import World

_DAY = 86_400.0
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def create(world: World, body: Json) -> Json:
    """Makes a person (or finds the one with this id) and answers the user object."""
    number = int(body.get("id") or 500_000_001 + len(world.chats))
    if number not in world.chats:
        user: Json = {"id": number, "is_bot": False, "first_name": body.get("name") or "Lan"}
        for key in ("last_name", "username"):
            if body.get(key):
                user[key] = body[key]
        user["language_code"] = body.get("language_code") or "vi"
        world.chats[number] = Chat(user)
    chat = world.chats[number]
    chat.known = chat.known or bool(body.get("known"))
    return chat.user


def chat_of(world: World, body: Json, key: str = "person") -> Chat:
    try:
        return world.chats[int(body[key])]
    except KeyError:
        raise ImpossibleError(f"no such person: {body.get(key)}") from None


def incoming(world: World, chat: Chat, fields: Json) -> int:
    """A message of the person: stored and queued as an update; answers its id."""
    if chat.blocked:
        raise ImpossibleError(f"{chat.user['first_name']} has blocked the bot")
    chat.known = True
    number = world.next_message()
    message = {
        "message_id": number,
        "from": chat.user,
        "chat": chat.peer,
        "date": world.now(),
        **fields,
    }
    chat.messages[number] = message
    world.updates.add("message", message, f"chat{chat.number}", _DAY)
    return number


def text_of(text: str) -> Json:
    """Text as Telegram hands it over: trimmed, with the entities it finds."""
    text = text.strip()
    if not text:
        raise ImpossibleError("nobody can send an empty message")
    entities = find_entities(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def says(world: World, body: Json) -> int:
    return incoming(world, chat_of(world, body), text_of(body["text"]))


def starts(world: World, body: Json) -> int:
    """Opens the chat, by a deep link when there is a payload; unblocks the bot if need be."""
    chat = chat_of(world, body)
    if chat.blocked:
        set_blocked(world, {**body, "blocked": False})
    payload = str(body.get("payload") or "")
    if len(payload) > 64 or payload.replace("-", "").replace("_", "").isalnum() is not bool(
        payload
    ):
        raise ImpossibleError(f"not a deep-link payload: {payload!r}")
    return incoming(world, chat, text_of(f"/start {payload}"))


def set_blocked(world: World, body: Json) -> None:
    chat, blocked = chat_of(world, body), bool(body["blocked"])
    if chat.blocked is blocked:
        return
    chat.known, chat.blocked = True, blocked
    member: Json = {"user": world.bot, "status": "member"}
    kicked: Json = {"user": world.bot, "status": "kicked", "until_date": 0}
    change = {
        "chat": chat.peer,
        "from": chat.user,
        "date": world.now(),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    world.updates.add("my_chat_member", change, f"chat{chat.number}", _DAY)


def edits(world: World, body: Json) -> int:
    """Changes the person's newest message with the old text."""
    chat = chat_of(world, body)
    for number, message in reversed(chat.messages.items()):
        if message.get("text") == body["old"] and message["from"]["id"] == chat.number:
            kept = {k: v for k, v in message.items() if k not in {"text", "entities"}}
            changed = kept | text_of(body["new"]) | {"edit_date": world.now()}
            chat.messages[number] = changed
            world.updates.add("edited_message", changed, f"chat{chat.number}", _DAY)
            return number
    raise ImpossibleError(f"no own message {body['old']!r} to edit")


def presses(world: World, body: Json) -> int:
    """Presses a key of the reply keyboard shown now."""
    chat = chat_of(world, body)
    rows = chat.keyboard["keyboard"] if chat.keyboard else []
    keys = {str(key["text"]): key for row in rows for key in row}
    if body["label"] not in keys:
        raise ImpossibleError(f"no key {body['label']!r} on the keyboard, only {list(keys)}")
    key = keys[body["label"]]
    if {"request_contact", "request_location"} & key.keys():
        raise ImpossibleError(
            f"key {body['label']!r} asks for a contact or place: send that instead"
        )
    if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
        chat.keyboard = None
    return incoming(world, chat, text_of(str(key["text"])))
