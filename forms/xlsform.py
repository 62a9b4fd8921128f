"""Owns the import of an XLSForm: sheets into a compiled form, or all that is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from forms import choice_lists, columns, files, headers, languages, markdown, soundness, survey
from forms.columns import cells
from forms.definition import Form, walk
from forms.file_faults import FileFault
from forms.problems import FormError, Problem
from forms.row_faults import RowFault
from forms.sheets import Sheet, letter
from forms.soundness import Outside

_NEEDED = ("form_id", "version", "form_title")
_SHEETS = ("survey", "choices", "settings")
# Whatever else would be said would only repeat these.
_HOPELESS = frozenset({FileFault.TOO_MANY_ROWS, FileFault.TOO_MANY_COLUMNS, FileFault.NO_COLUMN})
_SHAPELESS = frozenset({
    RowFault.UNBALANCED, RowFault.TOO_DEEP, RowFault.NO_NAME, RowFault.DUPLICATE,
})  # fmt: skip
_QUOTED = re.compile(r"['\"]([^'\"]+)['\"]")
_FORM_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]*")
_REFUSED = frozenset({"external_choices", "entities", "osm"})


@dataclass(frozen=True, slots=True)
class Examined:
    """`form`: None if there is an error among the problems."""

    form: Form | None
    problems: tuple[Problem, ...] = ()


def from_markdown(source: str) -> Form:
    """A form written as Markdown tables, or FormError."""
    return from_sheets(markdown.read(source))


def from_sheets(sheets: Sequence[Sheet]) -> Form:
    """A form from whatever reader gave its rows, or FormError with every error found."""
    return _only(examine_sheets(sheets))


def from_workbook(content: bytes) -> Form:
    """A form from an Excel workbook (.xlsx), or FormError."""
    return _only(examine("", content))


def from_file(name: str, content: bytes) -> Form:
    """A form from a file of either kind, or FormError."""
    return _only(examine(name, content))


def _only(examined: Examined) -> Form:
    if examined.form is None:
        errors = (one for one in examined.problems if one.severity == "error")
        raise FormError(tuple(errors))
    return examined.form


def examine(name: str, content: bytes, outside: Outside | None = None) -> Examined:
    """A file's form, and all that is to be said about it; what it is its content tells.

    `outside`: the lists that there are besides the form's own, with their columns; None = any.
    """
    found = files.read(name, content)
    return examine_sheets(found.sheets, outside, found.problems)


def examine_sheets(
    sheets: Sequence[Sheet],
    outside: Outside | None = None,
    known: Sequence[Problem] = (),
) -> Examined:
    """`known`: what its reader found already."""
    if known and not sheets:
        return Examined(None, tuple(known))
    reading = _Reading(sheets, list(known))
    form = reading.form(outside)
    found = tuple(_placed(one, reading.named) for one in reading.problems)
    errors = any(one.severity == "error" for one in found)
    return Examined(None if errors else form, found)


class _Reading:
    def __init__(self, sheets: Sequence[Sheet], problems: list[Problem]) -> None:
        self.problems = problems
        self.named: dict[str, Sheet] = {}
        for one in sheets:
            if one.key in self.named:
                problems.append(Problem(FileFault.TWO_SHEETS, "", one.name))
            self.named.setdefault(one.key, one)

    def form(self, outside: Outside | None) -> Form | None:
        self._look_at_sheets()
        if any(one.fault in _HOPELESS for one in self.problems):
            return None
        main, listed = (self.named.get(name, Sheet(name)) for name in _SHEETS[:2])
        settings = self._settings(self.named.get("settings", Sheet("settings")))
        language = self._language(settings, main)
        lists = choice_lists.read(listed)
        read = survey.read(main, lists.choices, language)
        self.problems += [*lists.problems, *read.problems]
        # Without these, later checks would only repeat what is wrong already.
        if not main.rows or any(one.fault in _SHAPELESS for one in read.problems):
            return None
        self.problems += soundness.problems(read, main.name, outside)
        self.problems += soundness.of_setting(read, "instance_name", settings)
        if any(one.severity == "error" for one in read.problems):
            return None
        self.problems += lists.misnamed(listed.name, read.rows)
        self._unused(read, lists, listed.name)
        self._namespace(settings)
        if not all(name in settings for name in _NEEDED):
            return None
        return Form(
            form_id=settings.pop("form_id"),
            version=settings.pop("version"),
            title=settings.pop("form_title"),
            default_language=language,
            nodes=read.nodes,
            choices=read.choices,
            settings=settings,
        )

    def _look_at_sheets(self) -> None:
        is_said = any(one.fault is FileFault.NO_SHEET for one in self.problems)
        if not self.named.get("survey", Sheet("")).rows and not is_said:
            self.problems.append(Problem(FileFault.NO_SHEET, "", "survey"))
        for name, sheet in self.named.items():
            if name in _REFUSED and sheet.rows:
                self.problems.append(Problem(FileFault.OTHER_SHEET, "", sheet.name))
            if name in _SHEETS:
                self.problems += headers.problems(sheet)
                self.problems += languages.problems(sheet)

    def _settings(self, sheet: Sheet) -> dict[str, str]:
        rows = [*cells(sheet)]
        found = rows[0].plain if rows else {}
        if len(rows) > 1:
            self.problems.append(Problem(FileFault.MORE_SETTINGS, "", sheet.name, rows[1].row))
        form_id = found.get("form_id", "")
        if form_id and not _FORM_ID.fullmatch(form_id):
            self.problems.append(Problem(FileFault.FORM_ID, form_id, sheet.name, 2, "form_id"))
        missing = (name for name in _NEEDED if not found.get(name))
        self.problems += (Problem(FileFault.SETTING, name, "settings", 2, name) for name in missing)
        return found

    def _language(self, settings: dict[str, str], main: Sheet) -> str:
        wanted = settings.pop("default_language", "")
        language, is_there = languages.default(wanted, main)
        if not is_there:
            row = (FileFault.NO_LANGUAGE, wanted, "settings", 2, "default_language")
            self.problems.append(Problem(*row, meant=language))
        return language

    def _unused(self, read: survey.Survey, lists: choice_lists.Lists, sheet: str) -> None:
        """`or_other` takes a list over into another one; instance() names a list in quotes."""
        used = {question.choices for question, _ in walk(read.nodes)}
        cells_ = (cell for row in self.named["survey"].rows for cell in row.cells.values())
        used |= {name for cell in cells_ for name in _QUOTED.findall(cell)}
        used |= {name.removesuffix("_or_other") for name in used}
        self.problems += (
            Problem(RowFault.UNUSED_LIST, name, sheet, lists.rows[name], "list_name")
            for name in lists.choices
            if name not in used
        )

    def _namespace(self, settings: dict[str, str]) -> None:
        main = self.named.get("survey", Sheet("survey"))
        has_own = any(one.kind == "bot" for one in columns.columns(main))
        if has_own and "bot=" not in settings.get("namespaces", "").replace(" ", ""):
            self.problems.append(Problem(FileFault.NO_NAMESPACE, "", "settings", 2, "namespaces"))


def _placed(problem: Problem, named: dict[str, Sheet]) -> Problem:
    """With the column as the sheet has it, so that it is found there."""
    sheet = named.get(problem.sheet.strip().lower())
    if sheet is None or not problem.column:
        return problem
    for one in columns.columns(sheet):
        own = f"bind::bot:{one.name}" if one.kind == "bot" else one.name
        place = letter(one.at) if sheet.is_lettered else ""
        if problem.column in {one.header, own, place}:
            return replace(problem, header=one.header, letter=place)
    return problem
