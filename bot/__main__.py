"""The command line: `python -m bot …` parses and calls."""

import argparse
import sys
from collections.abc import Sequence

from pydantic import ValidationError

from bot.commands import doctor, forms, invite, rehearse, run, tables, workdays
from bot.plainly import PlainError, explain
from bot.settings import Settings


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m bot", description="Sổ Xanh, the green book")
    commands = found.add_subparsers(dest="command", required=True, metavar="command")
    for module in (run, tables, invite, workdays, forms, rehearse, doctor):
        module.add_to(commands)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 done, 1 refused or failed with a plain sentence, 2 wrong usage."""
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.do(Settings(), chosen))
    except ValidationError as error:
        for line in explain(error):
            print(line, file=sys.stderr)
    except PlainError as error:
        print(error, file=sys.stderr)
        return error.status
    return 1


if __name__ == "__main__":
    sys.exit(main())
