"""Owns what must hold of an imported form as a whole, so that no officer meets a fault in it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from forms import fitting, mentions, misreading, shape
from forms.circles import circles
from forms.complaint import Complaint
from forms.definition import Question, Type, walk
from forms.expression_faults import ExpressionFault
from forms.expressions.schema import Schema, Scope
from forms.nearest import nearest
from forms.problems import Problem
from forms.row_faults import RowFault
from forms.sources import Source, sources
from forms.survey import Survey

# The lists that there are besides a form's own, each with its columns; None = any column.
Outside = Mapping[str, Collection[str] | None]


def problems(survey: Survey, sheet: str, outside: Outside | None = None) -> Iterator[Problem]:
    """`outside` = None: any list may be there."""
    schema = _with_columns(shape.schema(survey.nodes, survey.choices), outside or {})
    is_whole = all(one.severity == "warning" for one in survey.problems)
    for one in _complaints(survey, schema, outside):
        if is_whole or not _is_left_out(one, survey):
            yield _problem(one, sheet, survey.rows.get(one.name, 0))


def of_setting(survey: Survey, column: str, settings: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with an expression of the settings."""
    schema = shape.schema(survey.nodes, survey.choices)
    if text := settings.get(column, ""):
        for one in misreading.complaints(Source("", column, text, Scope(schema, schema.root))):
            if not _is_left_out(one, survey):
                yield _problem(one, "settings", 2)


def _problem(one: Complaint, sheet: str, row: int) -> Problem:
    return Problem(
        fault=one.fault,
        what=one.what,
        sheet=sheet,
        row=row,
        column=one.column,
        meant=one.meant,
        position=one.position,
        is_doubt=one.is_doubt,
    )


def _is_left_out(one: Complaint, survey: Survey) -> bool:
    """A question that could not be read is no unknown one."""
    return one.fault is RowFault.NO_QUESTION or (
        one.fault is ExpressionFault.REFERENCE and one.what in survey.rows
    )


def _with_columns(schema: Schema, outside: Outside) -> Schema:
    known = {
        name: frozenset({"name", "label", *columns})
        for name, columns in outside.items()
        if columns is not None and name in schema.lists and schema.lists[name] is None
    }
    return replace(schema, lists={**schema.lists, **known})


def _complaints(survey: Survey, schema: Schema, outside: Outside | None) -> Iterator[Complaint]:
    asked = frozenset(one.name for one, _ in walk(survey.nodes) if one.asked)
    readable: list[Source] = []
    for source in sources(survey.nodes, schema):
        found = [*misreading.complaints(source)]
        readable += [source] if all(one.is_doubt for one in found) else []
        yield from found
    for source, way in circles(readable, asked):
        yield Complaint(source.name, ExpressionFault.CIRCULAR, way, source.column)
    for question, _above in walk(survey.nodes):
        for fault, what, column in fitting.complaints(question, survey.choices):
            yield Complaint(question.name, fault, what, column)
        yield from _outside(question, outside)
    yield from mentions.complaints(survey.nodes, schema)
    if not asked:
        yield Complaint("", RowFault.NO_QUESTION)


def _outside(question: Question, outside: Outside | None) -> Iterator[Complaint]:
    if outside is None:
        return
    wanted = {"bind::bot:similar": question.bot.similar}
    if question.type is Type.SELECT_ONE_FROM_FILE:
        wanted["type"] = question.choices
    for column, name in wanted.items():
        if name and name not in outside:
            meant = nearest(name, outside)
            yield Complaint(question.name, RowFault.UNKNOWN_FILE, name, column, meant)
