"""Owns making workbooks for tests: good ones, and such as no spreadsheet would write."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

import openpyxl

from forms.sheets import Sheet

Rows = Sequence[Sequence[object]]

SETTINGS: Rows = [["form_title", "form_id", "version"], ["Thử", "try", 1]]
SURVEY: Rows = [["type", "name", "label"], ["text", "a", "Ai?"]]


def workbook(survey: Rows = SURVEY, settings: Rows = SETTINGS, **others: Rows) -> bytes:
    return book({"survey": survey, "settings": settings, **others})


def book(named: Mapping[str, Rows]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in named.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def of_sheets(sheets: Sequence[Sheet]) -> bytes:
    """What a reader read, as a workbook."""
    named: dict[str, Rows] = {
        one.name: [
            list(one.header),
            *([row.cells.get(header) for header in one.header] for row in one.rows),
        ]
        for one in sheets
    }
    return book(named)


def changed(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same zip with other parts, or more of them."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            if one not in parts:
                new.writestr(one, old.read(one))
        for name, part in parts.items():
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def archive(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()
