"""Everything the double knows: chats, messages, files, queues, counters."""

import secrets
import time

from tests.telegram_double.chat import Chat
from tests.telegram_double.faults import Faults
from tests.telegram_double.files import Files
from tests.telegram_double.flood import Flood
from tests.telegram_double.tally import Tally
from tests.telegram_double.updates import Updates
from tests.telegram_double.values import TOKEN, Json
from tests.telegram_double.webhook import Pump


class World:
    """One bot, its people and their chats."""

    def __init__(self, token: str = TOKEN, username: str = "so_xanh_test_bot") -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Sổ Xanh",
            "username": username,
        }
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.faults = Faults()
        self.flood = Flood()
        self.updates = Updates(self.faults)
        self.pump = Pump(self.updates)
        self.tally = Tally()
        self.commands: dict[str, list[Json]] = {}
        self.callbacks: dict[str, tuple[float, Chat]] = {}  # query -> (tapped at, tapper's chat)
        self.callback_answer_seconds = 60.0
        self.callback_keep_seconds = 150.0
        self._message = 0

    def next_message(self) -> int:
        self._message += 1
        return self._message

    def now(self) -> int:
        return int(time.time())

    def clock(self) -> float:
        """Seconds for measuring ages."""
        return time.monotonic()

    def new_callback(self, chat: Chat) -> str:
        query = str(secrets.randbelow(10**18) + 10**18)
        self.callbacks[query] = (self.clock(), chat)
        return query
