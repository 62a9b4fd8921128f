"""Owns running paths: closures that give the nodes an expression leads to."""

from collections.abc import Callable, Iterable, Sequence
from math import isfinite

from forms.expressions.coercion import XValue, number, some, text, truth
from forms.expressions.instance import Compiled, Frame, Ids, Looks
from forms.expressions.nodes import Call, Expression, Filtered, Path, Reference, Step, Union
from forms.expressions.schema import Element, Scope
from forms.expressions.sites import is_nodes, of_reference, reach
from forms.expressions.tree import (
    AXES,
    Cell,
    Entry,
    Listing,
    Node,
    Spot,
    children_named,
    document_order,
    instances_of,
    is_there,
    name_of,
    position,
    value_of,
)

Walk = Callable[[Frame], list[Node]]
Compile = Callable[[Expression, Scope], Compiled]
MOST_LOOKS = 50_000  # at nodes, in one predicate with all in it: beyond, nothing is found


def values(tree: Expression, scope: Scope, compile_: Compile) -> Compiled:
    """The values of the nodes that an expression leads to."""
    find = walk(tree, scope, compile_)

    def run(frame: Frame) -> XValue:
        found = tuple(value_of(frame.instance, node) for node in find(frame))
        return found[0] if len(found) == 1 else found

    return run


def walk(tree: Expression, scope: Scope, compile_: Compile) -> Walk:
    """The nodes of a path, in document order. `compile_` makes closures of what is inside."""
    match tree:
        case Reference():
            return _referred(tree, scope)
        case Path(start, steps):
            return _path(start, steps, scope, compile_)
        case Filtered(operand, predicates):
            inner = walk(operand, scope, compile_)
            kept = [_predicate(one, scope, compile_) for one in predicates]
            return lambda frame: _kept(frame, inner(frame), kept)
        case Union(parts):
            walks = [walk(part, scope, compile_) for part in parts]
            return lambda frame: _in_order(frame, [n for one in walks for n in one(frame)])
        case Call("current", _):
            return lambda frame: [Spot(scope.element, frame.ids)]
        case Call("instance", (name, *_)):
            named = compile_(name, scope)
            return lambda frame: [Listing(text(named(frame)))]
        case Call("indexed-repeat", arguments):
            return _indexed(arguments, scope, compile_)
        case _:
            return lambda _frame: []


def _referred(tree: Reference, scope: Scope) -> Walk:
    """`${name}` wherever it stands, in a predicate too, is seen from the expression's element."""
    reach = of_reference(tree, scope)
    if not reach.elements:
        return lambda _frame: []
    (element,) = reach.elements
    bound = reach.bound
    return lambda frame: [*spots(frame, element, frame.ids[:bound])]


def spots(frame: Frame, element: Element, ids: Ids) -> Iterable[Spot]:
    """All of an element whose ids begin with these, those left out that are not relevant."""
    is_relevant = frame.instance.is_relevant
    return (Spot(element, one) for one in inside(frame, element, ids) if is_relevant(element, one))


def inside(frame: Frame, element: Element, ids: Ids) -> list[Ids]:
    """The ids of all of an element that begin with these."""
    found = [ids]
    for repeat in element.repeats()[len(ids) :]:
        found = [(*one, at) for one in found for at in frame.instance.instances(repeat, one)]
    return found


# --- steps --------------------------------------------------------------------------------------
def _path(start: Expression | str, steps: Sequence[Step], scope: Scope, compile_: Compile) -> Walk:
    if start == "/":
        return _absolute(steps, scope, compile_)
    first = _origin(scope) if isinstance(start, str) else walk(start, scope, compile_)
    moves = [_step(step, scope, compile_) for step in steps]
    return lambda frame: _run(frame, first(frame), moves)


def _origin(scope: Scope) -> Walk:
    """Where a relative path begins: in a predicate at the node looked at."""
    element, listed = scope.element, scope.element.choices

    def begin(frame: Frame) -> list[Node]:
        if frame.node is not None:
            return [frame.node]
        if frame.entry is not None:
            return [Entry(listed, -1, frame.entry)]
        return [Spot(element, frame.ids)]

    return begin


def _absolute(steps: Sequence[Step], scope: Scope, compile_: Compile) -> Walk:
    """From the root; as far as the path leads where one stands, in the same instances."""
    root = scope.schema.root
    first = steps[0] if steps else None
    rest = steps
    if first is not None and first.axis == "child":
        if first.test not in {root.name, "*", "node()"}:
            return lambda _frame: []
        filtered = (Step("self", "node()", first.predicates),) if first.predicates else ()
        rest = (*filtered, *steps[1:])
    around = {id(one) for one in scope.element.above()}
    moves: list[Callable[[Frame, Node], list[Node]]] = []
    binding = True
    for step in rest:
        binding = binding and step.axis == "child" and not step.predicates
        moves.append(_bound(step, around) if binding else _step(step, scope, compile_))
    return lambda frame: _run(frame, [Spot(root, ())], moves)


