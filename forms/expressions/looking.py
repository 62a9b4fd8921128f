"""Owns the functions that look around them: at nodes, the day, lists, labels."""

from collections.abc import Callable
from dataclasses import dataclass

from forms.expressions import paths
from forms.expressions.calendar import (
    decimal_date_time,
    decimal_time,
    format_date,
    to_date,
    to_date_time,
)
from forms.expressions.coercion import XValue, number, text, truth
from forms.expressions.instance import Compiled, Frame
from forms.expressions.nodes import HERE, Call, Expression, Literal
from forms.expressions.parser import SyntaxFaultError, parse
from forms.expressions.schema import Element, Scope
from forms.expressions.sites import is_nodes, reach
from forms.expressions.tree import is_empty, position

_NOTHING = frozenset({"", "NaN"})
_LONGEST = 256  # letters of a uuid
Build = Callable[[Expression, Scope], Compiled]


@dataclass(frozen=True, slots=True)
class Looking:
    least: int  # arguments
    most: int | None  # None: any number
    build: Callable[[Call, Scope, Build], Compiled]


def _if(tree: Call, scope: Scope, build: Build) -> Compiled:
    test, then, otherwise = (build(one, scope) for one in tree.arguments)
    return lambda frame: then(frame) if truth(test(frame)) else otherwise(frame)


def _once(tree: Call, scope: Scope, build: Build) -> Compiled:
    """The element's own value, if it has one already."""
    (inner,) = (build(one, scope) for one in tree.arguments)
    element = scope.element

    def run(frame: Frame) -> XValue:
        here = frame.here
        if here is None:
            here = frame.instance.value(element, frame.ids)
        return here if text(here) else inner(frame)

    return run


def _coalesce(tree: Call, scope: Scope, build: Build) -> Compiled:
    """What is no number is as empty as an empty text."""
    inners = [build(one, scope) for one in tree.arguments]

    def run(frame: Frame) -> XValue:
        return next((value for one in inners if text(value := one(frame)) not in _NOTHING), "")

    return run


def _position(tree: Call, scope: Scope, build: Build) -> Compiled:
    """Without arguments: in a predicate of the node looked at, elsewhere as `position(.)`."""
    walk = paths.walk(tree.arguments[0] if tree.arguments else HERE, scope, build)
    if not tree.arguments:
        return lambda frame: float(frame.position) if frame.position else _at(frame, walk)
    return lambda frame: _at(frame, walk)


def _at(frame: Frame, walk: paths.Walk) -> float:
    found = walk(frame)
    return float(position(frame.instance, found[0])) if found else 0.0


def _of_here(function: Callable[[str], XValue]) -> Callable[[Call, Scope, Build], Compiled]:
    """A function of a text: without an argument, of where it stands."""

    def make(tree: Call, scope: Scope, build: Build) -> Compiled:
        inner = build(tree.arguments[0] if tree.arguments else HERE, scope)
        return lambda frame: function(text(inner(frame)))

    return make


def _count_non_empty(tree: Call, scope: Scope, build: Build) -> Compiled:
    """A group or an instance of a repeat is not empty, as in JavaRosa."""
    walks = [paths.walk(one, scope, build) for one in tree.arguments if is_nodes(one)]
    plain = [build(one, scope) for one in tree.arguments if not is_nodes(one)]

    def run(frame: Frame) -> XValue:
        nodes = (node for walk in walks for node in walk(frame))
        found = sum(not is_empty(frame.instance, node) for node in nodes)
        return float(found + sum(text(one(frame)) != "" for one in plain))

    return run


def _count(tree: Call, scope: Scope, build: Build) -> Compiled:
    walk = paths.walk(tree.arguments[0], scope, build)
    return lambda frame: float(len(walk(frame)))


def _choice_name(tree: Call, scope: Scope, build: Build) -> Compiled:
    value, element = build(tree.arguments[0], scope), choice_question(tree, scope)
    if element is None:
        return lambda _frame: ""

    def run(frame: Frame) -> XValue:
        ids = frame.ids[: element.depth]
        names = text(value(frame)).split()  # of a select_multiple: several
        labels = (frame.instance.choice_label(element, ids, name) for name in names)
        return ", ".join(label for label in labels if label)

    return run


