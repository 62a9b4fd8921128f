"""Owns the web-only process: how soon it answers, and what it weighs at rest."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from benchmarks.contestants import DATABASE, RUN, alone
from benchmarks.processes import Measured, measured

PATIENCE = 60.0
REST = 2.0


@dataclass(frozen=True, slots=True)
class Start:
    first: float  # seconds until it answers HTTP, in an empty folder: tables, units, forms
    later: float  # the same with its database there
    cpu: float  # seconds of it, in the later start
    idle: float  # MB


async def web_only(template: Path) -> Start:
    with TemporaryDirectory() as empty, TemporaryDirectory() as full:
        shutil.copy(template, Path(full) / DATABASE)
        first, _, _ = await _start(Path(empty))
        later, cpu, idle = await _start(Path(full))
        return Start(first, later, cpu, idle)


async def _start(folder: Path) -> tuple[float, float, float]:
    """Seconds until it answers, of CPU until then, MB at rest."""
    settings = alone(folder)
    async with measured(RUN, settings, folder / "log") as process:
        took = await _answers(process, f"http://127.0.0.1:{settings['PORT']}/healthz")
        cpu = process.cpu()
        await asyncio.sleep(REST)
        return took, cpu, process.resident()


async def _answers(process: Measured, url: str) -> float:
    async with aiohttp.ClientSession() as client:
        while process.age < PATIENCE:
            try:
                async with client.get(url) as answer:
                    if answer.status == 200:
                        return process.age
            except aiohttp.ClientError:
                await asyncio.sleep(0.005)
    raise TimeoutError(url)