def _bound(step: Step, around: set[int]) -> Callable[[Frame, Node], list[Node]]:
    """Down an absolute path: of a repeat one stands in oneself, only that instance."""

    def move(frame: Frame, node: Node) -> list[Node]:
        if not isinstance(node, Spot):
            return []
        found: list[Node] = []
        for child in node.element.children:
            if step.test not in {"*", "node()", child.name}:
                continue
            if child.kind == "repeat" and id(child) in around:
                own = Spot(child, frame.ids[: child.depth])
                found += [own] if frame.instance.is_relevant(child, own.ids) else []
            else:
                found += instances_of(frame.instance, child, node.ids)
        return found

    return move


Move = Callable[[Frame, Node], list[Node]]


def _run(frame: Frame, nodes: list[Node], moves: Sequence[Move]) -> list[Node]:
    for move in moves:
        if len(nodes) == 1:
            nodes = move(frame, nodes[0])
        else:
            nodes = _unique(found for node in nodes for found in move(frame, node))
    return nodes


def _unique(nodes: Iterable[Node]) -> list[Node]:
    """Entries hold mappings, which have no hash: they are told apart by their place."""
    found: dict[object, Node] = {}
    for node in nodes:
        match node:
            case Entry(name, at, _):
                found.setdefault((name, at), node)
            case Cell(entry, column):
                found.setdefault((entry.name, entry.at, column), node)
            case _:
                found.setdefault(node, node)
    return list(found.values())


def _step(step: Step, scope: Scope, compile_: Compile) -> Move:
    axis = AXES.get(step.axis)
    predicates = [_predicate(one, scope, compile_) for one in step.predicates]
    if axis is None:
        return lambda _frame, _node: []
    goes_on = step.axis not in {"self", "parent", "ancestor", "ancestor-or-self"}

    named = step.test if step.axis == "child" and step.test not in {"*", "node()"} else ""

    def move(frame: Frame, node: Node) -> list[Node]:
        there = [
            *(children_named(frame.instance, node, named) if named else axis(frame.instance, node))
        ]
        if frame.looks is not None:
            frame.looks.spend(len(there) + 1)
            if frame.looks.left < 0:
                return []
        found = [one for one in there if _passes(step.test, one)]
        if goes_on:
            found = [one for one in found if is_there(frame.instance, one)]
        return _kept(frame, found, predicates)

    return move


def _predicate(tree: Expression, scope: Scope, compile_: Compile) -> Compiled:
    """`[age]` asks whether there is an age; it is no position, though an age is a number."""
    inner = compile_(tree, scope)
    if not is_nodes(tree):
        return inner
    return lambda frame: any(text(one) for one in some(inner(frame)))


def _passes(test: str, node: Node) -> bool:
    return test in {"*", "node()"} or name_of(node) == test


def _kept(frame: Frame, nodes: list[Node], predicates: Sequence[Compiled]) -> list[Node]:
    """Those that pass: a number is a position, anything else a truth."""
    looks = frame.looks or Looks(MOST_LOOKS)
    for predicate in predicates:
        size = len(nodes)
        kept = []
        for at, node in enumerate(nodes, 1):
            looks.spend(1)
            if looks.left < 0:
                return []
            inside = Frame(
                frame.instance, frame.ids, frame.here, frame.entry, node, at, size, looks
            )
            if _holds(predicate(inside), at):
                kept.append(node)
        nodes = kept
    return nodes


def _holds(value: XValue, at: int) -> bool:
    if isinstance(value, float) and not isinstance(value, bool):
        return value == at
    return truth(value)


def _in_order(frame: Frame, nodes: list[Node]) -> list[Node]:
    return sorted(_unique(nodes), key=lambda node: document_order(frame.instance, node))


# --- indexed-repeat -----------------------------------------------------------------------------
def _indexed(arguments: Sequence[Expression], scope: Scope, compile_: Compile) -> Walk:
    """indexed-repeat(${age}, ${member}, 2): the age of the second member."""
    target = _element(arguments[0], scope)
    if target is None:
        return lambda _frame: []
    indexes = {
        id(_element(repeat, scope)): compile_(index, scope)
        for repeat, index in zip(arguments[1::2], arguments[2::2], strict=False)
    }
    mine = {id(one) for one in scope.element.repeats()}

    def which(frame: Frame, repeat: Element) -> int | None:
        """The place of the instance meant, from 1; None = all of them."""
        index = indexes.get(id(repeat))
        if index is not None:
            at = number(index(frame))
            return int(at) if isfinite(at) else 0
        if id(repeat) not in mine:
            return None
        return position(frame.instance, Spot(repeat, frame.ids[: repeat.depth]))

    def find(frame: Frame) -> list[Node]:
        inside: list[Ids] = [()]
        for repeat in target.repeats():
            at = which(frame, repeat)
            below = [(ids, frame.instance.instances(repeat, ids)) for ids in inside]
            inside = [
                (*ids, one)
                for ids, instances in below
                for place, one in enumerate(instances, 1)
                if at in {None, place}
            ]
        relevant = frame.instance.is_relevant
        return [Spot(target, ids) for ids in inside if relevant(target, ids)]

    return find


def _element(tree: Expression, scope: Scope) -> Element | None:
    found = reach(tree, scope).elements
    return next(iter(found)) if len(found) == 1 else None
