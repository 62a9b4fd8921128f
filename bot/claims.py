"""Owns what this process has in hand of the pushes: handed over, or claimed from the database."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.lanes import Push
from bot.transactions import Transactions
from handlers import codec
from storage import deliveries
from storage.database import is_outage

log = structlog.get_logger()
LEASE = timedelta(seconds=60)  # of a row: longer than any request lasts


class Claims:
    """In hand is what was taken and whose outcome is not yet recorded."""

    def __init__(
        self,
        transactions: Transactions,
        channel: str,
        holder: str,
        clock: Callable[[], datetime],
    ) -> None:
        self.expects_more = False  # something waits that could not be claimed yet
        self._transactions = transactions
        self._channel = channel
        self._holder = holder
        self._clock = clock
        self._in_hand: set[int] = set()

    async def claim(self, limit: int) -> list[Push]:
        """What is due; nothing while the database is away."""
        had_in_hand = bool(self._in_hand)
        now = self._clock()
        try:
            claimed = await self._transactions.write(
                deliveries.claim, self._channel, self._holder, now, now + LEASE, limit
            )
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("nothing claimed", channel=self._channel, error=type(error).__name__)
            return []
        # What waits behind a message in hand can be claimed only once that one is recorded.
        self.expects_more = bool(claimed) or (self.expects_more and had_in_hand)
        return self.take(claimed)

    def take(self, claimed: Sequence[deliveries.Claimed]) -> list[Push]:
        until = self._clock() + LEASE
        # One that is in hand came back because its lease ran out while its outcome waits for
        # the database: it must not be sent again.
        fresh = [one for one in claimed if one.id not in self._in_hand]
        self._in_hand.update(one.id for one in fresh)
        return [_push(one, until) for one in fresh]

    def settled(self, pushes: Iterable[Push]) -> None:
        self._in_hand.difference_update(push.id for push in pushes)


def _push(claimed: deliveries.Claimed, until: datetime) -> Push:
    return Push(
        id=claimed.id,
        message_id=claimed.message_id,
        account_id=claimed.account_id,
        address=claimed.address,
        reply=codec.reply_from_json(claimed.body),
        attempts=claimed.attempts,
        until=until,
    )
