"""Bot API methods that change or remove messages."""

from typing import Any

from tests.telegram_double.chat import Chat
from tests.telegram_double.markup import checked_markup, is_inline
from tests.telegram_double.messages import replace, target, text_fields
from tests.telegram_double.payload import Params
from tests.telegram_double.registry import method
from tests.telegram_double.values import Json, bad
from tests.telegram_double.world import World

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


@method("editMessageText")
def edit_message_text(world: World, params: Params) -> Any:
    chat = target(world, params)
    old = _editable(world, chat, params)
    fields = text_fields(params)
    if "text" not in old:
        raise bad("there is no text in the message to edit")
    return _edited(world, chat, old, fields, params)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, params: Params) -> Any:
    chat = target(world, params)
    return _edited(world, chat, _editable(world, chat, params), {}, params)


@method("deleteMessage")
def delete_message(world: World, params: Params) -> Any:
    chat = target(world, params)
    if chat.messages.pop(params.integer("message_id"), None) is None:
        raise bad("message to delete not found")
    return True


def _editable(world: World, chat: Chat, params: Params) -> Json:
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise bad("message can't be edited")
    return message


def _edited(world: World, chat: Chat, old: Json, fields: Json, params: Params) -> Json:
    markup = checked_markup(params.data("reply_markup"))
    if markup is not None and not is_inline(markup):
        raise bad("inline keyboard expected")
    if markup is not None and not markup["inline_keyboard"]:
        markup = None
    dropped = {"reply_markup", "edit_date", *(("text", "entities") if fields else ())}
    new = {key: value for key, value in old.items() if key not in dropped} | fields
    if markup is not None:
        new["reply_markup"] = markup
    if new == {key: value for key, value in old.items() if key != "edit_date"}:
        raise bad(_SAME)
    return replace(chat, new | {"edit_date": world.now()}, markup)
