"""The same small bot on the real python-telegram-bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from tests.telegram_double.client import Controls
from tests.telegram_double.pictures import picture

Context = ContextTypes.DEFAULT_TYPE
App = Application[Any, Any, Any, Any, Any, Any]


def ptb_application(double: Controls) -> App:
    builder = Application.builder().token(double.token).base_url(f"{double.base_url}/bot")
    app = builder.base_file_url(f"{double.base_url}/file/bot").build()
    app.add_handler(CallbackQueryHandler(_tap))
    app.add_handler(MessageHandler(filters.ALL, _message))
    return app


@asynccontextmanager
async def running_ptb(double: Controls) -> AsyncIterator[App]:
    async with ptb_application(double) as app:
        await app.start()
        try:
            yield app
        finally:
            await app.stop()


@asynccontextmanager
async def polling_ptb(double: Controls) -> AsyncIterator[None]:
    async with running_ptb(double) as app:
        if app.updater is None:
            raise AssertionError("no updater")
        await app.updater.start_polling(timeout=5, allowed_updates=Update.ALL_TYPES)
        try:
            yield
        finally:
            await app.updater.stop()


async def _message(update: Update, context: Context) -> None:
    message = update.effective_message
    if message is None:
        return
    if message.contact:
        own = message.from_user and message.contact.user_id == message.from_user.id
        told = f"{message.contact.phone_number} {'own' if own else 'other'}"
        await message.reply_text(told, reply_markup=ReplyKeyboardRemove())
    elif message.photo:
        content = await (await message.photo[-1].get_file()).download_as_bytearray()
        await message.reply_text(f"{len(content)} bytes {message.media_group_id}")
    elif message.text:
        await _text(message, message.text)


async def _text(message: Message, text: str) -> None:
    if text.startswith("/start"):
        labels = [InlineKeyboardButton(label, callback_data=label) for label in ("Đúng", "Sai")]
        link = InlineKeyboardButton("Trang web", url="https://example.vn/a")
        markup = InlineKeyboardMarkup([labels, [link]])
        name = text.removeprefix("/start").strip() or "bạn"
        await message.reply_html(f"<b>Chào</b> {name}", reply_markup=markup)
    elif text == "phone":
        keys = [[KeyboardButton("Gửi số", request_contact=True)], [KeyboardButton("x")]]
        await message.reply_text("Số?", reply_markup=ReplyKeyboardMarkup(keys))
    elif text == "photo":
        await message.reply_photo(picture(), caption="ảnh")
    elif text == "document":
        await message.reply_document(b"a;b", filename="báo cáo.csv", caption="tệp")
    elif text == "album":
        await message.reply_media_group([InputMediaPhoto(picture(c)) for c in ("red", "blue")])
    else:
        await message.reply_text(text)


async def _tap(update: Update, context: Context) -> None:
    if update.callback_query is not None:
        await update.callback_query.answer("nhận rồi")
        number = update.callback_query.from_user.id
        await update.callback_query.edit_message_text(f"chọn {update.callback_query.data} {number}")
