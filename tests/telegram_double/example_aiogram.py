"""A small bot on the real aiogram, to try the double with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from tests.telegram_double.client import Controls
from tests.telegram_double.pictures import picture


class _QuickSession(AiohttpSession):
    """Closes without aiogram's pause of a quarter second, which only TLS needs."""

    async def close(self) -> None:
        if self._session is not None and not self._session.closed:
            await self._session.close()


def aiogram_bot(double: Controls) -> Bot:
    session = _QuickSession(api=TelegramAPIServer.from_base(double.base_url))
    return Bot(double.token, session=session)


def dispatcher() -> Dispatcher:
    router = Router()
    router.message(CommandStart())(_start)
    router.message(F.contact)(_contact)
    router.message(F.photo)(_photo)
    router.message(F.text)(_text)
    router.callback_query()(_tap)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


@asynccontextmanager
async def polling_aiogram(double: Controls) -> AsyncIterator[None]:
    bot, dispatch = aiogram_bot(double), dispatcher()
    task = asyncio.create_task(
        dispatch.start_polling(bot, handle_signals=False, polling_timeout=5, close_bot_session=True)
    )
    try:
        yield
    finally:
        await dispatch.stop_polling()
        await task


async def _start(message: Message, command: CommandObject) -> None:
    buttons = [
        [InlineKeyboardButton(text=label, callback_data=label) for label in ("Đúng", "Sai")],
        [InlineKeyboardButton(text="Trang web", url="https://example.vn/a")],
    ]
    markup = InlineKeyboardMarkup(inline_keyboard=buttons)
    await message.answer(
        f"<b>Chào</b> {command.args or 'bạn'}", parse_mode="HTML", reply_markup=markup
    )


async def _contact(message: Message) -> None:
    contact = message.contact
    own = contact is not None and message.from_user and contact.user_id == message.from_user.id
    phone = contact.phone_number if contact else ""
    await message.answer(f"{phone} {'own' if own else 'other'}", reply_markup=ReplyKeyboardRemove())


async def _photo(message: Message, bot: Bot) -> None:
    found = await bot.download(message.photo[-1]) if message.photo else None
    await message.answer(f"{len(found.read()) if found else 0} bytes {message.media_group_id}")


async def _text(message: Message) -> None:
    match message.text:
        case "phone":
            keys = [
                [KeyboardButton(text="Gửi số", request_contact=True)],
                [KeyboardButton(text="x")],
            ]
            await message.answer("Số?", reply_markup=ReplyKeyboardMarkup(keyboard=keys))
        case "photo":
            await message.answer_photo(BufferedInputFile(picture(), "p.png"), caption="ảnh")
        case "document":
            await message.answer_document(BufferedInputFile(b"a;b", "báo cáo.csv"), caption="tệp")
        case "album":
            shots = [BufferedInputFile(picture(colour), "p.png") for colour in ("red", "blue")]
            await message.answer_media_group([InputMediaPhoto(media=shot) for shot in shots])
        case text:
            await message.answer(text or "")


async def _tap(query: CallbackQuery) -> None:
    await query.answer("nhận rồi")
    if isinstance(query.message, Message):
        await query.message.edit_text(f"chọn {query.data} {query.from_user.id}")
