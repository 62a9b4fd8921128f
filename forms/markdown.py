"""Owns reading a workbook written as Markdown tables, in the dialect that pyxform reads too."""

import re

from forms.sheets import Sheet, sheet

_TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*")
_RULE = re.compile(r"[\s|:-]+")
_BAR = re.compile(r"(?<!\\)\|")


def read(source: str) -> list[Sheet]:
    """Its sheets in order. A first cell that is not empty names the sheet that begins there."""
    tables: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for line in source.splitlines():
        found = _TABLE_ROW.fullmatch(line)
        if found is None or _RULE.fullmatch(line):
            continue
        first, *cells = (part.strip().replace(r"\|", "|") for part in _BAR.split(found[1]))
        if first:
            current = tables.setdefault(first, [])
        if any(cells):
            current.append(cells)
    return [sheet(name, table) for name, table in tables.items()]
