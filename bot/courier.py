"""Owns carrying one message to its person: fitted, in parts, an edit where that is wanted."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import assert_never

from bot import files, fit
from bot.channels.base import Deferred, Outcome, Part, Sender, Sent, Withdrawn
from bot.lanes import Push
from bot.transactions import Transactions
from handlers.messages import Lane, Stored
from storage import beginnings, deliveries
from storage.beginnings import Go, Gone, Wait

REMEMBERED = 2000  # messages whose external id need not be looked up again
_PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})


class Courier:
    """Remembers which parts have arrived, so that a retry goes on behind them."""

    def __init__(
        self,
        transactions: Transactions,
        sender: Sender,
        holder: str,
        data_dir: Path,
        gettext: Callable[[str], str],
        clock: Callable[[], datetime],
    ) -> None:
        self._transactions = transactions
        self._sender = sender
        self._holder = holder
        self._clock = clock
        self._data_dir = data_dir
        self._gettext = gettext
        self._parts: dict[int, list[str]] = {}  # external ids of parts sent, by delivery
        self._recent: dict[int, str] = {}  # external id that can be edited, by message

    async def carry(self, push: Push) -> Outcome:
        if push.reply.lane is Lane.REMINDER and not self.sent_ids(push.id):
            hindrance = await self._begin(push)
            if hindrance is not None:
                return hindrance
        parts = self._fitted(push)
        arrived = self._parts.setdefault(push.id, [])
        if push.reply.replaces is not None and len(parts) == 1 and not arrived:
            outcome = await self._edit(push, push.reply.replaces, parts[0])
            if outcome is not None:
                return self._noted(push, outcome)
        for part in parts[len(arrived) :]:
            outcome = await self._sender.send(push.address, part)
            if not isinstance(outcome, Sent):
                return outcome
            self._noted(push, outcome)
        return Sent(arrived[-1] if arrived else "")

    async def _begin(self, push: Push) -> Outcome | None:
        """What hinders it from being sent now."""
        begin = await self._transactions.write(
            beginnings.begin, push.id, self._holder, self._clock()
        )
        match begin:
            case Go():
                return None
            case Wait(until=until):
                return Deferred(until, "in the middle of a question")
            case Gone():
                return Withdrawn()
            case _:
                assert_never(begin)

    def sent_ids(self, delivery_id: int) -> Sequence[str]:
        return self._parts.get(delivery_id, ())

    def forget(self, delivery_id: int) -> None:
        self._parts.pop(delivery_id, None)

    def _fitted(self, push: Push) -> tuple[Part, ...]:
        return fit.fit(
            push.reply,
            push.message_id,
            self._sender.capabilities,
            self._gettext,
            [self._file(one) for one in push.reply.attachments if isinstance(one, Stored)],
        )

    def _file(self, stored: Stored) -> fit.File:
        path = files.path_of(self._data_dir, stored.sha256)
        return fit.File(path, stored.name, is_photo=stored.media_type in _PHOTOS)

    async def _edit(self, push: Push, replaced: int, part: Part) -> Outcome | None:
        if not self._sender.capabilities.edits:
            return None
        external_id = self._recent.get(replaced) or await self._transactions.read(
            deliveries.external_id_of, replaced
        )
        if external_id is None:
            return None
        return await self._sender.edit(push.address, external_id, part)

    def _noted(self, push: Push, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Sent):
            self._parts[push.id].append(outcome.external_id)
            self._recent[push.message_id] = outcome.external_id
            if len(self._recent) > REMEMBERED:
                del self._recent[next(iter(self._recent))]
        return outcome
