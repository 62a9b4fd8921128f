"""Owns `python -m bot workdays …`: the days that are not as in any week, shown and put."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from bot import worlds
from bot.commands import workday_file, workday_list
from bot.commands.tables import ready_database
from bot.commands.workday_file import Day
from bot.plainly import PlainError
from bot.settings import Settings
from storage import audit, seeding, workdays
from vietnamese import formats
from vietnamese.text import clean


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps its type to itself
    found = commands.add_parser("workdays", help="days off and days worked out of the ordinary")
    actions = found.add_subparsers(dest="action", required=True, metavar="action")
    listed = actions.add_parser("list", help="the days of a year that are not as in any week")
    listed.add_argument("--year", type=int, help="else this year")
    listed.set_defaults(do=workday_list.do)
    for name, what in (("off", "a day is not worked"), ("work", "a day is worked")):
        put = actions.add_parser(name, help=what)
        put.add_argument("day", metavar="DAY", help="02/01/2027 or 2027-01-02")
        put.add_argument("--note", default="", help="why: the notice")
        put.set_defaults(do=do_put, working=name == "work")
    forgotten = actions.add_parser("forget", help="take back what was put for a day")
    forgotten.add_argument("day", metavar="DAY", help="02/01/2027 or 2027-01-02")
    forgotten.set_defaults(do=do_forget)
    brought = actions.add_parser("import", help="put the days of a notice, all or none")
    brought.add_argument("file", metavar="FILE", help="CSV: day, working (yes or no), note")
    brought.set_defaults(do=do_import)


def do_put(settings: Settings, chosen: argparse.Namespace) -> int:
    return _put(settings, [Day(_named(chosen.day), chosen.working, clean(chosen.note))])


def do_import(settings: Settings, chosen: argparse.Namespace) -> int:
    return _put(settings, workday_file.read(Path(chosen.file)))


def do_forget(settings: Settings, chosen: argparse.Namespace) -> int:
    day = _named(chosen.day)
    with ready_database(settings) as database, database.transaction() as session:
        seeding.seed(session)
        if not workdays.forget(session, day):
            raise PlainError(f"DAY: nothing was put for {formats.day(day)}")
        audit.add(session, "workday forgotten", worlds.now(), subject=str(day), by="command line")
        workday_list.show(session, [day])
    return 0


def _put(settings: Settings, days: list[Day]) -> int:
    with ready_database(settings) as database, database.transaction() as session:
        seeding.seed(session)
        for one in days:
            workdays.put(session, one.day, one.working, one.note)
            audit.add(
                session,
                "workday put",
                worlds.now(),
                subject=str(one.day),
                working=one.working,
                by="command line",
            )
        workday_list.show(session, [one.day for one in days])
    return 0


def _named(text: str) -> date:
    found = workday_file.day(text)
    if found is None:
        raise PlainError(f"DAY: {text!r} is no day; write 02/01/2027 or 2027-01-02")
    return found
