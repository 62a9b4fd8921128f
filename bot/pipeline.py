"""Owns one inbound message: one transaction from the inbox to the replies, or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from sqlmodel import Session

from bot.bell import Bell
from bot.channels.base import FileHandle, Translator
from bot.filing_cabinet import FilingCabinet
from bot.transactions import Transactions
from bot.worlds import Worlds
from handlers import codec, receive, transcript
from handlers.messages import (
    Document,
    Incoming,
    Lane,
    Photo,
    Reply,
    Tap,
    Unreadable,
    Unusable,
    World,
)
from storage import audit, blocking, deliveries, files, inbox, jobs, messages, people
from storage.database import is_outage
from storage.deliveries import Claimed
from storage.inbox import Entry
from storage.messages import Outgoing
from storage.models import Account, AccountState

log = structlog.get_logger()
LEASE = timedelta(seconds=60)  # longer than any send may take


@dataclass(frozen=True, slots=True)
class Served:
    """What a finished transaction leaves to be done: pushes held by us, jobs, a bell, more."""

    account_id: int | None = None
    pushes: tuple[Claimed, ...] = ()
    waiting: bool = False  # there are pushes that are not ours to send at once
    jobs: bool = False
    more: bool = False  # the address has another entry


class EntryFailedError(Exception):
    """The entry cannot be served, now or ever: not the database is at fault."""

    def __init__(self, entry_id: int, reason: str) -> None:
        super().__init__(reason)
        self.entry_id, self.reason = entry_id, reason


class FileWantedError(Exception):
    """The entry speaks of a file that has to be fetched first, outside any transaction."""

    def __init__(self, entry: Entry, handle: FileHandle) -> None:
        super().__init__(entry.id)
        self.entry, self.handle = entry, handle


@dataclass(frozen=True)
class Pipeline:
    """Serves entries. `sends` tells whether this process makes a channel's pushes itself."""

    transactions: Transactions
    translators: Mapping[str, Translator]
    worlds: Worlds
    cabinet: FilingCabinet
    holder: str
    bell: Bell
    sends: Callable[[str], bool]
    hand_over: Callable[[str, Sequence[Claimed]], None]
    notify: Callable[[str], None]
    notify_jobs: Callable[[], None]

    async def serve(self, channel: str, address: str) -> bool:
        """The address's oldest entry; False when there is no other, or another process has it."""
        try:
            served = await self.transactions.write_surely(self._serve, channel, address)
        except FileWantedError as wanted:
            await self._fetch(channel, wanted)
            return True  # now the same entry once more, with its file
        except EntryFailedError as failed:
            log.exception("entry parked", channel=channel, entry=failed.entry_id)
            served = await self.transactions.write_surely(self._park, channel, address, failed)
        if served is None:
            return False
        self._follow_up(channel, served)
        return served.more

    async def _fetch(self, channel: str, wanted: FileWantedError) -> None:
        try:
            outcome = await self.cabinet.fetch(self.translators[channel], wanted.handle)
        except Exception:
            # A full disk, or a fault of ours: the person must not wait for it for ever.
            log.exception("file not kept", channel=channel, entry=wanted.entry.id)
            outcome = {"unusable": Unusable.LOST.value}
        await self.transactions.write_surely(inbox.keep_file, wanted.entry.id, outcome)

    def _follow_up(self, channel: str, served: Served) -> None:
        if served.account_id is not None:
            self.bell.ring(served.account_id)
        if served.pushes:
            self.hand_over(channel, served.pushes)
        if served.waiting:
            self.notify(channel)
        if served.jobs:
            self.notify_jobs()

    # --- in the transaction ---------------------------------------------------------------------
    def _serve(self, session: Session, channel: str, address: str) -> Served | None:
        entry = inbox.take(session, channel, address)
        if entry is None:
            return None
        try:
            served = self._hear_all(session, channel, entry)
            session.flush()
        except FileWantedError:
            raise
        except Exception as error:
            if is_outage(error):
                raise
            raise EntryFailedError(entry.id, type(error).__name__) from error
        inbox.done(session, entry.id, self.worlds.clock())
        return replace(served, more=entry.more)

    def _hear_all(self, session: Session, channel: str, entry: Entry) -> Served:
        heard = self.translators[channel].read(entry.payload)
        if not heard:
            self._note_membership(session, channel, entry)
        served = Served()
        for incoming in heard:
            served = self._hear(session, self._with_file(session, entry, incoming))
        return served

    def _with_file(self, session: Session, entry: Entry, incoming: Incoming) -> Incoming:
        """The file an entry speaks of, once it was fetched: only for people who consented."""
        if not isinstance(incoming.content, Unreadable | Photo):
            return incoming
        handle = self.translators[incoming.channel].file_of(entry.payload)
        if handle is None:
            return incoming
        account = people.find_account(session, incoming.channel, incoming.address)
        if account is None or account.person_id is None:
            return replace(incoming, content=Unreadable(Unusable.OTHER))
        if entry.file is None:
            raise FileWantedError(entry, handle)
        if "unusable" in entry.file:
            return replace(incoming, content=Unreadable(Unusable(entry.file["unusable"])))
        kept = Document(**entry.file) if "name" in entry.file else Photo(**entry.file)
        now = self.worlds.clock()
        files.keep(session, kept.sha256, kept.media_type, kept.size, now)
        files.grant(session, kept.sha256, account.person_id)
        return replace(incoming, content=kept)

    def _hear(self, session: Session, incoming: Incoming) -> Served:
        now = self.worlds.clock()
        account, person = people.who(session, incoming.channel, incoming.address, now)
        world = self.worlds.world(person.language if person else None)
        tapped = incoming.content
        button = messages.get(session, tapped.message_id) if isinstance(tapped, Tap) else None
        mine = button if button is not None and button.account_id == account.id else None
        replies = receive(session, account, incoming, world)
        body = transcript.body_of(incoming.content, mine)
        messages.record(session, account, body, incoming.ref, now)
        return self._say(session, account, replies, world)

    def _say(
        self, session: Session, account: Account, replies: Sequence[Reply], world: World
    ) -> Served:
        """Write the replies; take their pushes ourselves if we send here and none waits before."""
        ours = (
            self.sends(account.channel)
            and all(reply.replaces is None for reply in replies)
            and not deliveries.has_backlog(session, account.id)
        )
        outgoing = [Outgoing(codec.reply_to_json(reply), reply.lane.value) for reply in replies]
        lease = {"leased_by": self.holder, "leased_until": world.now + LEASE} if ours else {}
        said = messages.say(session, account, outgoing, world.now, **lease)  # type: ignore[arg-type]
        pushes = [
            Claimed(one.delivery_id, one.message_id, account.id, account.address, sent.body, 1)
            for one, sent in zip(said, outgoing, strict=True)
            if one.delivery_id is not None
        ]
        ordered = self._order(session, account, replies, world)
        return Served(
            account.id,
            tuple(pushes) if ours else (),
            waiting=bool(pushes) and not ours,
            jobs=ordered,
        )

    def _order(
        self, session: Session, account: Account, replies: Sequence[Reply], world: World
    ) -> bool:
        orders = [one for reply in replies for one in codec.orders_of(reply)]
        for one in orders:
            if account.person_id is not None:
                jobs.order(
                    session, account, account.person_id, one.kind, dict(one.arguments), one.name,
                    world.now,
                )  # fmt: skip
        return bool(orders)

    def _note_membership(self, session: Session, channel: str, entry: Entry) -> None:
        """The person blocked the bot, or let it in again."""
        change = self.translators[channel].membership(entry.payload)
        if change is None:
            return
        address, reachable = change
        account = people.find_account(session, channel, address)
        if account is None:
            return
        if reachable:
            account.state = AccountState.ACTIVE
            session.flush()
        else:
            blocking.block(session, account.id, "blocked by the person", self.worlds.clock())

    def _park(
        self, session: Session, channel: str, address: str, failed: EntryFailedError
    ) -> Served | None:
        """Set the poisonous entry aside, apologise, and go on with the person's next message."""
        entry = inbox.take(session, channel, address)
        if entry is None or entry.id != failed.entry_id:
            return None  # another process was faster: what is oldest now is innocent
        now = self.worlds.clock()
        inbox.park(session, entry.id, failed.reason, now)
        audit.add(session, "entry parked", now, subject=str(entry.id), reason=failed.reason)
        account, person = people.who(session, channel, address, now)
        world = self.worlds.world(person.language if person else None)
        _ = world.gettext
        text = _(
            "Sorry, something went wrong with that message, and it was set aside for us to look"
            " at. Your answers are kept. Please go on, or type /tiep."
        )
        served = self._say(session, account, [Reply(text, lane=Lane.ALERT)], world)
        return replace(served, more=entry.more)
