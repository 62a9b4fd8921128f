"""The composition root: settings -> parts of a process; the order of start and stop."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import structlog
from sqlmodel import Session

from bot import demo as demonstration
from bot.channels.base import Translator
from bot.channels.webchat import spool
from bot.channels.webchat.updates import WebChat
from bot.delivery import Delivery, Post
from bot.health import Health
from bot.parts import Shared
from bot.pipeline import Pipeline
from bot.site import open_site
from bot.supervision import Supervisor
from bot.work import Work
from handlers import menus, publishing
from scheduler import Timetable
from storage import files, leases, seeding
from storage.deliveries import Claimed

if TYPE_CHECKING:
    from bot.channels.telegram.reading import Reading

log = structlog.get_logger()


class App:
    """One process: some or all of receive, deliver, work, schedule, web."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.port: int | None = None
        self._reading: Reading | None = self._open_reading()
        self._delivery = self._open_delivery()
        self._work = self._open_work()
        self.health = Health(shared, self._delivery)

    async def run(self, started: Callable[[], None], stopping: asyncio.Event) -> None:
        """Prepare, start, wait for the end, stop: nothing accepted is lost on the way."""
        shared = self.shared
        await shared.transactions.write_surely(_prepare, shared)
        async with AsyncExitStack() as stack:
            stack.callback(shared.transactions.close)
            if self._reading is not None:
                stack.push_async_callback(self._reading.close)
            supervisor = Supervisor()
            stack.push_async_callback(supervisor.stop)
            await self._start(supervisor, stack)
            started()
            await stopping.wait()
            log.info("stopping")

    async def _start(self, supervisor: Supervisor, stack: AsyncExitStack) -> None:
        """What brings work in starts last, and stops first."""
        only = self.shared.only
        if self._delivery is not None:
            supervisor.start("delivery", self._delivery.run, self._delivery.stop)
        if self._work is not None:
            supervisor.start("work", self._work.run)
        if "receive" in only:
            serve = self._pipeline().serve
            supervisor.start("inbox", lambda: self.shared.inbox.run(serve))
        if "schedule" in only:
            await self._start_timetable(supervisor, stack)
        if "web" in only:
            await self._start_web(supervisor, stack)
        if "receive" in only and self._reading is not None and not self._by_webhook:
            poller = self._reading.poller(self.shared)
            self.health.watch(poller)
            supervisor.start("telegram", poller.run)

    async def _start_web(self, supervisor: Supervisor, stack: AsyncExitStack) -> None:
        webhook = None
        if self._reading is not None and self._by_webhook:
            webhook = self._reading.webhook(self.shared)
            url = f"{self.shared.settings.effective_public_url}/telegram/webhook"
            announce = webhook.announce
            supervisor.start("webhook", lambda: announce(url), once=True)
        server = open_site(self.shared, self.health.ready, webhook.handle if webhook else None)
        settings = self.shared.settings
        self.port = await server.start(settings.host, settings.port)
        stack.push_async_callback(server.stop)

    async def _start_timetable(self, supervisor: Supervisor, stack: AsyncExitStack) -> None:
        shared = self.shared
        timetable = Timetable(
            write=shared.transactions.write_surely,
            read=shared.transactions.read,
            world=shared.worlds.world,
            world_of=shared.worlds.world,
            holder=shared.holder,
            zone=shared.worlds.zone,
            notify=self._notify,
            sweep=self._sweep,
        )
        await timetable.start_up()
        scheduler = timetable.scheduler()
        scheduler.start()
        supervisor.start("clock", lambda: timetable.watch(scheduler))
        stack.callback(scheduler.shutdown, wait=False)

    async def _sweep(self) -> None:
        """Files of erased copies, and uploads that nobody fetched."""
        known = await self.shared.transactions.read(files.all_hashes)
        await asyncio.to_thread(self.shared.cabinet.sweep, known)
        await asyncio.to_thread(spool.sweep, self.shared.settings.data_dir)

    # --- parts ----------------------------------------------------------------------------------
    @property
    def _by_webhook(self) -> bool:
        return self.shared.settings.telegram_mode == "webhook"

    def _open_reading(self) -> "Reading | None":
        wanted = "receive" in self.shared.only or ("web" in self.shared.only and self._by_webhook)
        if not self.shared.has_telegram or not wanted:
            return None
        from bot.channels.telegram.reading import open_reading  # noqa: PLC0415 - heavy

        return open_reading(self.shared)

    def _open_delivery(self) -> Delivery | None:
        shared = self.shared
        if not shared.has_telegram or "deliver" not in shared.only:
            return None
        from bot.channels.telegram.sender import TelegramSender  # noqa: PLC0415 - heavy

        settings, world = shared.settings, shared.worlds.world()
        token = settings.telegram_token.get_secret_value()
        sender = TelegramSender(
            token, settings.telegram_api_base, settings.telegram_rate, menus.commands(world)
        )
        post = Post("telegram", token.partition(":")[0], shared.holder, shared.worlds.zone)
        return Delivery(
            shared.transactions, sender, post, settings.data_dir, world.gettext, shared.worlds.clock
        )

    def _open_work(self) -> Work | None:
        shared = self.shared
        if "work" not in shared.only:
            return None
        return Work(
            shared.transactions,
            shared.worlds,
            shared.cabinet,
            shared.holder,
            shared.bell,
            self._notify,
        )

    def _pipeline(self) -> Pipeline:
        shared = self.shared
        translators: dict[str, Translator] = {"web": WebChat(shared.settings.data_dir)}
        if self._reading is not None:
            translators["telegram"] = self._reading.translator
        return Pipeline(
            transactions=shared.transactions,
            translators=translators,
            worlds=shared.worlds,
            cabinet=shared.cabinet,
            holder=shared.holder,
            bell=shared.bell,
            sends=self._sends,
            hand_over=self._hand_over,
            notify=self._notify,
            notify_jobs=self._work.notify if self._work else _nobody,
        )

    def _sends(self, channel: str) -> bool:
        return channel == "telegram" and self._delivery is not None and self._delivery.is_sending

    def _hand_over(self, _channel: str, claimed: Sequence[Claimed]) -> None:
        if self._delivery is not None:
            self._delivery.hand_over(claimed)

    def _notify(self, _channel: str) -> None:
        if self._delivery is not None:
            self._delivery.notify()


def _nobody() -> None:
    """Another process does the jobs; it looks by itself."""


def _prepare(session: Session, shared: Shared) -> None:
    """The facts and the forms, and in a demo the people."""
    world = shared.worlds.world()
    if shared.transactions.database.is_sqlite:
        leases.release_all(session, world.now)  # the embedded database has no other process
    seeding.seed(session)
    publishing.publish_library(session, world.now)
    if shared.demo:
        demonstration.prepare(session, world.now, world.today)


async def run(app: App, started: Callable[[], None]) -> None:
    """Until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    await app.run(started, stopping)
