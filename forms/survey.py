"""Owns reading the survey sheet: rows into questions, groups and repeats."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from forms import columns, typenames
from forms.columns import Cells
from forms.definition import Choice, Group, Node, Repeat, Section
from forms.faults import Fault
from forms.file_faults import FileFault
from forms.nearest import nearest
from forms.or_other import OTHER, which_other, with_other
from forms.problems import Problem
from forms.questions import question
from forms.row_faults import RowFault
from forms.sheets import Sheet
from forms.typenames import Asked, Bad, Begin, End, Passed
from vietnamese.text import fold

DEEPEST = 20  # groups in groups
RESERVED = frozenset({"meta", "instanceid", "instancename"})
# Columns that say nothing on the row of a group.
_IDLE = ("required", "constraint", "calculation", "default", "choice_filter", "parameters")
_TABLES = frozenset({"table-list", "list-nolabel", "label", "grid"})
YES = frozenset({"yes", "true", "true()"})
_TRUTHS = YES | {"", "no", "false", "false()"}


@dataclass(slots=True)
class Survey:
    """What was read, with the row of each name for later complaints."""

    nodes: tuple[Node, ...] = ()
    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A group or repeat that has begun."""

    section: Section
    row: int
    children: list[Node] = field(default_factory=list)


def read(sheet: Sheet, choices: Mapping[str, tuple[Choice, ...]], language: str) -> Survey:
    reader = _Reader(sheet.name, language, Survey(choices=dict(choices)))
    for row in columns.cells(sheet):
        reader.take(row)
    return reader.finish()


class _Reader:
    def __init__(self, sheet: str, language: str, survey: Survey) -> None:
        self.sheet = sheet
        self.language = language
        self.survey = survey
        self.stack = [_Open(Group(""), 0)]
        self.folded: dict[str, str] = {}

    def complain(
        self, row: int, column: str, fault: Fault, what: str = "", meant: str = ""
    ) -> None:
        self.survey.problems.append(Problem(fault, what, self.sheet, row, column, meant=meant))

    def take(self, row: Cells) -> None:
        match typenames.read(row.get("type")):
            case Begin(is_repeat):
                self._begin(row, is_repeat=is_repeat)
            case End(is_repeat):
                self._end(row, is_repeat=is_repeat)
            case Asked() as asked:
                self._name(row)
                self._question(row, asked)
            case Passed(name):
                self.complain(row.row, "type", RowFault.TYPE_IGNORED, name)
            case Bad(fault, what, meant):
                self._name(row)
                self.complain(row.row, "type", fault, what, meant)
            case never:
                assert_never(never)

    def finish(self) -> Survey:
        while len(self.stack) > 1:
            one = self.stack[-1]
            self.complain(one.row, "type", RowFault.UNBALANCED, one.section.name)
            self._close()
        self.survey.nodes = tuple(self.stack[0].children)
        return self.survey

    # --- names ---
    def _name(self, row: Cells) -> None:
        name = row.get("name")
        if not name:
            self.complain(row.row, "name", RowFault.NO_NAME)
        elif not typenames.NAME.fullmatch(name):
            meant = "_".join(fold(name).split())
            valid = bool(typenames.NAME.fullmatch(meant))
            self.complain(row.row, "name", RowFault.NAME, name, meant if valid else "")
        else:
            self._new(name, row.row)

    def _new(self, name: str, row: int) -> None:
        if name.lower() in RESERVED:
            self.complain(row, "name", RowFault.RESERVED, name)
        elif name in self.survey.rows:
            self.complain(row, "name", RowFault.DUPLICATE, name)
        elif alike := self.folded.get(name.lower()):
            self.complain(row, "name", RowFault.ALIKE, f"{alike}, {name}")
        self.folded.setdefault(name.lower(), name)
        self.survey.rows.setdefault(name, row)

    # --- groups and repeats ---
    def _begin(self, row: Cells, *, is_repeat: bool) -> None:
        self._name(row)
        self._check_section(row, is_repeat=is_repeat)
        name, label, relevant = row.get("name"), row.say("label"), row.get("relevant")
        section = (
            Repeat(name, label, relevant, row.get("repeat_count"))
            if is_repeat
            else Group(name, label, relevant)
        )
        if len(self.stack) == DEEPEST + 1:
            self.complain(row.row, "type", RowFault.TOO_DEEP, str(DEEPEST))
        self.stack.append(_Open(section, row.row))

    def _check_section(self, row: Cells, *, is_repeat: bool) -> None:
        if is_repeat and not row.say("label"):
            self.complain(row.row, "label", FileFault.NO_REPEAT_LABEL, row.get("name"))
        if not is_repeat and row.get("repeat_count"):
            self.complain(row.row, "repeat_count", RowFault.ONLY_REPEATS)
        if row.get("read_only").lower() not in _TRUTHS - YES:
            self.complain(row.row, "read_only", RowFault.VALUE, row.get("read_only"))
        for column in _IDLE:
            if row.get(column):
                self.complain(row.row, column, RowFault.NO_EFFECT, column)
        for word in row.get("appearance").split():
            if word in _TABLES or word.startswith("theme-grid"):
                self.complain(row.row, "appearance", RowFault.APPEARANCE, word)
            elif word == "field-list":
                self.complain(row.row, "appearance", RowFault.ONE_AT_A_TIME, word)

    def _end(self, row: Cells, *, is_repeat: bool) -> None:
        name, open_ = row.get("name"), self.stack[-1].section
        fits = isinstance(open_, Repeat) == is_repeat and (not name or name == open_.name)
        if len(self.stack) == 1 or not fits:
            self.complain(
                row.row, "type", RowFault.UNBALANCED, name or open_.name or row.get("type")
            )
        if len(self.stack) > 1:
            self._close()

    def _close(self) -> None:
        done = self.stack.pop()
        if not done.children:
            self.complain(done.row, "name", RowFault.EMPTY_SECTION, done.section.name)
        self.stack[-1].children.append(replace(done.section, children=tuple(done.children)))

    # --- questions ---
    def _question(self, row: Cells, asked: Asked) -> None:
        self._check(row)
        lists = self.survey.choices
        from_list = asked.type.value in {"select_one", "select_multiple"}
        if from_list and asked.choices not in lists:
            meant = nearest(asked.choices, lists)
            self.complain(row.row, "type", RowFault.NO_LIST, asked.choices, meant)
            return
        listed = asked.choices
        if asked.or_other:
            listed = with_other(listed, lists, self.language)
        found = question(row, asked.type, listed)
        self.stack[-1].children.append(found)
        if asked.or_other:
            other = which_other(found, self.language)
            self._new(other.name, row.row)
            self.stack[-1].children.append(other)
            if found.choice_filter:
                self.complain(row.row, "choice_filter", RowFault.VALUE, f"or_{OTHER}")

    def _check(self, row: Cells) -> None:
        """Cells that would otherwise be read as something else without a word."""
        most, read_only = row.bot.get("max", ""), row.get("read_only")
        if most and not (most.isdecimal() and int(most)):
            self.complain(row.row, "bind::bot:max", RowFault.VALUE, most)
        for column, written in (
            ("read_only", read_only),
            ("bind::bot:subject", row.bot.get("subject", "")),
        ):
            if written.lower() not in _TRUTHS:
                self.complain(row.row, column, RowFault.YES_OR_NO, written)
        if row.get("repeat_count"):
            self.complain(row.row, "repeat_count", RowFault.ONLY_REPEATS)
