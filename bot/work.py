"""Owns slow jobs: rendered beside the chat, from the read-only engine, answered by a message."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import assert_never

import structlog
from sqlmodel import Session

from bot.bell import Bell
from bot.filing_cabinet import FilingCabinet
from bot.transactions import Transactions
from bot.worlds import Worlds
from handlers import codec, orders
from handlers.made import Made
from handlers.messages import Reply, Stored, World
from storage import files, jobs, messages
from storage.database import is_outage
from storage.messages import Outgoing
from storage.models import Account, Job, Person

log = structlog.get_logger()
LEASE = timedelta(minutes=5)  # a job that takes longer is taken for lost and done again
LOOK_AGAIN = 2.0  # seconds


class Work:
    def __init__(
        self,
        transactions: Transactions,
        worlds: Worlds,
        cabinet: FilingCabinet,
        holder: str,
        bell: Bell,
        notify: Callable[[str], None],
    ) -> None:
        self._transactions = transactions
        self._worlds = worlds
        self._cabinet = cabinet
        self._holder = holder
        self._bell = bell
        self._notify_delivery = notify
        self._news = asyncio.Event()

    def notify(self) -> None:
        self._news.set()

    async def run(self) -> None:
        while True:
            try:
                while await self._one():
                    pass
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("database away", work="jobs", error=type(error).__name__)
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), LOOK_AGAIN)
            except TimeoutError:
                continue

    async def _one(self) -> bool:
        now = self._worlds.clock()
        job = await self._transactions.write(jobs.claim, self._holder, now, now + LEASE)
        if job is None:
            return False
        try:
            await self._do(job)
        except Exception as error:
            if is_outage(error):
                raise
            log.exception("job failed", job=job.id, kind=job.kind)
            await self._tell(self._fail, job, type(error).__name__)
        return True

    async def _do(self, job: Job) -> None:
        about = job.arguments.get("sha256")
        content = await asyncio.to_thread(self._cabinet.get, about) if about else b""
        if job.kind in orders.WRITING:
            await self._tell(self._carry_out, job, content)
            return
        made = await self._transactions.read(self._make, job, content)
        match made:
            case Made():
                sha256 = await asyncio.to_thread(self._cabinet.put, made.content)
                await self._tell(self._finish, job, made, sha256)
            case Reply():
                await self._tell(self._answer, job, made)
            case _ as never:
                assert_never(never)

    async def _tell(self, what: Callable[..., str | None], job: Job, *facts: object) -> None:
        channel = await self._transactions.write_surely(what, job, *facts)
        if channel is not None:
            self._bell.ring(job.account_id)
            self._notify_delivery(channel)

    def _world(self, session: Session, job: Job) -> World:
        return self._worlds.world(session.get_one(Person, job.person_id).language)

    def _make(self, session: Session, job: Job, content: bytes) -> Made | Reply:
        return orders.make(session, job, content, self._world(session, job))

    def _carry_out(self, session: Session, job: Job, content: bytes) -> str | None:
        """What the job writes is written with its end, once."""
        if jobs.finish(session, job.id, self._holder, self._worlds.clock()) is None:
            return None
        reply = orders.carry_out(session, job, content, self._world(session, job))
        return self._say(session, job, reply) if reply is not None else None

    def _answer(self, session: Session, job: Job, reply: Reply) -> str | None:
        if jobs.finish(session, job.id, self._holder, self._worlds.clock()) is None:
            return None
        return self._say(session, job, reply)

    def _finish(self, session: Session, job: Job, made: Made, sha256: str) -> str | None:
        """The file goes to whoever ordered it; the channel that carries it."""
        now = self._worlds.clock()
        if jobs.finish(session, job.id, self._holder, now) is None:
            return None
        files.keep(session, sha256, made.media_type, len(made.content), now)
        files.grant(session, sha256, job.person_id)
        reply = Reply(made.text, attachments=(Stored(sha256, made.media_type, made.name),))
        return self._say(session, job, reply)

    def _fail(self, session: Session, job: Job, why: str) -> str | None:
        now = self._worlds.clock()
        if not jobs.fail(session, job.id, self._holder, why, now):
            return None
        said = orders.failed(job.kind, self._world(session, job))
        return self._say(session, job, Reply(said))

    def _say(self, session: Session, job: Job, reply: Reply) -> str:
        account = session.get_one(Account, job.account_id)
        body = Outgoing(codec.reply_to_json(reply), reply.lane.value)
        messages.say(session, account, [body], self._worlds.clock())
        return account.channel
