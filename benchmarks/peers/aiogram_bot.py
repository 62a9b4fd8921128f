"""A bare aiogram bot: python -m benchmarks.peers.aiogram_bot API_BASE TOKEN FOLDER."""

import asyncio
import sys
from pathlib import Path

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import Message

from benchmarks.peers.sqlite_storage import SqliteStorage
from benchmarks.peers.words import ASKED, ENDED, NAMES


class Report(StatesGroup):
    day = State()
    unit = State()
    people = State()
    cost = State()


STATES = (Report.day, Report.unit, Report.people, Report.cost)


async def start(message: Message, state: FSMContext) -> None:
    await state.set_state(STATES[0])
    await message.answer(ASKED[0])


async def answer(message: Message, state: FSMContext, raw_state: str) -> None:
    at = next(at for at, one in enumerate(STATES) if one.state == raw_state)
    if at == len(STATES) - 1:
        await state.clear()
        await message.answer(ENDED)
        return
    await state.update_data({NAMES[at]: message.text})
    await state.set_state(STATES[at + 1])
    await message.answer(ASKED[at + 1])


async def main(api_base: str, token: str, folder: Path) -> None:
    router = Router()
    router.message(CommandStart())(start)
    router.message(StateFilter(Report))(answer)
    dispatcher = Dispatcher(
        storage=SqliteStorage(folder / "aiogram.sqlite3"), events_isolation=SimpleEventIsolation()
    )
    dispatcher.include_router(router)
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_base))
    await dispatcher.start_polling(Bot(token, session=session), polling_timeout=25)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
