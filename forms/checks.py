"""Owns what is checked about expressions at import, so that no answer trips over them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.expressions.compiler import choice_question
from forms.expressions.functions import FUNCTIONS, LOOKING
from forms.expressions.nodes import Call, Column, Expression, Literal, Reference, children
from forms.expressions.parser import SyntaxFaultError, parse
from forms.expressions.words import valid_pattern
from forms.problems import Fault


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    what: str


def check(source: str, names: Iterable[str], columns: Iterable[str] | None) -> Iterator[Finding]:
    """What is wrong with an expression; `columns`: the names that may stand bare (choice_filter).

    None = any name may: an outside list has the columns it has.
    """
    try:
        tree = parse(source)
    except SyntaxFaultError as problem:
        yield Finding(Fault.SYNTAX, f"{source} ({problem.position})")
        return
    known, bare = frozenset(names), None if columns is None else frozenset(columns)
    for node in _everything(tree):
        match node:
            case Reference(name) if name not in known:
                yield Finding(Fault.REFERENCE, name)
            case Column(name) if bare is not None and name not in bare:
                yield Finding(Fault.BARE_NAME, name)
            case Call():
                yield from _check_call(node, known)


def _everything(tree: Expression) -> Iterator[Expression]:
    yield tree
    for child in children(tree):
        yield from _everything(child)


def _check_call(node: Call, known: frozenset[str]) -> Iterator[Finding]:
    if node.function in FUNCTIONS:
        least, most = FUNCTIONS[node.function].least, FUNCTIONS[node.function].most
    elif node.function in LOOKING:
        least, most = LOOKING[node.function]
    else:
        yield Finding(Fault.FUNCTION, node.function)
        return
    if len(node.arguments) < least or (most is not None and len(node.arguments) > most):
        yield Finding(Fault.ARGUMENTS, f"{node.function}({len(node.arguments)})")
        return
    match node.function, node.arguments:
        case "regex", (_, Literal(str(pattern))) if not valid_pattern(pattern):
            yield Finding(Fault.PATTERN, pattern)
        case "pulldata", (source, *_) if source != Literal("me"):
            yield Finding(Fault.SOURCE, str(source.value) if isinstance(source, Literal) else "…")
        case "jr:choice-name", _ if choice_question(node) not in known:
            yield Finding(Fault.REFERENCE, choice_question(node) or "…")


def references(source: str) -> frozenset[str]:
    """The questions an expression looks at."""
    try:
        tree = parse(source)
    except SyntaxFaultError:
        return frozenset()
    return frozenset(node.name for node in _everything(tree) if isinstance(node, Reference))


def circles(needs: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Each name that needs itself, with the way round: ("a", "a → b → a")."""
    for name in needs:
        if way := _way(needs, name):
            yield name, " → ".join(way)


def _way(needs: Mapping[str, frozenset[str]], start: str) -> list[str]:
    paths = [[start]]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        for name in sorted(needs.get(path[-1], frozenset())):
            if name == start:
                return [*path, start]
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []
