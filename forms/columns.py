"""Owns the columns of the sheets: which are known, and by which other names they also go."""

import re
from dataclasses import dataclass, field

from forms.definition import Words
from forms.problems import Fault, Problem
from forms.sheets import Row, Sheet

# Columns that come in several languages: label::Tiếng Việt (vi).
WORDS = frozenset({"label", "hint", "required_message", "constraint_message", "media::image"})
SURVEY = WORDS | {
    "type", "name", "required", "relevant", "constraint", "calculation", "default",
    "choice_filter", "read_only", "parameters", "appearance",
}  # fmt: skip
BOT = frozenset({
    "as", "unknown", "none", "add", "similar", "suggest", "example", "warn", "warn_message",
    "indicator", "aggregate", "max",
})  # fmt: skip
CHOICES = frozenset({"list_name", "name", "label", "exclusive"})
SETTINGS = frozenset({
    "form_title", "form_id", "version", "default_language", "instance_name", "namespaces",
})  # fmt: skip
# They say nothing to a chat, and leaving them out changes no answer.
IGNORED = frozenset({"style", "notes", "comment"})

_ALIASES = {
    "readonly": "read_only", "relevance": "relevant", "calculate": "calculation",
    "image": "media::image", "list name": "list_name", "id_string": "form_id",
    "title": "form_title", "constraint-message": "constraint_message", "bind::relevant": "relevant",
    "bind::required": "required", "bind::constraint": "constraint",
    "bind::calculate": "calculation", "bind::readonly": "read_only",
}  # fmt: skip
_BOT = re.compile(r"bind::bot:(\w+)")


@dataclass(slots=True)
class Cells:
    """One row, its columns under their own names."""

    row: int
    plain: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    bot: dict[str, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)

    def get(self, column: str) -> str:
        return self.plain.get(column, "")

    def say(self, column: str) -> Words:
        return self.words.get(column, {})


def split(header: str) -> tuple[str, str]:
    """The column's own name and its language ("" if it has none)."""
    bare = re.sub(r"\s*::\s*", "::", header.strip())
    known = _known(bare)
    if known in WORDS or known.startswith("bind::bot:"):
        return known, ""
    before, mark, language = bare.rpartition("::")
    name = _known(before)
    return (name, language) if mark and name in WORDS else (known, "")


def _known(name: str) -> str:
    lowered = name.lower()
    return _ALIASES.get(lowered, lowered)


def cells(row: Row) -> Cells:
    found = Cells(row.number)
    for header, value in row.cells.items():
        name, language = split(header)
        if name in WORDS:
            found.words.setdefault(name, {})[language] = value
        elif bot := _BOT.fullmatch(name):
            found.bot[bot[1]] = value
        elif name in SURVEY | CHOICES | SETTINGS:
            found.plain[name] = value
        else:
            found.other[header] = value
    return found


def unknown(sheet: Sheet, known: frozenset[str]) -> list[Problem]:
    """Columns that a chat cannot honour. An empty header says nothing and is left alone."""
    found: list[Problem] = []
    for header in sheet.header:
        name, _ = split(header)
        bot = _BOT.fullmatch(name)
        fine = name in known or name in IGNORED or not name or (bot and bot[1] in BOT)
        if not fine:
            found.append(Problem(Fault.COLUMN, header, sheet.name, 1, header))
    return found
