"""Owns what is said about the columns of a sheet: missing, double, unknown, passed over."""

from collections.abc import Iterator

from forms.columns import BOT, PLAIN, WORDS, Column, columns
from forms.file_faults import FileFault
from forms.nearest import nearest
from forms.problems import Problem
from forms.sheets import LONGEST, WIDEST, Sheet, letter, limit

_NEEDED = {"survey": ("type", "name"), "choices": ("list_name", "name")}
# What they say would be lost on a chat, and that would change the answers.
_REFUSED = {
    "survey": frozenset({"trigger", "save_to", "media::video", "query", "disabled"}),
    "choices": frozenset({"media::video"}),
    "settings": frozenset({"public_key", "allow_choice_duplicates"}),
}
_NAMESPACED = ("bind::", "body::", "control::", "instance::", "bind:bot")
# They say nothing to a chat, and leaving them out changes no answer.
_SILENT = frozenset({"style", "notes", "note", "comment", "comments"})
_FALSE = frozenset({"no", "false", "false()"})


def problems(sheet: Sheet) -> Iterator[Problem]:
    if len(sheet.header) > WIDEST:
        yield Problem(FileFault.TOO_MANY_COLUMNS, str(WIDEST), sheet.name)
    if sheet.rows and sheet.rows[-1].number > limit(sheet.name) + 1:
        yield Problem(FileFault.TOO_MANY_ROWS, str(limit(sheet.name)), sheet.name)
    found = columns(sheet)
    names = {column.name for column in found}
    for name in _NEEDED.get(sheet.key, ()):
        if sheet.rows and name not in names:
            meant = nearest(name, (one.header for one in found if one.kind == "other"))
            yield Problem(FileFault.NO_COLUMN, name, sheet.name, 1, meant=meant)
    for at in sheet.nameless:
        yield Problem(FileFault.NO_HEADER, "", sheet.name, 1, letter(at))
    yield from _twice(sheet, found)
    yield from _long(sheet)
    if sheet.key != "choices":
        yield from _unknown(sheet, found)
    else:
        yield from _refused(sheet, found)


def _twice(sheet: Sheet, found: tuple[Column, ...]) -> Iterator[Problem]:
    seen = set[tuple[str, str, str]]()
    for one in found:
        known = (one.kind, one.name if one.kind != "other" else one.header, one.language)
        if known in seen:
            yield Problem(FileFault.TWO_COLUMNS, one.header, sheet.name, 1, one.header)
        seen.add(known)


def _long(sheet: Sheet) -> Iterator[Problem]:
    for row in sheet.rows:
        for header, cell in row.cells.items():
            if len(cell) > LONGEST:
                yield Problem(FileFault.LONG_CELL, str(LONGEST), sheet.name, row.number, header)


def _unknown(sheet: Sheet, found: tuple[Column, ...]) -> Iterator[Problem]:
    """A column without a cell says nothing and is left alone: templates have them all."""
    known = WORDS[sheet.key] | PLAIN[sheet.key]
    for one in found:
        row = _first_row(sheet, one)
        if not row or one.name in _SILENT or one.kind in {"plain", "words"}:
            continue
        if one.kind == "bot":
            if one.name not in BOT:
                meant = nearest(one.name, BOT)
                meant = f"bind::bot:{meant}" if meant else ""
                yield Problem(
                    FileFault.COLUMN, one.header, sheet.name, row, one.header, meant=meant
                )
            continue
        base = one.name.partition("::")[0] if one.name not in _REFUSED[sheet.key] else one.name
        meant = "" if one.name in _REFUSED[sheet.key] else nearest(base, known)
        if meant or one.name in _REFUSED[sheet.key] or one.name.startswith(_NAMESPACED):
            yield Problem(FileFault.COLUMN, one.header, sheet.name, row, one.header, meant=meant)
        else:
            yield Problem(FileFault.COLUMN_IGNORED, one.header, sheet.name, row, one.header)


def _refused(sheet: Sheet, found: tuple[Column, ...]) -> Iterator[Problem]:
    """In the sheet choices any column may be there, for choice_filter."""
    for one in found:
        row = _first_row(sheet, one)
        if row and one.name in _REFUSED[sheet.key]:
            yield Problem(FileFault.COLUMN, one.header, sheet.name, row, one.header)


def _first_row(sheet: Sheet, column: Column) -> int:
    """The first row with something in the column; 0 = none has."""
    found = (
        row.number
        for row in sheet.rows
        if row.cells.get(column.header, "no").strip().lower() not in _FALSE
    )
    return next(found, 0)
