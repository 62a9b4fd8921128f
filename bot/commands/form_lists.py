"""Owns the outside lists of a trial: CSV files beside the form, else the programme's own."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from babel.support import NullTranslations

from bot.plainly import UnusableInputError
from forms.definition import Form, Type, walk
from forms.outside import Found, Item, Lists
from forms.values import Value
from vietnamese.text import fold

_SHOWN = 6  # of what is like the typed words


class TrialLists:
    """`forms.outside.Lists`: a file wins; what there is no file of is the programme's."""

    def __init__(self, files: Mapping[str, tuple[Item, ...]], otherwise: Lists) -> None:
        self._files = files
        self._otherwise = otherwise

    def items(self, name: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        if name not in self._files:
            return self._otherwise.items(name, answers)
        return self._files[name]

    def item(self, name: str, value: str) -> Item | None:
        if name not in self._files:
            return self._otherwise.item(name, value)
        return next((one for one in self._files[name] if one.name == value), None)

    def search(self, name: str, text: str, answers: Mapping[str, Value]) -> Found:
        if name not in self._files:
            return self._otherwise.search(name, text, answers)
        entries, said = self._files[name], fold(text)
        same = [one for one in entries if said in (fold(one.label), fold(one.name))]
        if len(same) == 1:
            return Found(tuple(same), exact=True)
        return Found(tuple(same or [one for one in entries if said in fold(one.label)])[:_SHOWN])

    def similar(self, name: str, text: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        if name not in self._files:
            return self._otherwise.similar(name, text, answers)
        said = fold(text)
        alike = (one for one in self._files[name] if _overlap(said, fold(one.label)))
        return tuple(alike)[:_SHOWN]


def beside(folder: Path | None) -> dict[str, Path]:
    """The lists that lie beside a form as `name.csv`."""
    if folder is None:
        return {}
    return {path.stem: path for path in sorted(folder.glob("*.csv")) if path.is_file()}


def read(
    form: Form, files: Mapping[str, Path], words: NullTranslations
) -> dict[str, tuple[Item, ...]]:
    """Those of them that the form names."""
    return {name: _read(files[name], words) for name in _named(form) & files.keys()}


def _named(form: Form) -> set[str]:
    questions = [question for question, _above in walk(form.nodes)]
    found = {one.choices for one in questions if one.type is Type.SELECT_ONE_FROM_FILE}
    return found | {one.bot.similar for one in questions}


def _read(path: Path, words: NullTranslations) -> tuple[Item, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, restval=""))
    except (OSError, UnicodeDecodeError, csv.Error):
        text = words.gettext("The list “{name}” cannot be read: it has to be CSV in UTF-8.")
        raise UnusableInputError(text.format(name=path)) from None
    if rows and not {"name", "label"} <= rows[0].keys():
        text = words.gettext("The list “{name}” needs the columns name and label.")
        raise UnusableInputError(text.format(name=path))
    return tuple(_item(row) for row in rows if row["name"])


def _item(row: Mapping[str | None, str]) -> Item:
    """What stands beyond the last column of the header has no name, and is left out."""
    columns = {key: value for key, value in row.items() if key not in (None, "name", "label")}
    return Item(row["name"], row["label"], {str(key): value for key, value in columns.items()})


def _overlap(said: str, label: str) -> bool:
    return bool(said) and (said in label or label in said)
