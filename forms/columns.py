"""Owns the columns of the sheets: which are known, and by which other names they also go."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from forms.definition import Words
from forms.sheets import Row, Sheet

Kind = Literal["plain", "words", "bot", "other"]

_MEDIA = frozenset({"media::image", "media::audio"})
# Columns that come in several languages: label::Tiếng Việt (vi).
WORDS = {
    "survey": _MEDIA | {"label", "hint", "required_message", "constraint_message"},
    "choices": _MEDIA | {"label"},
    "settings": frozenset[str](),
}
PLAIN = {
    "survey": frozenset({
        "type", "name", "required", "relevant", "constraint", "calculation", "default",
        "choice_filter", "read_only", "repeat_count", "parameters", "appearance",
    }),
    "choices": frozenset({"list_name", "name", "exclusive"}),
    "settings": frozenset({
        "form_title", "form_id", "version", "default_language", "instance_name", "namespaces",
    }),
}  # fmt: skip
BOT = frozenset({
    "as", "unknown", "none", "add", "similar", "suggest", "example", "warn", "warn_message",
    "indicator", "aggregate", "max", "subject",
})  # fmt: skip
BOT_COLUMN = re.compile(r"bind::bot:(\w+)")

_ALIASES = {
    "readonly": "read_only", "relevance": "relevant", "calculate": "calculation",
    "image": "media::image", "audio": "media::audio", "video": "media::video",
    "media:image": "media::image", "media:audio": "media::audio",
    "big-image": "media::big-image", "caption": "label", "command": "type", "tag": "name",
    "count": "repeat_count", "jr:count": "repeat_count", "control::jr:count": "repeat_count",
    "body::jr:count": "repeat_count",
    "constraint-message": "constraint_message", "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "bind::jr:constraintmsg": "constraint_message", "bind::jr:requiredmsg": "required_message",
    "bind::relevant": "relevant", "bind::required": "required", "bind::constraint": "constraint",
    "bind::calculate": "calculation", "bind::readonly": "read_only",
    "control::appearance": "appearance", "body::appearance": "appearance",
}  # fmt: skip
_OF_SHEET = {
    "survey": {"value": "name"},
    "choices": {"value": "name", "list-name": "list_name"},
    "settings": {
        "id_string": "form_id", "title": "form_title", "set_form_title": "form_title",
        "set_form_id": "form_id",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    header: str
    at: int
    name: str
    language: str
    kind: Kind


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


def columns(sheet: Sheet) -> tuple[Column, ...]:
    """The columns that have a name, as this sheet understands them."""
    return tuple(_column(sheet, at, header) for at, header in enumerate(sheet.header) if header)


def _column(sheet: Sheet, at: int, header: str) -> Column:
    name, language = split(header, sheet.key)
    kind: Kind = "other"
    if name in WORDS.get(sheet.key, ()):
        kind = "words"
    elif name in PLAIN.get(sheet.key, ()):
        kind = "plain"
    elif sheet.key == "survey" and (bot := BOT_COLUMN.fullmatch(name)):
        kind, name = "bot", bot[1]
    return Column(header, at, name, language, kind)


def split(header: str, sheet: str) -> tuple[str, str]:
    """The column's own name and its language ("" if it has none)."""
    bare = re.sub(r"\s*::\s*", "::", header)
    words = WORDS.get(sheet, frozenset())
    known = _known(bare, sheet)
    if known in words or known in PLAIN.get(sheet, ()) or BOT_COLUMN.fullmatch(known):
        return known, ""
    # Before "::" there was ":" alone.
    mark = "::" if "::" in bare else ":"
    before, found, language = bare.rpartition(mark)
    name = _known(before, sheet)
    return (name, language.strip()) if found and name in words else (known, "")


def _known(name: str, sheet: str) -> str:
    written = re.sub(r"\s+", "_", name.strip().lower()).replace("bind:bot:", "bind::bot:")
    of_sheet = _OF_SHEET.get(sheet, {})
    return of_sheet.get(written) or _ALIASES.get(written, written)


def cells(sheet: Sheet) -> Iterator[Cells]:
    """Its rows, one after the other."""
    by_header = {column.header: column for column in columns(sheet)}
    return (_cells(row, by_header) for row in sheet.rows)


def _cells(row: Row, by_header: Mapping[str, Column]) -> Cells:
    found = Cells(row.number)
    for header, value in row.cells.items():
        column = by_header[header]
        match column.kind:
            case "words":
                found.words.setdefault(column.name, {})[column.language] = value
            case "bot":
                found.bot[column.name] = value
            case "plain":
                found.plain[column.name] = value
            case "other":
                found.other[header] = value
    return found
