"""Owns `python -m bot forms …`: a form is checked, tried, converted, put into use."""

import argparse
from typing import Any

from bot.commands import form_check, form_convert, form_publish, form_try


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps its type to itself
    found = commands.add_parser("forms", help="check, try, convert and publish forms")
    actions = found.add_subparsers(dest="action", required=True, metavar="action")
    check = _action(actions, "check", "say what is wrong with a form")
    check.set_defaults(do=form_check.do)
    trial = _action(actions, "try", "fill a form in the terminal; nothing is kept")
    trial.add_argument("--unit", default="", help="commune that reports: 03388 or its name")
    trial.add_argument("--json", action="store_true", help="print the values as JSON")
    trial.set_defaults(do=form_try.do)
    convert = _action(actions, "convert", "write a form as Markdown or as an XForm")
    convert.add_argument("--to", choices=["md", "xform"], required=True)
    convert.add_argument("--output", default="", help="a file; else the standard output")
    convert.set_defaults(do=form_convert.do)
    publish = _action(actions, "publish", "put a form into use")
    publish.set_defaults(do=form_publish.do)


def _action(actions: Any, name: str, what: str) -> argparse.ArgumentParser:  # noqa: ANN401
    found: argparse.ArgumentParser = actions.add_parser(name, help=what)
    found.add_argument("file", metavar="FILE", help=".xlsx or .md, or a form of the library")
    found.add_argument("--lang", choices=["vi", "en"], default="vi", help="language of the words")
    return found
