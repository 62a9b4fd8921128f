"""Owns reading the survey sheet: rows into questions and groups."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from forms.columns import Cells, cells
from forms.definition import Choice, Extension, Group, Node, Question, Type, Words
from forms.problems import Fault, Problem
from forms.sheets import Sheet

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")
OTHER = "other"
_YES = frozenset({"yes", "true", "true()"})
_TRUTHS = _YES | {"", "no", "false", "false()"}
# Kept by whoever stores the report, not by the form.
_DROPPED = frozenset({"start", "end"})
_ALIASES = {
    "int": "integer", "string": "text", "photo": "image", "begin_group": "begin group",
    "end_group": "end group", "select one": "select_one", "select multiple": "select_multiple",
}  # fmt: skip
_LISTED = re.compile(
    r"(select_one|select_multiple|select one|select multiple)\s+(\S+)(\s+or_other)?"
)
_FROM_FILE = re.compile(r"select_one_from_file\s+(\S+)")
_OTHER_LABEL = {"vi": "Anh/chị vui lòng ghi rõ mục khác.", "en": "Please say which other."}
_OTHER_CHOICE = {"vi": "Khác (nhập)", "en": "Other (say which)"}


@dataclass(slots=True)
class Survey:
    """What was read, with the row of each question for later complaints."""

    nodes: tuple[Node, ...] = ()
    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A group that has begun."""

    group: Group
    children: list[Node] = field(default_factory=list)


def read(sheet: Sheet, choices: Mapping[str, tuple[Choice, ...]], language: str) -> Survey:
    reader = _Reader(sheet.name, language, Survey(choices=dict(choices)))
    for row in sheet.rows:
        reader.take(cells(row))
    return reader.finish()


