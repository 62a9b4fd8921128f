"""Owns `forms convert`: a form as Markdown tables, or as the XForm that other tools read."""

import argparse
import sys
from io import BytesIO
from pathlib import Path

from babel.support import NullTranslations

from bot import worlds
from bot.commands import form_check, form_sources
from bot.commands.form_sources import Source
from bot.plainly import PlainError, UnusableInputError
from bot.settings import Settings
from forms import markdown


def do(_settings: Settings, chosen: argparse.Namespace) -> int:
    words = worlds.translations(chosen.lang)
    source = form_sources.read(chosen.file, words)
    form = form_check.usable(source, chosen.lang, outside=None)
    if form is None:
        return 1
    made = markdown.write(form) if chosen.to == "md" else _xform(source, words)
    _put(made if made.endswith("\n") else f"{made}\n", chosen.output, words)
    return 0


def _xform(source: Source, words: NullTranslations) -> str:
    """By pyxform, which only development installs have."""
    _ = words.gettext
    try:
        from pyxform.errors import PyXFormError  # noqa: PLC0415
        from pyxform.xls2xform import convert  # noqa: PLC0415
    except ModuleNotFoundError:
        text = _("For an XForm the program pyxform is needed. Please run: pip install pyxform")
        raise UnusableInputError(text) from None
    try:
        content = source.text if source.is_markdown else BytesIO(source.content)
        made = convert(content, form_name="data", pretty_print=True, file_type=source.ending)
    except PyXFormError as error:
        text = _("pyxform does not take this form: {reason}")
        raise PlainError(text.format(reason=error)) from None
    for warning in made.warnings:
        print(f"pyxform: {warning}", file=sys.stderr)
    return str(made.xform)


def _put(made: str, output: str, words: NullTranslations) -> None:
    if not output:
        sys.stdout.write(made)
        return
    try:
        Path(output).write_text(made, "utf-8")
    except OSError as error:
        text = words.gettext("The file “{name}” cannot be written: {reason}.")
        raise UnusableInputError(text.format(name=output, reason=error.strerror)) from None
    print(words.gettext("Written: {name}").format(name=output))
