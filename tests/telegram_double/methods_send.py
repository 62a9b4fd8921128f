"""Bot API methods that speak to one chat."""

from typing import Any

from tests.telegram_double.entities import utf16
from tests.telegram_double.messages import post, target, text_fields
from tests.telegram_double.payload import Params
from tests.telegram_double.registry import method
from tests.telegram_double.values import bad
from tests.telegram_double.world import World

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


@method("sendMessage")
def send_message(world: World, params: Params) -> Any:
    chat = target(world, params)
    return post(world, chat, [text_fields(params)], params)[0]


@method("sendChatAction")
def send_chat_action(world: World, params: Params) -> Any:
    target(world, params)
    if params.text("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    return True


@method("answerCallbackQuery")
def answer_callback_query(world: World, params: Params) -> Any:
    query = params.text("callback_query_id")
    tapped_at, chat = world.callbacks.get(query, (float("-inf"), None))
    if chat is None or world.clock() - tapped_at > world.callback_answer_seconds:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if utf16(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    chat.toasts[query] = {"text": text, "alert": params.flag("show_alert")}
    chat.wake()
    return True