def choice_question(tree: Call, scope: Scope) -> Element | None:
    """The question that jr:choice-name means by '${name}' or '/data/name'."""
    named = tree.arguments[-1]
    if isinstance(named, Literal):
        try:
            named = parse(str(named.value))
        except SyntaxFaultError:
            return None
    found = reach(named, scope).elements
    return next(iter(found)) if len(found) == 1 else None


def _itext(tree: Call, scope: Scope, build: Build) -> Compiled:
    (name,) = (build(one, scope) for one in tree.arguments)
    return lambda frame: frame.instance.text(text(name(frame)))


def _pulldata(tree: Call, scope: Scope, build: Build) -> Compiled:
    """pulldata('me', column) for short: of oneself there is only one entry."""
    source, column, *rest = (build(one, scope) for one in tree.arguments)
    key_column, key = rest if len(rest) == 2 else (None, None)

    def run(frame: Frame) -> XValue:
        name, wanted = text(source(frame)), text(column(frame))
        if key_column is None or key is None:
            return frame.instance.pulled(name, wanted, "", "")
        return frame.instance.pulled(name, wanted, text(key_column(frame)), text(key(frame)))

    return run


def _uuid(tree: Call, scope: Scope, build: Build) -> Compiled:
    """With a length: so many letters and digits by chance."""
    inners = [build(one, scope) for one in tree.arguments]

    def run(frame: Frame) -> XValue:
        if not inners:
            return frame.instance.uuid()
        length = number(inners[0](frame))
        wanted = int(max(0, min(length, _LONGEST))) if length == length else 0  # noqa: PLR0124
        found = ""
        while len(found) < wanted:
            found += frame.instance.uuid().replace("-", "")
        return found[:wanted]

    return run


def _zoned(function: Callable[..., XValue]) -> Callable[[Call, Scope, Build], Compiled]:
    """A function about moments: they are seen from the province's zone."""

    def make(tree: Call, scope: Scope, build: Build) -> Compiled:
        inners = [build(one, scope) for one in tree.arguments]

        def run(frame: Frame) -> XValue:
            return function(frame.instance.now.tzinfo, *(inner(frame) for inner in inners))

        return run

    return make


LOOKING: dict[str, Looking] = {
    "if": Looking(3, 3, _if),
    "once": Looking(1, 1, _once),
    "coalesce": Looking(2, None, _coalesce),
    "position": Looking(0, 1, _position),
    "last": Looking(0, 0, lambda *_: lambda frame: float(frame.size or 1)),
    "count": Looking(1, 1, _count),
    "count-non-empty": Looking(1, None, _count_non_empty),
    "string-length": Looking(0, 1, _of_here(lambda words: float(len(words)))),
    "normalize-space": Looking(0, 1, _of_here(lambda words: " ".join(words.split()))),
    "current": Looking(0, 0, paths.values),
    "instance": Looking(1, 1, paths.values),
    "indexed-repeat": Looking(3, None, paths.values),
    "jr:choice-name": Looking(2, 2, _choice_name),
    "jr:itext": Looking(1, 1, _itext),
    "pulldata": Looking(2, 4, _pulldata),
    "date": Looking(1, 1, _zoned(to_date)),
    "date-time": Looking(1, 1, _zoned(to_date_time)),
    "decimal-date-time": Looking(1, 1, _zoned(decimal_date_time)),
    "decimal-time": Looking(1, 1, _zoned(decimal_time)),
    "format-date": Looking(2, 2, _zoned(format_date)),
    "format-date-time": Looking(2, 2, _zoned(format_date)),
    "today": Looking(0, 0, lambda *_: lambda frame: frame.instance.today),
    "now": Looking(0, 0, lambda *_: lambda frame: frame.instance.now),
    "version": Looking(0, 0, lambda *_: lambda frame: frame.instance.version),
    "uuid": Looking(0, 1, _uuid),
}
# What they give may change though no answer does.
VOLATILE = frozenset({"now", "uuid"})
NODE_FUNCTIONS = frozenset({"count", "count-non-empty", "position", "indexed-repeat"})
