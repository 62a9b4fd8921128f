"""A bare python-telegram-bot bot: python -m benchmarks.peers.ptb_bot API_BASE TOKEN FOLDER."""

import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    TypeHandler,
    filters,
)

from benchmarks.peers.words import ASKED, ENDED, NAMES

Context = ContextTypes.DEFAULT_TYPE
Callback = Callable[[Update, Context], Coroutine[Any, Any, int]]


async def start(update: Update, _context: Context) -> int:
    if update.message:
        await update.message.reply_text(ASKED[0])
    return 0


def answered(at: int) -> Callback:
    """The callback of one question."""

    async def answer(update: Update, context: Context) -> int:
        if update.message is None or context.user_data is None:
            return at
        if at == len(ASKED) - 1:
            context.user_data.clear()
            await update.message.reply_text(ENDED)
            return ConversationHandler.END
        context.user_data[NAMES[at]] = update.message.text
        await update.message.reply_text(ASKED[at + 1])
        return at + 1

    return answer


async def flush(_update: object, context: Context) -> None:
    """After the step: the library itself would keep it only once a minute."""
    await context.application.update_persistence()
    if context.application.persistence is not None:
        await context.application.persistence.flush()


def main(api_base: str, token: str, folder: Path) -> None:
    # on_flush: one file write a step instead of one for each of its parts.
    persistence: Any = PicklePersistence(folder / "ptb.pickle", on_flush=True, update_interval=3600)
    builder = Application.builder().token(token).base_url(f"{api_base}/bot")
    application = builder.persistence(persistence).build()
    text = filters.TEXT & ~filters.COMMAND
    conversation: ConversationHandler[Context] = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={at: [MessageHandler(text, answered(at))] for at in range(len(ASKED))},
        fallbacks=[CommandHandler("start", start)],
        name="report",
        persistent=True,
    )
    application.add_handler(conversation)
    application.add_handler(TypeHandler(object, flush), group=1)
    application.run_polling(timeout=25)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
