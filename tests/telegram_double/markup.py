"""Checks keyboards as strictly as Telegram does."""

from typing import Any
from urllib.parse import urlsplit

from tests.telegram_double.values import Json, bad

_ACTIONS = {
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}


def checked_markup(markup: Any) -> Json | None:
    """The reply_markup without empty fields, or 400."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = [[_inline(button) for button in row] for row in markup["inline_keyboard"]]
        _check_size(rows)
        return {"inline_keyboard": [row for row in rows if row]}
    if "keyboard" in markup:
        rows = [[_reply(button) for button in row] for row in markup["keyboard"]]
        _check_size(rows)
        return {**markup, "keyboard": rows}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return dict(markup)
    if markup:
        raise bad("object expected as reply markup")
    return None


def is_inline(markup: Json | None) -> bool:
    """Whether the markup hangs under a message (and so may be edited)."""
    return markup is not None and "inline_keyboard" in markup


def _inline(raw: Any) -> Json:
    if not isinstance(raw, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    button = {key: value for key, value in raw.items() if value is not None}
    if not str(button.get("text", "")).strip():
        raise bad("can't parse inline keyboard button: Text must be non-empty")
    actions = _ACTIONS & button.keys()
    if len(actions) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed")
    if "callback_data" in actions and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in actions and not _is_link(str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _reply(raw: Any) -> Json:
    button = {"text": raw} if isinstance(raw, str) else dict(raw)
    if not str(button.get("text", "")).strip():
        raise bad("keyboard button text must be non-empty")
    return {key: value for key, value in button.items() if value not in (None, False)}


def _check_size(rows: list[list[Json]]) -> None:
    if sum(map(len, rows)) > 100 or any(len(row) > 12 for row in rows):
        raise bad("reply markup is too long")


def _is_link(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "tg":
        return True
    return parts.scheme in {"http", "https"} and "." in parts.netloc
