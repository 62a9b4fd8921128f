"""Owns how a Part looks at Telegram: HTML and keyboards."""

from collections.abc import Sequence
from html import escape

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channels.base import Part, Span

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
_TAGS = {"bold": "b", "italic": "i"}


def html(spans: Sequence[Span]) -> str:
    return "".join(_dressed(span) for span in spans)


def plain(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)


def keyboard(part: Part) -> Keyboard | None:
    if part.contact_button or part.location_button:
        return _sharing(part)
    if part.rows:
        return inline(part)
    return ReplyKeyboardRemove() if part.remove_keyboard else None


def inline(part: Part) -> InlineKeyboardMarkup | None:
    """The buttons under a message: the only keyboard an edited message can have."""
    if not part.rows or part.contact_button or part.location_button:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(one.label, callback_data=one.data) for one in row]
            for row in part.rows
        ]
    )


def _sharing(part: Part) -> ReplyKeyboardMarkup:
    """Telegram shares a number or a place only from this keyboard; its keys type their label."""
    if part.contact_button:
        share = [KeyboardButton(part.contact_button, request_contact=True)]
    else:
        share = [KeyboardButton(part.location_button, request_location=True)]
    others = [[KeyboardButton(one.label) for one in row] for row in part.rows]
    return ReplyKeyboardMarkup([share, *others], resize_keyboard=True, one_time_keyboard=True)


def _dressed(span: Span) -> str:
    tag = _TAGS.get(span.style)
    text = escape(span.text, quote=False)
    return f"<{tag}>{text}</{tag}>" if tag else text
