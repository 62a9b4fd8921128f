"""Stores and edits messages of the bot."""

from typing import Any

from tests.telegram_double.chat import Chat, Spoken
from tests.telegram_double.entities import find_entities, utf16
from tests.telegram_double.html_text import parse_html
from tests.telegram_double.markup import checked_markup, is_inline
from tests.telegram_double.payload import Params
from tests.telegram_double.values import ApiError, Json, bad
from tests.telegram_double.world import World


def target(world: World, params: Params) -> Chat:
    """The chat a method speaks to; 400 when unknown, 403 when the person blocked the bot."""
    raw = params.text("chat_id")
    if not raw:
        raise bad("chat_id is empty")
    chat = world.chats.get(int(raw)) if raw.lstrip("-").isdigit() else None
    if chat is None or not chat.known:
        raise bad("chat not found")
    if chat.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    return chat


def formatted(text: str, parse_mode: Any, entities: Any) -> tuple[str, list[Json]]:
    """Text and entities after parsing."""
    mode = str(parse_mode or "").lower()
    if mode == "html":
        text, found = parse_html(text.replace("\r", ""))
    elif mode:
        raise bad("unsupported parse_mode")  # the double parses HTML only
    else:
        text, found = text.replace("\r", "").strip(), list(entities or [])
    taken = [(e["offset"], e["offset"] + e["length"]) for e in found]
    free = [
        entity
        for entity in find_entities(text)
        if all(entity["offset"] >= end or entity["offset"] < start for start, end in taken)
    ]
    return text, sorted([*found, *free], key=lambda entity: int(entity["offset"]))


def text_fields(params: Params) -> Json:
    """`text` and `entities` of a text message, checked."""
    raw = params.text("text")
    if not raw:
        raise bad("message text is empty")
    text, entities = formatted(raw, params.values.get("parse_mode"), params.data("entities"))
    if not text:
        raise bad("text must be non-empty")
    if utf16(text) > 4096:
        raise bad("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_fields(caption: Any, parse_mode: Any, entities: Any) -> Json:
    """`caption` and `caption_entities`, checked; nothing when there is no caption."""
    text, found = formatted(str(caption or ""), parse_mode, entities)
    if utf16(text) > 1024:
        raise bad("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def post(world: World, chat: Chat, contents: list[Json], params: Params) -> list[Json]:
    """Accepts messages of the bot and shows them to the person."""
    markup = checked_markup(params.data("reply_markup"))
    common = _reply_field(chat, params)
    if is_inline(markup):
        common["reply_markup"] = markup
    world.flood.admit(chat.number, len(contents))
    return [_store(world, chat, {**content, **common}, markup) for content in contents]


def replace(chat: Chat, message: Json, markup: Json | None) -> Json:
    """Puts an edited message in the place of the old one."""
    chat.messages[message["message_id"]] = message
    chat.edits.append(Spoken(message, markup))
    chat.wake()
    return message


def _store(world: World, chat: Chat, content: Json, markup: Json | None) -> Json:
    number = world.next_message()
    message: Json = {
        "message_id": number,
        "from": world.bot,
        "chat": chat.peer,
        "date": world.now(),
        **content,
    }
    chat.messages[number] = message
    chat.spoken.append(Spoken(message, markup))
    if markup is not None and "keyboard" in markup:
        chat.keyboard = markup
    elif markup is not None and markup.get("remove_keyboard"):
        chat.keyboard = None
    world.tally.sent(chat.number, message.get("text") or message.get("caption") or "")
    chat.wake()
    return message


def _reply_field(chat: Chat, params: Params) -> Json:
    reply = params.data("reply_parameters") or {}
    number = reply.get("message_id") or params.integer("reply_to_message_id")
    if not number:
        return {}
    found = chat.messages.get(int(number))
    if found is not None:
        return {"reply_to_message": {k: v for k, v in found.items() if k != "reply_to_message"}}
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")
