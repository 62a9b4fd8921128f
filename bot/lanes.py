"""Owns the order of what waits to be sent: by lane, and one at a time to each account."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.messages import Lane, Reply

_RANK = {Lane.REPLY: 0, Lane.ALERT: 1, Lane.REMINDER: 2}
Key = tuple[int, int]  # rank of the lane, id: the order in which pushes go


@dataclass(frozen=True, slots=True)
class Push:
    """One message to be sent, leased by this process until `until`."""

    id: int
    message_id: int
    account_id: int
    address: str
    reply: Reply
    attempts: int
    until: datetime

    @property
    def key(self) -> Key:
        return _RANK[self.reply.lane], self.id


class Lanes:
    """What was popped keeps its account busy until `free`."""

    def __init__(self) -> None:
        self._waiting: dict[int, list[tuple[Key, Push]]] = {}  # by account, a heap each
        self._ready: list[tuple[Key, int]] = []  # heads of accounts that are not busy
        self._busy: set[int] = set()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def push(self, push: Push) -> None:
        heapq.heappush(self._waiting.setdefault(push.account_id, []), (push.key, push))
        self._count += 1
        if push.account_id not in self._busy:
            heapq.heappush(self._ready, (push.key, push.account_id))

    def pop(self, last: Lane = Lane.REMINDER) -> Push | None:
        """The next that may go, of the lanes up to `last`."""
        while self._ready:
            key, account_id = self._ready[0]
            waiting = self._waiting.get(account_id)
            # An entry is stale once its account is busy, or its head went or was overtaken.
            if account_id in self._busy or not waiting or waiting[0][0] != key:
                heapq.heappop(self._ready)
                continue
            if key[0] > _RANK[last]:
                return None
            heapq.heappop(self._ready)
            self._busy.add(account_id)
            return self._take(account_id)
        return None

    def free(self, account_id: int) -> None:
        """What was popped of the account is done: its next may go."""
        self._busy.discard(account_id)
        waiting = self._waiting.get(account_id)
        if waiting:
            heapq.heappush(self._ready, (waiting[0][0], account_id))

    def drop(self, account_id: int) -> list[Push]:
        """Take out all that waits for an account, in order."""
        dropped = [push for _, push in sorted(self._waiting.pop(account_id, []))]
        self._count -= len(dropped)
        return dropped

    def drain(self) -> Iterator[Push]:
        """Take out everything."""
        for account_id in list(self._waiting):
            yield from self.drop(account_id)

    def _take(self, account_id: int) -> Push:
        waiting = self._waiting[account_id]
        _, push = heapq.heappop(waiting)
        if not waiting:
            del self._waiting[account_id]
        self._count -= 1
        return push
