"""Owns what a form is, in a few lines: its name, how much there is in it, its languages."""

import re
from collections.abc import Iterator, Sequence

from babel.support import NullTranslations

from forms.definition import Form, Group, Node, Question, Repeat, walk
from forms.program import is_dynamic, truth_source

_LITERALS = frozenset({"", "true()", "false()"})
_REFERENCE = re.compile(r"\$\{")


def lines(form: Form, words: NullTranslations) -> Iterator[str]:
    _ = words.gettext
    asked = sum(question.asked for question, _above in walk(form.nodes))
    nodes = list(_all(form.nodes))
    groups = sum(isinstance(node, Group) for node in nodes)
    repeats = sum(isinstance(node, Repeat) for node in nodes)
    expressions = sum(_expressions(node) for node in nodes)
    head = _("Form: {title} (id {form_id}, version {version})")
    yield head.format(title=form.title, form_id=form.form_id, version=form.version)
    yield _(
        "Questions: {asked} · groups: {groups} · repeats: {repeats} · expressions: {expressions}"
    ).format(asked=asked, groups=groups, repeats=repeats, expressions=expressions)
    languages = ", ".join(_languages(nodes)) or _("not named")
    yield _("Languages: {languages}").format(languages=languages)


def _all(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if not isinstance(node, Question):
            yield from _all(node.children)


def _languages(nodes: Sequence[Node]) -> list[str]:
    return list(dict.fromkeys(name for node in nodes for name in node.label if name))


def _expressions(node: Node) -> int:
    """How many cells of a row hold an expression, words with `${…}` in them included."""
    found = [node.relevant, *_calculated(node)]
    words = [text for said in _said(node) for text in said.values() if _REFERENCE.search(text)]
    return sum(source not in _LITERALS for source in found) + len(words)


def _calculated(node: Node) -> tuple[str, ...]:
    match node:
        case Group():
            return ()
        case Repeat():
            return (node.count,)
        case Question():
            default = node.default if is_dynamic(node.default) else ""
            required = truth_source(node.required)
            mine = (node.constraint, node.calculation, node.choice_filter, node.bot.warn)
            return (*mine, default, required)


def _said(node: Node) -> tuple[dict[str, str], ...]:
    said = [node.label]
    if isinstance(node, Question):
        said += [node.hint, node.required_message, node.constraint_message]
    return tuple(dict(one) for one in said)
