"""Owns what must hold of an imported form as a whole, so that no officer meets a fault in it."""

from collections.abc import Collection, Iterator

from forms import fitting, mentions, misreading, shape
from forms.circles import circles
from forms.complaint import Complaint
from forms.definition import Question, Type, walk
from forms.expression_faults import ExpressionFault
from forms.expressions.schema import Schema
from forms.nearest import nearest
from forms.problems import Problem
from forms.row_faults import RowFault
from forms.sources import Source, sources
from forms.survey import Survey


def problems(
    survey: Survey, sheet: str, outside: Collection[str] | None = None
) -> Iterator[Problem]:
    """`outside`: the lists that there are besides the form's own; None = any."""
    schema = shape.schema(survey.nodes, survey.choices)
    for one in _complaints(survey, schema, outside):
        yield Problem(
            fault=one.fault,
            what=one.what,
            sheet=sheet,
            row=survey.rows.get(one.name, 0),
            column=one.column,
            meant=one.meant,
            position=one.position,
            is_doubt=one.is_doubt,
        )


def _complaints(
    survey: Survey, schema: Schema, outside: Collection[str] | None
) -> Iterator[Complaint]:
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


def _outside(question: Question, outside: Collection[str] | None) -> Iterator[Complaint]:
    if outside is None:
        return
    wanted = {"bind::bot:similar": question.bot.similar}
    if question.type is Type.SELECT_ONE_FROM_FILE:
        wanted["type"] = question.choices
    for column, name in wanted.items():
        if name and name not in outside:
            meant = nearest(name, outside)
            yield Complaint(question.name, RowFault.UNKNOWN_FILE, name, column, meant)
