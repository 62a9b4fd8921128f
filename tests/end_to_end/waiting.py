"""Owns waiting for what shows itself only when one looks."""

import asyncio
import time
from collections.abc import Callable


async def until(fits: Callable[[], object], seconds: float = 20.0, pause: float = 0.02) -> None:
    deadline = time.monotonic() + seconds
    while not fits():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain"
        await asyncio.sleep(pause)
