"""Owns the languages of a workbook: which is the form's own, and what is not translated."""

import re
from collections.abc import Iterator, Mapping

from forms import columns
from forms.columns import Column
from forms.definition import language_code
from forms.file_faults import FileFault
from forms.problems import Problem
from forms.sheets import Sheet

_SHOWN = 5  # names at once
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")


def default(wanted: str, survey: Sheet) -> tuple[str, bool]:
    """The form's own language, and whether it is among the labels."""
    there = [one.language for one in columns.columns(survey) if one.name == "label"]
    if not wanted:
        return (there[0] if there else ""), True
    if wanted in there or not there:
        return wanted, True
    alike = [one for one in there if one and language_code(one) == language_code(wanted)]
    return (alike or there)[0], False


def problems(sheet: Sheet) -> Iterator[Problem]:
    by_name: dict[str, list[Column]] = {}
    for one in columns.columns(sheet):
        if one.kind == "words":
            by_name.setdefault(one.name, []).append(one)
    for name, several in by_name.items():
        if len({bool(one.language) for one in several}) > 1:
            first = next(one for one in several if not one.language)
            yield Problem(FileFault.MIXED_LANGUAGES, name, sheet.name, 1, first.header)
        if len(several) > 1:
            yield from _untranslated(sheet, several)
            yield from _nameless(sheet, several)


def _nameless(sheet: Sheet, several: list[Column]) -> Iterator[Problem]:
    """Languages that nobody's own language can be found in."""
    for one in several:
        if one.language and not _CODE.fullmatch(language_code(one.language)):
            yield Problem(FileFault.LANGUAGE_CODE, one.language, sheet.name, 1, one.header)


def _untranslated(sheet: Sheet, several: list[Column]) -> Iterator[Problem]:
    """One complaint for each column, whatever the number of its empty cells."""
    for one in several:
        others = [other.header for other in several if other is not one]
        lacking = [
            row
            for row in sheet.rows
            if one.header not in row.cells and any(header in row.cells for header in others)
        ]
        if lacking:
            names = [_name(sheet, row.cells) for row in lacking[:_SHOWN]]
            what = ", ".join(names) + (", …" if len(lacking) > _SHOWN else "")
            yield Problem(FileFault.UNTRANSLATED, what, sheet.name, lacking[0].number, one.header)


def _name(sheet: Sheet, cells: Mapping[str, str]) -> str:
    header = next((one.header for one in columns.columns(sheet) if one.name == "name"), "")
    return cells.get(header, "?")
