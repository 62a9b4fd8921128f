"""Owns `forms check`: what a form is, what is wrong with it, whether it can be used."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from babel.support import NullTranslations

from bot import worlds
from bot.commands import form_facts, form_sources
from bot.commands.form_sources import Source
from bot.settings import Settings
from forms import xlsform
from forms.definition import Form
from forms.problems import Problem
from forms.soundness import Outside
from forms.xlsform import Examined
from handlers import lists

MOST_SHOWN = 50  # of each kind: who has more begins with these


def do(_settings: Settings, chosen: argparse.Namespace) -> int:
    source = form_sources.read(chosen.file, worlds.translations(chosen.lang))
    examined = xlsform.examine(source.name, source.content, lists.COLUMNS)
    report(examined, source, chosen.lang, sys.stdout)
    return 1 if examined.form is None else 0


def usable(source: Source, language: str, outside: Outside | None = lists.COLUMNS) -> Form | None:
    """The form, or None after saying what is wrong with it. `outside`: the lists there are."""
    examined = xlsform.examine(source.name, source.content, outside)
    if examined.form is None:
        report(examined, source, language, sys.stderr)
    return examined.form


def report(examined: Examined, source: Source, language: str, out: TextIO) -> None:
    lines = _lines(examined, source, language, worlds.translations(language))
    print("\n".join(lines), file=out)


def _lines(
    examined: Examined, source: Source, language: str, words: NullTranslations
) -> Iterator[str]:
    _ = words.gettext
    yield _("File: {name}").format(name=source.name)
    if examined.form is not None:
        yield from form_facts.lines(examined.form, words)
    errors = [one for one in examined.problems if one.severity == "error"]
    warnings = [one for one in examined.problems if one.severity == "warning"]
    more, more_notes = _("… and {count} more."), _("… and {count} more notes.")
    yield from _listed(_("To correct:"), "✗", _sentences(errors, language), more)
    yield from _listed(_("Please note:"), "!", _sentences(warnings, language), more_notes)
    yield ""
    yield _conclusion(len(errors), words)


def _conclusion(errors: int, words: NullTranslations) -> str:
    if not errors:
        return words.gettext("The form can be used.")
    return words.ngettext(
        "The form cannot be used yet: {count} fault has to be corrected.",
        "The form cannot be used yet: {count} faults have to be corrected.",
        errors,
    ).format(count=errors)


def _sentences(problems: Iterable[Problem], language: str) -> list[str]:
    return [one.english if language == "en" else one.vietnamese for one in problems]


def _listed(title: str, mark: str, sentences: Sequence[str], more: str) -> Iterator[str]:
    if not sentences:
        return
    yield f"\n{title}"
    yield from (f"{mark} {one}" for one in sentences[:MOST_SHOWN])
    if len(sentences) > MOST_SHOWN:
        yield more.format(count=len(sentences) - MOST_SHOWN)
