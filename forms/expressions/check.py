"""Owns what is checked about an expression at import, so that no answer trips over it."""

from collections.abc import Iterator
from functools import lru_cache

from forms.expressions import patterns
from forms.expressions.findings import Code, Finding
from forms.expressions.functions import FUNCTIONS
from forms.expressions.kinds import mismatches
from forms.expressions.looking import LOOKING, NODE_FUNCTIONS, choice_question
from forms.expressions.nodes import (
    Call,
    Expression,
    Filtered,
    Literal,
    Path,
    Reference,
    Variable,
    children,
    everything,
)
from forms.expressions.parser import SyntaxFaultError, has_smart_quotes, parse
from forms.expressions.schema import Scope
from forms.expressions.sites import SUPPORTED_AXES, ListSite, Reach, is_nodes, reach
from forms.expressions.spelling import written_out

MINE = "me"  # the list of starting values, which every form may ask


@lru_cache(maxsize=8192)
def check(source: str, scope: Scope) -> tuple[Finding, ...]:
    """What is wrong or doubtful; without an error it can be run on any answers."""
    try:
        tree = written_out(parse(source), scope)
    except SyntaxFaultError as problem:
        what = source[problem.position - 1 :][:20]
        return (Finding(Code.SYNTAX, what, problem.position),)
    found = [*_syntax(tree, scope), *_names(tree, scope, None)]
    if not any(one.severity == "error" for one in found):
        found += mismatches(tree, scope)
    if has_smart_quotes(source):
        found.append(Finding(Code.SMART_QUOTES, source, 0, "warning"))
    return tuple(dict.fromkeys(found))


# --- what can be told without the form ----------------------------------------------------------
def _syntax(tree: Expression, scope: Scope) -> Iterator[Finding]:
    for one in everything(tree):
        match one:
            case Variable(name, position):
                yield Finding(Code.UNSUPPORTED_VARIABLE, f"${name}", position)
            case Path(_, steps):
                for step in steps:
                    if step.axis not in SUPPORTED_AXES:
                        mark = "@" if step.axis == "attribute" else f"{step.axis}::"
                        yield Finding(Code.UNSUPPORTED_AXIS, f"{mark}{step.test}", step.position)
            case Call():
                yield from _call(one, scope)


def _call(call: Call, scope: Scope) -> Iterator[Finding]:
    known = FUNCTIONS.get(call.function) or LOOKING.get(call.function)
    if known is None:
        yield Finding(Code.UNKNOWN_FUNCTION, call.function, call.position)
        return
    given = len(call.arguments)
    if given < known.least or (known.most is not None and given > known.most) or _odd(call):
        what = f"{call.function}({given})"
        yield Finding(Code.WRONG_ARGUMENT_COUNT, what, call.position)
        return
    yield from _arguments(call, scope)


def _odd(call: Call) -> bool:
    """Functions whose arguments come in pairs."""
    match call.function:
        case "indexed-repeat":
            return len(call.arguments) % 2 == 0
        case "weighted-checklist":
            return len(call.arguments) % 2 == 1
        case "pulldata":
            return len(call.arguments) == 3
        case _:
            return False


def _arguments(call: Call, scope: Scope) -> Iterator[Finding]:
    match call.function, call.arguments:
        case "regex", (_, Literal(str(pattern))):
            if not patterns.is_valid(pattern):
                yield Finding(Code.BAD_PATTERN, pattern, call.position)
        case (("instance" | "pulldata"), (source, *_)):
            yield from _list(call, source, scope)
        case "jr:choice-name", _:
            element = choice_question(call, scope)
            if element is None or not element.holds.startswith("choice"):
                yield Finding(Code.NOT_A_CHOICE, call.function, call.position)
        case name, (first, *_) if name in NODE_FUNCTIONS and not is_nodes(first):
            yield Finding(Code.NOT_NODES, name, call.position)
        case "indexed-repeat", (first, *rest):
            yield from _indexed(call, first, rest[::2], scope)


def _indexed(
    call: Call, target: Expression, repeats: list[Expression], scope: Scope
) -> Iterator[Finding]:
    """Each is to be a repeat that the question stands in."""
    around = [{*one.above()} for one in reach(target, scope).elements]
    for repeat in repeats:
        found = reach(repeat, scope).elements
        away = {one.name for one in found if one.kind != "repeat"}
        if found and not away and not any(found <= above for above in around):
            away = {one.name for one in found}
        if away:
            yield Finding(Code.NOT_A_REPEAT, ", ".join(sorted(away)), call.position)


def _list(call: Call, source: Expression, scope: Scope) -> Iterator[Finding]:
    if not isinstance(source, Literal):
        yield Finding(Code.NOT_LITERAL, call.function, call.position)
        return
    known = source.value in scope.schema.lists
    if not known and (call.function == "instance" or source.value != MINE):
        yield Finding(Code.UNKNOWN_LIST, str(source.value), call.position)


# --- names --------------------------------------------------------------------------------------
def _names(tree: Expression, scope: Scope, context: Reach | None) -> Iterator[Finding]:
    match tree:
        case Reference():
            yield from _reference(tree, scope)
        case Path():
            yield from _path(tree, scope, context)
        case Filtered(operand, predicates):
            yield from _names(operand, scope, context)
            looked_at = reach(operand, scope, context)
            for predicate in predicates:
                yield from _names(predicate, scope, looked_at)
        case _:
            for child in children(tree):
                yield from _names(child, scope, context)


def _reference(tree: Reference, scope: Scope) -> Iterator[Finding]:
    if tree.last_saved:
        if tree.last_saved not in scope.schema.by_name:
            yield Finding(Code.UNKNOWN_LAST_SAVED, tree.last_saved, tree.position)
    elif tree.name not in scope.schema.by_name:
        yield Finding(Code.UNKNOWN_REFERENCE, tree.name, tree.position)


def _path(tree: Path, scope: Scope, context: Reach | None) -> Iterator[Finding]:
    if not isinstance(tree.start, str):
        yield from _names(tree.start, scope, context)
    for at, step in enumerate(tree.steps):
        looked_at = reach(Path(tree.start, tree.steps[: at + 1]), scope, context)
        for predicate in step.predicates:
            yield from _names(predicate, scope, looked_at)
    found = reach(tree, scope, context)
    for name, position in found.unknown[:1]:
        yield Finding(_unknown(tree, context, scope), name, position or tree.position)
    for site in found.sites:
        if isinstance(site, ListSite) and site.kind == "column":
            yield from _column(tree, site, scope)


def _unknown(tree: Path, context: Reach | None, scope: Scope) -> Code:
    """A lone name that leads nowhere is most often ${name} without its brackets."""
    alone = tree.start == "" and len(tree.steps) == 1 and context is None
    if alone and tree.steps[0].axis == "child" and not scope.filters:
        return Code.BARE_NAME
    return Code.UNKNOWN_REFERENCE


def _column(tree: Path, site: ListSite, scope: Scope) -> Iterator[Finding]:
    columns = scope.schema.lists.get(site.name)
    wanted = next((step for step in reversed(tree.steps) if step.test not in {"*", "node()"}), None)
    if columns is not None and wanted is not None and wanted.test not in columns:
        yield Finding(Code.UNKNOWN_COLUMN, wanted.test, wanted.position)
