"""Owns the import of an XLSForm: sheets into a compiled form, or all that is wrong with it."""

from collections.abc import Sequence

from forms import columns, markdown, soundness, survey
from forms.columns import cells
from forms.definition import Choice, Form
from forms.problems import Fault, FormError, Problem
from forms.sheets import Sheet

_YES = frozenset({"yes", "true", "true()"})
_NEEDED = ("form_id", "version", "form_title")


def from_markdown(source: str) -> Form:
    """A form written as Markdown tables, or FormError."""
    return from_sheets(markdown.read(source))


def from_sheets(sheets: Sequence[Sheet]) -> Form:
    """A form from whatever reader gave its rows, or FormError with every problem found."""
    named = {sheet.name.strip().lower(): sheet for sheet in sheets}
    empty = Sheet("", (), ())
    main = named.get("survey", empty)
    listed, set_ = named.get("choices", empty), named.get("settings", empty)
    problems = [*_columns(named)]
    settings = _settings(set_, problems)
    language = settings.pop("default_language", "") or _first_language(main)
    choices = _choices(listed, problems)
    read = survey.read(main, choices, language)
    problems += read.problems
    # Later checks would only repeat what is wrong already.
    problems += [] if read.problems else soundness.problems(read, main.name)
    if problems:
        raise FormError(tuple(problems))
    return Form(
        form_id=settings.pop("form_id"),
        version=settings.pop("version"),
        title=settings.pop("form_title"),
        default_language=language,
        nodes=read.nodes,
        choices=read.choices,
        settings=settings,
    )


def _columns(named: dict[str, Sheet]) -> list[Problem]:
    problems: list[Problem] = []
    if not named.get("survey", Sheet("", (), ())).rows:
        problems.append(Problem(Fault.NO_SHEET, "", "survey"))
    for name, known in (("survey", columns.SURVEY), ("settings", columns.SETTINGS)):
        if name in named:
            problems += columns.unknown(named[name], known)
    return problems


def _settings(sheet: Sheet, problems: list[Problem]) -> dict[str, str]:
    found = cells(sheet.rows[0]).plain if sheet.rows else {}
    missing = (name for name in _NEEDED if not found.get(name))
    problems += (Problem(Fault.SETTING, name, "settings", 2, name) for name in missing)
    return found


def _first_language(sheet: Sheet) -> str:
    languages = (columns.split(header) for header in sheet.header)
    return next((language for name, language in languages if name == "label"), "")


def _choices(sheet: Sheet, problems: list[Problem]) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, dict[str, Choice]] = {}
    for row in sheet.rows:
        one = cells(row)
        listed = found.setdefault(one.get("list_name"), {})
        name = one.get("name")
        if fault := _fault(name, listed):
            problems.append(Problem(fault, name, sheet.name, row.number, "name"))
            continue
        if not one.say("label"):
            problems.append(Problem(Fault.NO_LABEL, name, sheet.name, row.number, "label"))
        exclusive = one.get("exclusive").lower() in _YES
        listed[name] = Choice(name, one.say("label"), exclusive, one.other)
    return {name: tuple(choices.values()) for name, choices in found.items()}


def _fault(name: str, listed: dict[str, Choice]) -> Fault | None:
    """A choice's name is kept in a list separated by spaces: a space in it would lose data."""
    if not name:
        return Fault.NO_NAME
    if len(name.split()) > 1 or name.startswith("="):
        return Fault.NAME
    return Fault.DUPLICATE if name in listed else None
