"""Owns what must hold of an imported form as a whole: its expressions, its values, no circles."""

from collections.abc import Iterable, Iterator

from forms.checks import check, circles, references
from forms.definition import SILENT, Choice, Group, Question, Type, walk
from forms.problems import Fault, Problem
from forms.program import is_dynamic, truth_source
from forms.survey import Survey
from forms.wording import REFERENCE

_DRAWN = frozenset({"draw", "signature", "annotate"})
_AGGREGATES = frozenset({"", "sum", "mean", "min", "max", "count", "latest"})
_PARAMETERS = {Type.IMAGE: frozenset({"max-pixels"})}


def problems(survey: Survey, sheet: str) -> Iterator[Problem]:
    names = frozenset(survey.rows)
    walked = tuple(walk(survey.nodes))
    for question, _ in walked:
        row = survey.rows.get(question.name, 0)
        for column, source, columns in _expressions(question, survey.choices):
            for finding in check(source, names, columns):
                yield Problem(finding.fault, finding.what, sheet, row, column)
        for column, name in _named(question):
            if name not in names:
                yield Problem(Fault.REFERENCE, name, sheet, row, column)
        for fault, what, column in _values(question):
            yield Problem(fault, what, sheet, row, column)
    for group in {id(one): one for _, above in walked for one in above}.values():
        for finding in check(group.relevant, names, ()) if group.relevant else ():
            row = survey.rows.get(group.name, 0)
            yield Problem(finding.fault, finding.what, sheet, row, "relevant")
    needs = {question.name: _needs(question, above) for question, above in walked}
    for name, way in circles(needs):
        yield Problem(Fault.CIRCULAR, way, sheet, survey.rows.get(name, 0), "relevant")


def _expressions(
    question: Question, choices: dict[str, tuple[Choice, ...]]
) -> Iterator[tuple[str, str, Iterable[str] | None]]:
    """Each expression with its column and the bare names that it may use."""
    sources: list[tuple[str, str, Iterable[str] | None]] = [
        ("required", truth_source(question.required), ()),
        ("relevant", question.relevant, ()),
        ("constraint", question.constraint, ()),
        ("calculation", question.calculation, ()),
        ("default", question.default if is_dynamic(question.default) else "", ()),
        ("choice_filter", question.choice_filter, _filter_columns(question, choices)),
        ("bind::bot:warn", question.bot.warn, ()),
    ]
    return (one for one in sources if one[1])


def _filter_columns(
    question: Question, choices: dict[str, tuple[Choice, ...]]
) -> frozenset[str] | None:
    if question.type is Type.SELECT_ONE_FROM_FILE:
        return None  # an outside list has the columns it has
    listed = choices.get(question.choices, ())
    return frozenset({"name"}).union(*(choice.columns for choice in listed))


def _named(question: Question) -> Iterator[tuple[str, str]]:
    """The questions whose answers are to appear in a text, with the text's column."""
    texts = {
        "label": question.label,
        "hint": question.hint,
        "required_message": question.required_message,
        "constraint_message": question.constraint_message,
        "bind::bot:warn_message": {"": question.bot.warn_message},
    }
    for column, words in texts.items():
        for text in words.values():
            yield from ((column, name) for name in REFERENCE.findall(text))


def _values(question: Question) -> Iterator[tuple[Fault, str, str]]:
    """Cells whose value makes no sense for the question's type."""
    bot, type_ = question.bot, question.type
    if not question.label and type_ not in SILENT - {Type.NOTE}:
        yield Fault.NO_LABEL, "", "label"
    if bot.as_ and (bot.as_ != "money" or type_ is not Type.INTEGER):
        yield Fault.VALUE, bot.as_, "bind::bot:as"
    if bot.aggregate not in _AGGREGATES:
        yield Fault.VALUE, bot.aggregate, "bind::bot:aggregate"
    if bot.add and type_ is not Type.SELECT_ONE_FROM_FILE:
        yield Fault.VALUE, bot.add, "bind::bot:add"
    if bot.similar and type_ is not Type.TEXT:
        yield Fault.VALUE, bot.similar, "bind::bot:similar"
    if type_ is Type.IMAGE and _DRAWN & set(question.appearance.split()):
        yield Fault.VALUE, question.appearance, "appearance"
    if type_ is Type.CALCULATE and not question.calculation:
        yield Fault.VALUE, "", "calculation"
    for name in set(question.parameters) - _PARAMETERS.get(type_, frozenset()):
        yield Fault.VALUE, name, "parameters"


def _needs(question: Question, above: tuple[Group, ...]) -> frozenset[str]:
    """What must be known before a question's relevance and value are."""
    sources = [question.relevant, *(group.relevant for group in above)]
    if not question.asked:
        sources += [question.calculation, question.default if is_dynamic(question.default) else ""]
    return frozenset().union(*(references(source) for source in sources if source))
