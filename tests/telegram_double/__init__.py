"""A double of the Telegram Bot API: real HTTP, people to drive, faults to inject."""

from tests.telegram_double.client import Person, RemoteDouble
from tests.telegram_double.double import Double
from tests.telegram_double.heard import Attachment, Heard
from tests.telegram_double.process import double_process
from tests.telegram_double.values import TOKEN, Counters, ImpossibleError, SilenceError

__all__ = [
    "TOKEN",
    "Attachment",
    "Counters",
    "Double",
    "Heard",
    "ImpossibleError",
    "Person",
    "RemoteDouble",
    "SilenceError",
    "double_process",
]
