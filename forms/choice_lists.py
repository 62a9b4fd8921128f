"""Owns reading the choices sheet: rows into the lists of the form."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from forms import columns
from forms.columns import Cells
from forms.definition import Choice
from forms.expression_faults import ExpressionFault
from forms.faults import Fault
from forms.file_faults import FileFault
from forms.nearest import nearest
from forms.problems import Problem
from forms.row_faults import RowFault
from forms.sheets import Sheet
from forms.wording import REFERENCE

_YES = frozenset({"yes", "true", "true()"})
_TRUTHS = _YES | {"", "no", "false", "false()"}


@dataclass(slots=True)
class Lists:
    """What was read, with the row where each list begins."""

    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    mentions: list[tuple[int, str]] = field(default_factory=list)  # ${names} in labels, by row

    def misnamed(self, sheet: str, known: Collection[str]) -> Iterator[Problem]:
        """Labels that name a question which the form does not have."""
        for row, name in self.mentions:
            if name not in known:
                near = nearest(name, known)
                meant = f"${{{near}}}" if near else ""
                fault = ExpressionFault.REFERENCE
                yield Problem(fault, name, sheet, row, "label", meant=meant)


def read(sheet: Sheet) -> Lists:
    found = Lists()
    lists: dict[str, dict[str, Choice]] = {}
    for row in columns.cells(sheet):
        listed = row.get("list_name")
        found.rows.setdefault(listed, row.row)
        texts = row.say("label").values()
        found.mentions += [(row.row, name) for text in texts for name in REFERENCE.findall(text)]
        faults = [*_faults(row, lists.get(listed, {}))]
        found.problems += [
            Problem(fault, what, sheet.name, row.row, column, meant=meant)
            for fault, what, column, meant in faults
        ]
        # A list exists though each of its choices is faulty: its question is not to blame.
        choices = lists.setdefault(listed, {})
        choices.setdefault(row.get("name"), _choice(row))
    lists.pop("", None)
    found.choices = {name: tuple(choices.values()) for name, choices in lists.items()}
    return found


def _choice(row: Cells) -> Choice:
    return Choice(
        name=row.get("name"),
        label=row.say("label"),
        exclusive=row.get("exclusive").lower() in _YES,
        image=row.say("media::image"),
        audio=row.say("media::audio"),
        columns=row.other,
    )


def _faults(row: Cells, known: dict[str, Choice]) -> list[tuple[Fault, str, str, str]]:
    """What is wrong, about what, in which column, what may be meant."""
    name, listed = row.get("name"), row.get("list_name")
    found: list[tuple[Fault, str, str, str]] = []
    if not listed:
        found.append((RowFault.NO_LIST_NAME, name, "list_name", ""))
    elif " " in listed:
        found.append((RowFault.LIST_SPACED, listed, "list_name", listed.replace(" ", "_")))
    if not name:
        found.append((RowFault.NO_NAME, "", "name", ""))
    elif len(name.split()) > 1 or name.startswith("="):
        # Chosen names are kept in one text, separated by spaces.
        found.append((RowFault.CHOICE_NAME, name, "name", "_".join(name.lstrip("=").split())))
    elif name in known:
        found.append((RowFault.DUPLICATE_CHOICE, name, "name", ""))
    if name and not row.say("label"):
        found.append((FileFault.NO_LABEL, "", "label", nearest("label", row.other)))
    if row.get("exclusive").lower() not in _TRUTHS:
        found.append((RowFault.YES_OR_NO, row.get("exclusive"), "exclusive", ""))
    return found
