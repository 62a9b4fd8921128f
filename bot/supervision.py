"""Owns the long-running tasks: a fault of one is logged and mended by starting it again."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a task that failed is started again
STOP_SECONDS = 15.0


class Supervisor:
    """Tasks are stopped in the opposite order, each given time to finish what it has in hand."""

    def __init__(self) -> None:
        self._tasks: list[tuple[asyncio.Task[None], Callable[[], None] | None]] = []

    def start(
        self,
        name: str,
        run: Callable[[], Awaitable[None]],
        stop: Callable[[], None] | None = None,
        *,
        once: bool = False,
    ) -> None:
        """`run` until it returns; `stop` asks it to, without one it is cancelled."""
        task = asyncio.create_task(self._keep(name, run, once=once), name=name)
        self._tasks.append((task, stop))

    async def stop(self) -> None:
        for task, stop in reversed(self._tasks):
            if stop is None:
                task.cancel()
            else:
                stop()
            _, late = await asyncio.wait({task}, timeout=STOP_SECONDS)
            if late:
                log.warning("task cut off", task=task.get_name())
                task.cancel()
                await asyncio.wait({task}, timeout=1.0)

    async def _keep(self, name: str, run: Callable[[], Awaitable[None]], *, once: bool) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await run()
            except Exception:
                log.exception("task failed", task=name, again_in=pause)
            else:
                return
            if once:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
