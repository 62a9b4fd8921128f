"""Owns what python-telegram-bot's errors mean for a message: told apart by leaf type."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.channels.base import Blocked, Later, Rejected, Stopped, Unknown
from bot.channels.telegram.wire import CutError, FaultyServerError, FloodError, NotSentError

SHORTLY = timedelta(seconds=2)
GATEWAY_TIMEOUT = 504
_GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")

Failure = Later | Blocked | Rejected | Unknown | Stopped


def of(error: TelegramError) -> Failure:  # noqa: PLR0911 - one answer for each type
    """BadRequest and TimedOut are NetworkErrors too: the order matters."""
    match error:
        case FloodError(seconds=seconds):
            return Later(timedelta(seconds=seconds), "429", whole_bot=True)
        case Forbidden():
            return Blocked(_why(error))
        case BadRequest() if any(words in error.message.lower() for words in _GONE):
            return Blocked(_why(error))
        case BadRequest() | ChatMigrated():
            return Rejected(_why(error))
        case InvalidToken():
            return Stopped("the token was refused")
        case NotSentError():
            return Later(SHORTLY, f"not sent: {error.message}")
        case FaultyServerError(status=status):
            return _faulty(status)
        case CutError() | TimedOut() | NetworkError():
            return Unknown(f"no answer: {type(error.__cause__ or error).__name__}")
        case _:
            # An answer that cannot be read came after the request was carried out.
            return Unknown(type(error).__name__)


def _faulty(status: int) -> Later | Rejected | Unknown:
    """The API's own faults, and pages of proxies, mean that the message was not taken.

    Only a gateway that gave up waiting leaves it open.
    """
    if status == GATEWAY_TIMEOUT:
        return Unknown("HTTP 504")
    if status == 413:
        return Rejected("HTTP 413")
    return Later(SHORTLY, f"HTTP {status}")


def _why(error: TelegramError) -> str:
    """Telegram's own words; shortened, and without addresses, which hold the token."""
    words = (word for word in error.message.split() if "://" not in word)
    return " ".join(words)[:200]
