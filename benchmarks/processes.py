"""Owns measured processes: started, asked for their CPU time and memory, ended."""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """A process under measurement."""

    process: psutil.Process
    begun: float

    @property
    def age(self) -> float:
        return time.perf_counter() - self.begun

    def cpu(self) -> float:
        """Seconds of CPU so far, its own and the kernel's on its behalf."""
        used = self.process.cpu_times()
        return float(used.user + used.system)

    def resident(self) -> float:
        """MB in memory."""
        return float(self.process.memory_info().rss) / MEGABYTE


@asynccontextmanager
async def measured(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> AsyncIterator[Measured]:
    """The process runs as long as the block; what it says goes to `log`."""
    begun = time.perf_counter()
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env={**os.environ, **environment}, stdout=said, stderr=said
        )
    try:
        yield Measured(psutil.Process(process.pid), begun)
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 15)
        except TimeoutError:
            process.kill()
            await process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
