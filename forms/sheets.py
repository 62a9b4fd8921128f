"""Owns what every reader of a workbook hands over: sheets of rows, cells by their column."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LIMITS = {"survey": 2_000, "choices": 10_000}  # rows
FEWEST = 200  # rows of any other sheet
WIDEST = 200  # columns
LONGEST = 32_767  # characters of a cell, as in Excel
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Spaces that are not the space, then what cannot be seen at all.
_SPACES = re.compile(r"[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # as a spreadsheet numbers it: the header is row 1
    cells: Mapping[str, str]  # by the column's header; empty cells are left out


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    is_lettered: bool = False  # its columns are called A, B, C
    nameless: tuple[int, ...] = field(default=())  # columns that have cells, but no header

    @property
    def key(self) -> str:
        """ "survey" of "Survey "."""
        return self.name.strip().lower()


def limit(name: str) -> int:
    return LIMITS.get(name.strip().lower(), FEWEST)


def clean(text: str) -> str:
    """A cell as it is kept: NFC, no invisible marks, plain spaces, trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).strip()


def sheet(name: str, table: Sequence[Sequence[str]], *, is_lettered: bool = False) -> Sheet:
    """A table whose first row is the header; rows without a word in them are left out."""
    header = tuple(" ".join(clean(cell).split()) for cell in table[0]) if table else ()
    rows, nameless = [], set[int]()
    for number, cells in enumerate(table[1:], 2):
        found = {}
        for at, cell in enumerate(cells):
            if not (said := clean(cell)):
                continue
            if at < len(header) and header[at]:
                found[header[at]] = said
            else:
                nameless.add(at)
        if found:
            rows.append(Row(number, found))
    return Sheet(name, header, tuple(rows), is_lettered, tuple(sorted(nameless)))


def letter(at: int) -> str:
    """The letter of a column by its place: A, B, … Z, AA."""
    before, this = divmod(at, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + this)
