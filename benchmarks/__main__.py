"""Measures everything and prints the tables: python -m benchmarks [--repetitions 3]."""

import argparse
import asyncio
import os
import platform
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import micro, tables
from benchmarks.contestants import AIOGRAM, PTB, make_template, ours
from benchmarks.engine import report
from benchmarks.reminders import report as reminders
from benchmarks.rounds import CHATS, Paced, Round, paced, whole
from benchmarks.starting import Start, web_only

RATE = 28.0  # messages a second, the default pace


async def _measure(template: Path, repetitions: int, seconds: float) -> None:
    bots = (ours(template), AIOGRAM, PTB)
    rounds: dict[str, list[Round]] = {bot.name: [] for bot in bots}
    slow: list[Paced] = []
    starts: list[Start] = []
    for number in range(repetitions):
        # Who goes first changes: what else the machine does would favour one of them.
        for bot in bots[number % 3 :] + bots[: number % 3]:
            rounds[bot.name].append(await whole(bot, seconds))
        slow.append(await paced(ours(template, RATE), seconds))
        starts.append(await web_only(template))
    print(tables.compared(rounds), tables.pacing(rounds[bots[0].name], slow), sep="\n\n")
    print("", tables.starts(starts), "", tables.micro(micro.run(template)), sep="\n")
    for one in (one for some in rounds.values() for one in some):
        for wrong in one.wrong[:3]:
            print("wrong:", wrong)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each closed loop")
    parser.add_argument("--engine", action="store_true", help="only the form engine")
    parser.add_argument("--reminders", action="store_true", help="only the reminders")
    chosen = parser.parse_args()
    names = ("aiogram", "python-telegram-bot", "SQLAlchemy", "pyxform", "elementpath")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"{platform.platform()}, {os.cpu_count()} cores; Python {platform.python_version()}")
    print(f"{versions}; load before: {os.getloadavg()[0]:.1f}\n", flush=True)
    if not (chosen.engine or chosen.reminders):
        with TemporaryDirectory() as folder:
            template = make_template(Path(folder) / "template.sqlite3", CHATS)
            asyncio.run(_measure(template, chosen.repetitions, chosen.seconds))
    if not chosen.reminders:
        print("", report.run(), sep="\n")
    else:
        for table in reminders.run():
            print("", table, sep="\n", flush=True)
    print(f"\nload after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
