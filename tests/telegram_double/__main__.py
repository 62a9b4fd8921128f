"""python -m tests.telegram_double --port 0: prints {"port": N} once it listens."""

import argparse
import asyncio
import json
import signal

from tests.telegram_double.double import Double
from tests.telegram_double.values import TOKEN


async def _serve(host: str, port: int, token: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with Double(host=host, port=port, token=token) as double:
        print(json.dumps({"port": double.port}), flush=True)
        await stop.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.telegram_double", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    arguments = parser.parse_args()
    asyncio.run(_serve(arguments.host, arguments.port, arguments.token))


if __name__ == "__main__":
    main()
