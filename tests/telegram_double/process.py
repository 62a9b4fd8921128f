"""Starts the double as its own process and drives it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.telegram_double.client import RemoteDouble
from tests.telegram_double.values import TOKEN

_ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def double_process(port: int = 0, token: str = TOKEN) -> AsyncIterator[RemoteDouble]:
    """A double in its own process, ended with the block."""
    options = ["--port", str(port), "--token", token]
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "tests.telegram_double", *options],
        cwd=_ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        line = await process.stdout.readline() if process.stdout else b""
        async with RemoteDouble(f"http://127.0.0.1:{json.loads(line)['port']}", token) as remote:
            yield remote
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