class _Reader:
    def __init__(self, sheet: str, language: str, survey: Survey) -> None:
        self.sheet = sheet
        self.language = language
        self.survey = survey
        self.stack = [_Open(Group(""))]

    def complain(self, row: int, column: str, fault: Fault, what: str = "") -> None:
        self.survey.problems.append(Problem(fault, what, self.sheet, row, column))

    def take(self, row: Cells) -> None:
        written = " ".join(row.get("type").split())
        match _ALIASES.get(written.lower(), written.lower()):
            case "begin group":
                self._name(row)
                self.stack.append(
                    _Open(Group(row.get("name"), row.say("label"), row.get("relevant")))
                )
            case "end group":
                self._end(row)
            case lowered if lowered in _DROPPED:
                pass
            case _:
                self._question(row, written)

    def finish(self) -> Survey:
        while len(self.stack) > 1:
            name = self.stack[-1].group.name
            self.complain(self.survey.rows.get(name, 0), "type", Fault.UNBALANCED, name)
            self._close()
        self.survey.nodes = tuple(self.stack[0].children)
        return self.survey

    def _name(self, row: Cells) -> None:
        name = row.get("name")
        if not name:
            self.complain(row.row, "name", Fault.NO_NAME)
        elif not NAME.fullmatch(name):
            self.complain(row.row, "name", Fault.NAME, name)
        elif name in self.survey.rows:
            self.complain(row.row, "name", Fault.DUPLICATE, name)
        self.survey.rows.setdefault(name, row.row)

    def _end(self, row: Cells) -> None:
        name = row.get("name")
        if len(self.stack) == 1 or (name and name != self.stack[-1].group.name):
            self.complain(row.row, "type", Fault.UNBALANCED, name)
        if len(self.stack) > 1:
            self._close()

    def _close(self) -> None:
        done = self.stack.pop()
        self.stack[-1].children.append(replace(done.group, children=tuple(done.children)))

    def _question(self, row: Cells, written: str) -> None:
        self._name(row)
        found = self._type(row, written)
        if found is None:
            return
        type_, listed, or_other = found
        self._check(row)
        question = Question(
            name=row.get("name"),
            type=type_,
            label=row.say("label"),
            hint=row.say("hint"),
            required=row.get("required"),
            required_message=row.say("required_message"),
            relevant=row.get("relevant"),
            constraint=row.get("constraint"),
            constraint_message=row.say("constraint_message"),
            calculation=row.get("calculation"),
            default=row.get("default"),
            choices=self._with_other(listed) if or_other else listed,
            choice_filter=row.get("choice_filter"),
            read_only=row.get("read_only").lower() in _YES,
            parameters=_parameters(row.get("parameters")),
            appearance=row.get("appearance"),
            image=row.say("media::image"),
            bot=_extension(row.bot),
        )
        self.stack[-1].children.append(question)
        if or_other:
            self.stack[-1].children.append(self._which_other(question, row.row))

    def _check(self, row: Cells) -> None:
        """Cells that would otherwise be read as something else without a word."""
        most, read_only = row.bot.get("max", ""), row.get("read_only")
        if most and not most.isdecimal():
            self.complain(row.row, "bind::bot:max", Fault.VALUE, most)
        if read_only.lower() not in _TRUTHS:
            self.complain(row.row, "read_only", Fault.VALUE, read_only)

    def _type(self, row: Cells, written: str) -> tuple[Type, str, bool] | None:
        """The type, the list it chooses from, and whether "other" asks which."""
        if listed := _LISTED.fullmatch(written):
            if listed[2] not in self.survey.choices:
                self.complain(row.row, "type", Fault.NO_LIST, listed[2])
                return None
            return Type(listed[1].replace(" ", "_")), listed[2], bool(listed[3])
        if from_file := _FROM_FILE.fullmatch(written):
            stem, dot, ending = from_file[1].rpartition(".")
            if not dot or ending != "csv" or not NAME.fullmatch(stem):
                self.complain(row.row, "type", Fault.NO_FILE, from_file[1])
                return None
            return Type.SELECT_ONE_FROM_FILE, stem, False
        lowered = _ALIASES.get(written.lower(), written.lower())
        if lowered not in set(Type) or lowered.startswith("select"):
            self.complain(row.row, "type", Fault.TYPE, written)
            return None
        return Type(lowered), "", False

    def _with_other(self, listed: str) -> str:
        """The list with the choice "other" at its end; a list that has one is left as it is."""
        choices = self.survey.choices[listed]
        if any(choice.name == OTHER for choice in choices):
            return listed
        name = f"{listed}_or_other"
        self.survey.choices[name] = (*choices, Choice(OTHER, self._words(_OTHER_CHOICE)))
        return name

    def _which_other(self, question: Question, row: int) -> Question:
        name = f"{question.name}_{OTHER}"
        if name in self.survey.rows:
            self.complain(row, "name", Fault.DUPLICATE, name)
        self.survey.rows[name] = row
        return Question(
            name=name,
            type=Type.TEXT,
            label=self._words(_OTHER_LABEL),
            required=question.required,
            relevant=f"selected(${{{question.name}}}, '{OTHER}')",
            bot=Extension(indicators=question.bot.indicators),
        )

    def _words(self, words: Mapping[str, str]) -> Words:
        """XLSForm leaves these words to the tool: they are said in the form's language."""
        code = self.language.rpartition("(")[2].rstrip(")")
        return {self.language: words.get(code, words["vi"])}


def _parameters(written: str) -> dict[str, str]:
    return dict(re.findall(r"([\w\-]+)\s*=\s*([^\s,;]+)", written))


def _extension(bot: Mapping[str, str]) -> Extension:
    plain = {key: value for key, value in bot.items() if key in _PLAIN}
    return Extension(
        **plain,
        as_=bot.get("as", ""),
        suggest=_list(bot.get("suggest", "")),
        indicators=_list(bot.get("indicator", "")),
        most=int(bot["max"]) if bot.get("max", "").isdecimal() else 0,
    )


_PLAIN = frozenset({
    "unknown", "none", "add", "similar", "example", "warn", "warn_message", "aggregate",
})  # fmt: skip


def _list(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(";") if part.strip())
