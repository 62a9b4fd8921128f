"""Owns pushing what is due through one channel: who goes next, how it ended."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from random import Random
from typing import assert_never

import structlog

from bot.channels.base import (
    Later,
    Outcome,
    Ready,
    Rejected,
    Sender,
    Stopped,
    Unknown,
)
from bot.claims import Claims
from bot.courier import Courier
from bot.lanes import Lanes, Push
from bot.meter import Meter
from bot.quota import Quota
from bot.recorder import Recorder
from bot.tenure import Tenure
from bot.transactions import Transactions
from bot.verdicts import Arrived, Dropped, GivenUp, PutOff, Refused, Unreachable, judge
from handlers.messages import Lane
from storage import channel_states, deliveries
from storage.database import is_outage

log = structlog.get_logger()
STALE = timedelta(seconds=45)  # what is left of it when a send may still begin
SETTLE_SECONDS, RECORD_SECONDS = 10.0, 4.0
LONGEST_PAUSE = 30.0  # seconds between tries to start
ENOUGH = 8  # times what is sent at once: beyond it messages had better wait in the database


@dataclass(frozen=True, slots=True)
class Post:
    """Whose pushes, and by which process: `holder` is unique to this one."""

    channel: str
    bot: str
    holder: str
    zone: tzinfo = UTC  # in which a quota's months begin


@dataclass(frozen=True, slots=True)
class Pace:
    side_by_side: int = 16  # sends at once
    poll_seconds: float = 1.0
    lease_seconds: float = 30.0  # of who sends
    # Alerts and reminders at once. A send that takes 150 ms needs 28 * 0.15 = 4.2 of them under way
    # to reach 28 a second; the others wait for the pace, and a reply waits behind those.
    bulk: int = 6


class Delivery:
    """One of them, of all processes, sends: the one that holds the channel's lease.

    Two ways in. `hand_over` takes what this process has just written under its own lease (ask
    `is_sending` first, and lease for `claims.LEASE` to `post.holder`). Everything else is claimed
    from the database, at once after `notify`.
    """

    def __init__(
        self,
        transactions: Transactions,
        sender: Sender,
        post: Post,
        data_dir: Path,
        gettext: Callable[[str], str],
        clock: Callable[[], datetime],
        pace: Pace = Pace(),
        chance: Random | None = None,
    ) -> None:
        self.post = post
        self.outcomes: Counter[str] = Counter()  # how sends ended, for the metrics
        self._transactions = transactions
        self._sender = sender
        self._clock = clock
        self._pace = pace
        self._chance = chance or Random()  # noqa: S311 - it only spreads retries
        channel, holder = post.channel, post.holder
        self._claims = Claims(transactions, channel, holder, clock)
        self._courier = Courier(transactions, sender, holder, data_dir, gettext, clock)
        most = sender.capabilities.messages_per_month
        quota = Quota(most, post.zone) if most is not None else None
        self._meter = Meter(transactions, channel, quota, clock)
        self._recorder = Recorder(transactions, channel, holder, clock, quota, self._stored)
        self._tenure = Tenure(
            transactions, f"{channel}:{post.bot}:send", holder, clock, pace.lease_seconds
        )
        self._lanes = Lanes()
        self._sends: dict[asyncio.Task[None], Push] = {}
        self._setbacks: dict[int, int] = {}  # tries in a row that were put off, by delivery
        self._wake = asyncio.Event()
        self._paused_until = 0.0  # by the clock that never jumps
        self._is_ready = self._is_stopped = self._is_stopping = False
        self._failed_starts = 0

    # --- the two ways in ------------------------------------------------------------------------
    @property
    def is_sending(self) -> bool:
        """Whether what is written now may be leased to us and handed over. Any thread may ask."""
        return self._may_send and len(self._lanes) < ENOUGH * self._pace.side_by_side

    def hand_over(self, claimed: Sequence[deliveries.Claimed]) -> None:
        """Send what the caller has just committed under this holder's lease."""
        self._queue(self._claims.take(claimed))

    def notify(self) -> None:
        """Something was written that nobody leased: look at once."""
        self._claims.expects_more = True
        self._wake.set()

    @property
    def _may_send(self) -> bool:
        return (
            self._is_ready
            and not self._is_stopped
            and not self._is_stopping
            and self._tenure.held
            and self._meter.is_known
            and not self._pause_left()
        )

    # --- life -----------------------------------------------------------------------------------
    async def run(self) -> None:
        """Until `stop`. A refused token stops the sending, not this. After a fault: run again."""
        self._is_ready = False
        recording = asyncio.create_task(self._recorder.run())
        keeping = asyncio.create_task(self._tenure.keep())
        try:
            while not (self._is_stopping or recording.done() or keeping.done()):
                await self._round()
                await self._rest()
            await self._settle()
            self._recorder.close()
            await asyncio.wait({recording}, timeout=RECORD_SECONDS)
        finally:
            sends = list(self._sends)
            self._abandon()
            await _end([recording, keeping, *sends])
            await self._sender.stop()
        await self._tenure.release()

    def stop(self) -> None:
        """No new claims; `run` ends after what is being sent."""
        self._is_stopping = True
        self._wake.set()

    async def _round(self) -> None:
        if not self._tenure.held or self._is_stopped:
            self._meter.forget()
            self._let_go(self._lanes.drain())
        elif self._is_ready or await self._start():
            await self._meter.read()
            room = 2 * self._pace.side_by_side - len(self._lanes)
            claims = room > 0 and not self._pause_left()
            self._queue(await self._claims.claim(room) if claims else ())

    async def _rest(self) -> None:
        seconds = min(self._pace.poll_seconds, self._pause_left() or self._pace.poll_seconds)
        news = self._wake.wait() if self._tenure.held else self._tenure.wait()
        with suppress(TimeoutError):
            await asyncio.wait_for(news, seconds)
        self._wake.clear()

    async def _start(self) -> bool:
        if self._pause_left():
            return False
        match await self._sender.start():
            case Ready(username=username):
                await self._transactions.write_surely(
                    channel_states.running, self.post.channel, username, self._clock()
                )
                self._is_ready = True
                log.info("channel ready", channel=self.post.channel)
            case Later(after=after, why=why):
                seconds = after.total_seconds() * 2 ** min(self._failed_starts, 9)
                self._pause(min(seconds, LONGEST_PAUSE))
                self._failed_starts += 1
                log.warning("channel does not answer", channel=self.post.channel, why=why)
            case Stopped(why=why):
                await self._transactions.write_surely(
                    channel_states.stopped, self.post.channel, why, self._clock()
                )
                self._refuse(why)
        return self._is_ready

    async def _settle(self) -> None:
        self._let_go(self._lanes.drain())
        if self._sends:
            await asyncio.wait(set(self._sends), timeout=SETTLE_SECONDS)
        self._abandon()

    def _abandon(self) -> None:
        """Leave nothing in hand; the recorder writes it down, now or when we run again."""
        for task, push in list(self._sends.items()):
            task.cancel()  # it may have left: nobody will ever know
            self._conclude(push, Unknown("stopped while it was being sent"))
        self._sends.clear()
        self._let_go(self._lanes.drain())

    # --- sending --------------------------------------------------------------------------------
    def _queue(self, pushes: Iterable[Push]) -> None:
        for push in pushes:
            self._lanes.push(push)
        self._pump()

    def _pump(self) -> None:
        while self._may_send and len(self._sends) < self._pace.side_by_side:
            bulk = sum(one.reply.lane is not Lane.REPLY for one in self._sends.values())
            push = self._lanes.pop(Lane.REMINDER if bulk < self._pace.bulk else Lane.REPLY)
            if push is None:
                return
            room = self._meter.room(push.reply.lane)
            if 0 < room <= len(self._sends):  # how those end will tell
                self._lanes.push(push)
                self._lanes.free(push.account_id)
                return
            if room > 0 and push.until - self._clock() >= STALE:
                self._send(push)
            else:
                self._hold_back(push, is_full=room <= 0)

    def _send(self, push: Push) -> None:
        task = asyncio.create_task(self._deliver(push))
        self._sends[task] = push
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._sends.pop(task, None)
        self._pump()

    async def _deliver(self, push: Push) -> None:
        try:
            outcome = await self._courier.carry(push)
        except Exception as error:
            if is_outage(error):
                outcome = Later(timedelta(seconds=2), "database away")
            else:
                log.exception("message not sendable", delivery=push.id)
                outcome = Rejected(type(error).__name__)
        self._conclude(push, outcome)

    def _conclude(self, push: Push, outcome: Outcome) -> None:
        """The row's fate, and what follows for the account and for everybody."""
        self.outcomes[type(outcome).__name__.lower()] += 1
        setbacks = self._setbacks.pop(push.id, 0)
        verdict = judge(
            outcome,
            push,
            self._courier.sent_ids(push.id),
            setbacks,
            self._clock(),
            self._chance,
        )
        self._recorder.put(push, verdict)
        if not isinstance(verdict, Arrived):
            _log(push, outcome)
        match verdict:
            case Arrived(external_ids=external_ids):
                self._meter.add(len(external_ids))
                self._courier.forget(push.id)
            case GivenUp() | Dropped():
                self._courier.forget(push.id)
            case PutOff():
                self._setbacks[push.id] = setbacks + 1
                self._let_go(self._lanes.drop(push.account_id))  # they must not overtake it
            case Unreachable():
                self._courier.forget(push.id)
                # Storage ends all that waits for the account, these too.
                self._claims.settled(self._lanes.drop(push.account_id))
            case Refused(why=why):
                self._let_go(self._lanes.drain())
                self._refuse(why)
            case _:
                assert_never(verdict)
        if isinstance(outcome, Later) and outcome.whole_bot:
            self._pause(outcome.after.total_seconds())
        self._lanes.free(push.account_id)

    # --- holding back ---------------------------------------------------------------------------
    def _hold_back(self, push: Push, *, is_full: bool) -> None:
        """One that was popped: its lease is nearly over, or the month's messages are used up."""
        if is_full:
            self._recorder.put(push, PutOff(self._meter.renewed_at(), "quota used up"))
        else:
            self._let_go([push])
        self._let_go(self._lanes.drop(push.account_id))
        self._lanes.free(push.account_id)

    def _let_go(self, pushes: Iterable[Push]) -> None:
        """Back to the database, not begun."""
        for push in pushes:
            self._recorder.put(push, PutOff(self._clock(), "not begun"))

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self._paused_until = max(self._paused_until, until)

    def _pause_left(self) -> float:
        return max(0.0, self._paused_until - time.monotonic())

    def _refuse(self, why: str) -> None:
        self._is_stopped = True
        log.error("channel stopped", channel=self.post.channel, why=why)

    def _stored(self, pushes: list[Push]) -> None:
        self._claims.settled(pushes)
        if self._claims.expects_more:
            self._wake.set()


def _log(push: Push, outcome: Outcome) -> None:
    log.info(
        "message not sent",
        delivery=push.id,
        attempt=push.attempts,
        outcome=type(outcome).__name__.lower(),
        why=getattr(outcome, "why", ""),
    )


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel and await; an error that was not seen yet comes out here."""
    for task in tasks:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result
