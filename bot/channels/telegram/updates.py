"""Owns reading Telegram's updates: a stored payload -> what a person did."""

from collections.abc import Sequence
from functools import lru_cache

import aiohttp
from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramNotFound,
)
from aiogram.types import CallbackQuery, Message, Update, User
from aiogram.types import Contact as SharedContact

from bot.channels.base import FetchLaterError, FileHandle
from bot.channels.telegram import api
from bot.channels.telegram.capabilities import CAPABILITIES, CHANNEL
from handlers.messages import (
    Contact,
    Content,
    Incoming,
    Location,
    Tap,
    Text,
    Unreadable,
    Unusable,
)
from vietnamese.text import clean

FOREIGN_TAP = Tap(-1, -1)  # data that is none of ours: a changed app, or a very old message
CHUNK = 64 * 1024


class Translator:
    """A payload that is no update raises ValueError: it is to be set aside, not dropped."""

    capabilities = CAPABILITIES

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def read(self, payload: str) -> Sequence[Incoming]:
        """What the update says; nothing for groups and for changes of membership.

        A file reads as Unreadable(LOST) and has a `file_of`: whoever fetched it puts it there.
        """
        update = _parsed(payload)
        if update.callback_query is not None:
            return _tap(update.callback_query)
        if update.message is not None:
            return _message(update.message, edited=False)
        if update.edited_message is not None:
            return _message(update.edited_message, edited=True)
        return ()

    def file_of(self, payload: str) -> FileHandle | None:
        update = _parsed(payload)
        message = update.message or update.edited_message
        if message is None or message.chat.type != ChatType.PRIVATE:
            return None
        return _file(message)

    def membership(self, payload: str) -> tuple[str, bool] | None:
        """(address, whether the person can be reached) when they blocked or unblocked the bot."""
        change = _parsed(payload).my_chat_member
        if change is None or change.chat.type != ChatType.PRIVATE:
            return None
        return str(change.chat.id), change.new_chat_member.status == ChatMemberStatus.MEMBER

    async def fetch(self, handle: FileHandle, limit: int) -> bytes | Unusable:
        if handle.size is not None and handle.size > limit:
            return Unusable.TOO_LARGE
        try:
            file = await self._bot.get_file(handle.handle)
            if not file.file_path:
                return Unusable.LOST
            return await self._download(file.file_path, limit)
        except (TelegramBadRequest, TelegramNotFound) as error:
            too_big = "too big" in error.message.lower()
            return Unusable.TOO_LARGE if too_big else Unusable.LOST
        except aiohttp.ClientResponseError as error:
            if error.status in (400, 404, 410):
                return Unusable.LOST
            raise FetchLaterError(api.SHORTLY, f"HTTP {error.status}") from None
        except (AiogramError, aiohttp.ClientError, OSError) as error:
            # Only the name: the texts may hold the address, and with it the token.
            raise FetchLaterError(api.wait_of(error), type(error).__name__) from None

    async def _download(self, path: str, limit: int) -> bytes | Unusable:
        url = self._bot.session.api.file_url(self._bot.token, path)
        content = bytearray()
        stream = self._bot.session.stream_content(url, timeout=60, chunk_size=CHUNK)
        async for chunk in stream:
            content += chunk
            if len(content) > limit:
                await stream.aclose()
                return Unusable.TOO_LARGE
        return bytes(content)


@lru_cache(maxsize=64)  # read, file_of and membership ask about the same one in turn
def _parsed(payload: str) -> Update:
    return Update.model_validate_json(payload)


def _message(message: Message, *, edited: bool) -> tuple[Incoming, ...]:
    if message.chat.type != ChatType.PRIVATE:
        return ()
    content = _content(message)
    if content is None or (edited and isinstance(content, Location)):
        return ()  # a place shared "live" says every few seconds where its sender is now
    return (
        Incoming(
            channel=CHANNEL,
            address=str(message.chat.id),
            content=content,
            ref=str(message.message_id),
            edited=edited,
        ),
    )


def _tap(query: CallbackQuery) -> tuple[Incoming, ...]:
    """The address is the tapper's, not the message's: rights follow who taps."""
    if query.message is None or query.message.chat.type != ChatType.PRIVATE:
        return ()
    return (
        Incoming(
            channel=CHANNEL,
            address=str(query.from_user.id),
            content=_choice(query.data or ""),
            ref=str(query.message.message_id),
        ),
    )


def _choice(data: str) -> Tap:
    message_id, _, index = data.partition(":")
    if not (_is_number(message_id) and _is_number(index)):
        return FOREIGN_TAP
    return Tap(int(message_id), int(index))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _content(message: Message) -> Content | None:
    if message.text is not None:
        return Text(clean(message.text))
    if _file(message) is not None:
        return Unreadable(Unusable.LOST)
    if message.contact is not None:
        return _contact(message.contact, message.from_user)
    if message.sticker is not None or message.dice is not None:
        return Unreadable(Unusable.STICKER)
    if message.voice is not None or message.audio is not None:
        return Unreadable(Unusable.VOICE)
    if message.video is not None or message.video_note is not None or message.animation is not None:
        return Unreadable(Unusable.VIDEO)
    if message.location is not None:  # a venue has one, too
        return Location(message.location.latitude, message.location.longitude)
    return None if _is_service(message) else Unreadable(Unusable.OTHER)


def _is_service(message: Message) -> bool:
    """Telegram's own notices (pinned, timer changed …): nobody said anything."""
    return message.pinned_message is not None or bool(
        message.message_auto_delete_timer_changed or message.write_access_allowed
    )


def _contact(contact: SharedContact, sender: User | None) -> Contact:
    own = sender is not None and contact.user_id == sender.id
    return Contact(phone=contact.phone_number, own=own)


def _file(message: Message) -> FileHandle | None:
    """A photo in its largest size, or a document; a moving picture comes as both."""
    if message.photo:
        largest = max(message.photo, key=lambda one: one.width * one.height)
        return FileHandle(largest.file_id, largest.file_size, claims_image=True)
    document = message.document
    if document is None or message.animation is not None:
        return None
    claims_image = (document.mime_type or "").startswith("image/")
    return FileHandle(document.file_id, document.file_size, claims_image, document.file_name or "")
