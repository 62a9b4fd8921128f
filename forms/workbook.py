"""Owns reading an Excel workbook (.xlsx) into sheets of text, whatever was put into it."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from posixpath import join, normpath
from typing import Any, cast

from defusedxml.ElementTree import fromstring

from forms import package, sheets
from forms.cell_text import written
from forms.file_faults import FileFault
from forms.nearest import nearest
from forms.package import RefusedError
from forms.problems import Problem
from forms.sheets import Sheet, letter

_LAST_ROW = 1_048_576  # of Excel
_Worksheet = Any  # openpyxl has no types
# Other sheets are notes of whoever wrote the form.
_READ = frozenset({"survey", "choices", "settings", "external_choices", "entities", "osm"})
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What openpyxl lets out when it stumbles over a damaged part; an XML error is a SyntaxError.
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, OSError,
           SyntaxError, AssertionError, RecursionError)  # fmt: skip


@dataclass(slots=True)
class Read:
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(content: bytes) -> Read:
    """Its sheets in order, and what is wrong with the file or with single cells."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like, which matter to nobody here
            return _read(package.opened(content))
    except RefusedError as refused:
        return Read(problems=[refused.problem])
    except _BROKEN:
        return Read(problems=[Problem(FileFault.BROKEN_FILE)])


def _read(parts: dict[str, bytes]) -> Read:
    found = Read()
    where = _sheet_parts(parts)
    has_formulas = any(_FORMULA.search(parts.get(name, b"")) for name in where.values())
    values = _open(parts, values=True)
    formulas = _open(parts, values=False) if has_formulas else None
    for name in values.sheetnames:
        if name.strip().lower() not in _READ:
            continue
        said = name.strip()
        table = [*_table(values[name], said, found.problems)]
        if formulas is not None:
            _complain(formulas[name], said, table, found.problems)
        merged = _MERGED.findall(parts.get(where.get(name, ""), b""))
        if merged:
            found.problems.append(Problem(FileFault.MERGED, merged[0].decode(), said))
        found.sheets.append(sheets.sheet(said, table, is_lettered=True))
    if not any(one.key == "survey" for one in found.sheets):
        meant = nearest("survey", (name.strip() for name in values.sheetnames))
        found.problems.append(Problem(FileFault.NO_SHEET, "", "survey", meant=meant))
    return found


def _open(parts: dict[str, bytes], *, values: bool) -> Any:  # noqa: ANN401 - it has no types
    import openpyxl  # noqa: PLC0415 - it brings Pillow with it, for those few who send a workbook

    book = openpyxl.load_workbook(package.packed(parts), read_only=True, data_only=values)
    for one in book.worksheets:
        one.reset_dimensions()  # what the sheet says of its size may be anything
    return book


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Which part holds which sheet."""
    rels = fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    targets = {one.get("Id"): one.get("Target", "") for one in rels}
    found = {}
    for one in fromstring(parts["xl/workbook.xml"]).iter():
        if one.tag.endswith("}sheet"):
            target = targets.get(one.get(_OFFICE), "")
            found[one.get("name", "")] = normpath(join("/xl", target)).lstrip("/")
    return found


def _rows(sheet: _Worksheet) -> Iterator[tuple[Any, ...]]:
    rows = cast("Iterator[tuple[Any, ...]]", sheet.iter_rows(max_row=_LAST_ROW))
    return (row[: sheets.WIDEST + 1] for row in rows)


def _table(sheet: _Worksheet, name: str, problems: list[Problem]) -> Iterator[list[str]]:
    last = sheets.limit(name) + 1
    for number, row in enumerate(_rows(sheet), 1):
        cells = [written(cell.value) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        for at, cell in enumerate(cells):
            if cell.startswith("#") and row[at].data_type == "e":
                problems.append(_at(Problem(FileFault.CELL_ERROR, cell, name, number), at))
        if cells or number <= last:
            yield cells
        if cells and number > last:
            return  # one row too many is enough to refuse it


def _complain(
    sheet: _Worksheet, name: str, table: list[list[str]], problems: list[Problem]
) -> None:
    """Formulas whose results nobody has reckoned yet."""
    for number, row in enumerate(_rows(sheet), 1):
        known = table[number - 1] if number <= len(table) else []
        for at, cell in enumerate(row):
            is_empty = at >= len(known) or not known[at]
            if is_empty and cell.data_type == "f":
                problems.append(_at(Problem(FileFault.FORMULA, "", name, number), at))


def _at(problem: Problem, at: int) -> Problem:
    return replace(problem, column=letter(at))
