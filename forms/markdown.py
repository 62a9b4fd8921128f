"""Owns a workbook written as Markdown tables, in the dialect that pyxform reads too."""

import re

from forms.definition import Form
from forms.sheets import Sheet, sheet
from forms.tables import Table, tables

_TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*")
_RULE = re.compile(r"[\s|:-]+")
_BAR = re.compile(r"(?<!\\)\|")
# A line's end within a cell is <br>, as Markdown has it; who means "<br>" itself gets "&lt;br>".
_BREAK = re.compile(r"<br>|&((?:amp;)*)lt;br>")


def read(source: str) -> list[Sheet]:
    """Its sheets in order. A first cell that is not empty names the sheet that begins there."""
    found: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for line in source.splitlines():
        row = _TABLE_ROW.fullmatch(line)
        if row is None or _RULE.fullmatch(line):
            continue
        first, *cells = (_plain(part.strip()) for part in _BAR.split(row[1]))
        if first:
            current = found.setdefault(first, [])
        if any(cells):
            current.append(cells)
    return [sheet(name, table) for name, table in found.items()]


def write(form: Form) -> str:
    """A form as `read` reads it: importing the text gives the same form."""
    return "\n".join(f"{_table(one)}\n" for one in tables(form))


def _table(table: Table) -> str:
    header, *rows = table.rows
    lines = [_line([table.name, *header])]
    return "\n".join([*lines, *(_line(["", *row]) for row in rows)])


def _line(cells: list[str]) -> str:
    return "|" + "|".join(f" {_escaped(cell)} " if cell else " " for cell in cells) + "|"


def _plain(cell: str) -> str:
    return _BREAK.sub(_unescape, cell.replace(r"\|", "|"))


def _unescape(found: re.Match[str]) -> str:
    if found[0] == "<br>":
        return "\n"
    return f"&{found[1].removeprefix('amp;')}lt;br>" if found[1] else "<br>"


def _escaped(cell: str) -> str:
    marked = _BREAK.sub(_escape, cell)
    return marked.replace("\n", "<br>").replace("|", r"\|")


def _escape(found: re.Match[str]) -> str:
    return "&lt;br>" if found[0] == "<br>" else f"&amp;{found[0][1:]}"
