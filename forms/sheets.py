"""Owns what every reader of a workbook hands over: sheets of rows, cells by their column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # as a spreadsheet numbers it: the header is row 1
    cells: Mapping[str, str]  # by the column's header; empty cells are left out


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def sheet(name: str, table: Sequence[Sequence[str]]) -> Sheet:
    """A table whose first row is the header; rows without a word in them are left out."""
    header = tuple(cell.strip() for cell in table[0]) if table else ()
    rows = []
    for number, cells in enumerate(table[1:], 2):
        found = {
            column: cell.strip()
            for column, cell in zip(header, cells, strict=False)
            if column and cell.strip()
        }
        if found:
            rows.append(Row(number, found))
    return Sheet(name, header, tuple(rows))
