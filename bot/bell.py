"""Owns the wake-up: whoever waits for news of an account hears when there is some."""

import asyncio
from collections import defaultdict


class Bell:
    """In-process only: what other processes write is found by looking now and then."""

    def __init__(self) -> None:
        self._events: dict[int, set[asyncio.Event]] = defaultdict(set)

    def ring(self, account_id: int) -> None:
        for event in self._events.get(account_id, ()):
            event.set()

    async def wait(self, account_id: int, seconds: float) -> bool:
        """True if it rang, False after `seconds` of silence."""
        event = asyncio.Event()
        self._events[account_id].add(event)
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return False
        else:
            return True
        finally:
            self._events[account_id].discard(event)
            if not self._events[account_id]:
                del self._events[account_id]
