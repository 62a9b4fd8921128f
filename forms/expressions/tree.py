"""Owns the nodes that paths walk over: elements in their instances, entries of lists."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, assert_never

from forms.expressions.coercion import Atom, text
from forms.expressions.instance import Ids, Instance
from forms.expressions.schema import Element


class Spot(NamedTuple):
    """An element of the form, in one instance of each repeat around it."""

    element: Element
    ids: Ids


class Listing(NamedTuple):
    """A list: the root of a secondary instance (`is_top`: its one child, called root)."""

    name: str
    is_top: bool = False


class Entry(NamedTuple):
    """An item of a list; `at` is its place there, -1 if it is not known."""

    name: str
    at: int
    columns: Mapping[str, str]


class Cell(NamedTuple):
    entry: Entry
    column: str


Node = Spot | Listing | Entry | Cell


def name_of(node: Node) -> str:
    match node:
        case Spot(element=element):
            return element.name
        case Listing(is_top=is_top):
            return "root" if is_top else ""
        case Entry():
            return "item"
        case Cell(column=column):
            return column
        case _:
            assert_never(node)


def value_of(instance: Instance, node: Node) -> Atom:
    match node:
        case Spot(element, ids):
            return instance.value(element, ids)
        case Cell(entry, column):
            return entry.columns.get(column, "")
        case Listing() | Entry():
            return ""
        case _:
            assert_never(node)


# --- axes ---------------------------------------------------------------------------------------
def children(instance: Instance, node: Node) -> Iterator[Node]:
    """Also what is not relevant: see `is_there`."""
    match node:
        case Spot(element, ids):
            for child in element.children:
                yield from _all_instances(instance, child, ids)
        case Listing(name, is_top=False):
            yield Listing(name, is_top=True)
        case Listing(name, is_top=True):
            for at, columns in enumerate(instance.entries(name)):
                yield Entry(name, at, columns)
        case Entry(columns=columns):
            yield from (Cell(node, column) for column in columns)


def children_named(instance: Instance, node: Node, name: str) -> Iterator[Node]:
    """The same as the children of this name, without going through all of them."""
    match node:
        case Spot(element, ids):
            for child in element.children:
                if child.name == name:
                    yield from _all_instances(instance, child, ids)
        case Entry(columns=columns):
            if name in columns:
                yield Cell(node, name)
        case _:
            yield from (one for one in children(instance, node) if name_of(one) == name)


def instances_of(instance: Instance, element: Element, ids: Ids) -> Iterator[Spot]:
    """An element below what has these ids: a repeat in each of its instances that is relevant."""
    return (one for one in _all_instances(instance, element, ids) if is_there(instance, one))


def _all_instances(instance: Instance, element: Element, ids: Ids) -> Iterator[Spot]:
    if element.kind != "repeat":
        yield Spot(element, ids)
        return
    for at in instance.instances(element, ids):
        yield Spot(element, (*ids, at))


def is_there(instance: Instance, node: Node) -> bool:
    """What is not relevant is in no set of nodes, as in JavaRosa.

    Asked only of nodes that are meant: a path of one's own relevance may pass one by.
    """
    return not isinstance(node, Spot) or instance.is_relevant(node.element, node.ids)


def parent(node: Node) -> Iterator[Node]:
    match node:
        case Spot(element, ids) if element.parent is not None:
            yield Spot(element.parent, ids[: element.parent.depth])
        case Listing(name, is_top=True):
            yield Listing(name)
        case Entry(name, _, _):
            yield Listing(name, is_top=True)
        case Cell(entry, _):
            yield entry


def ancestors(node: Node) -> Iterator[Node]:
    """Nearest first."""
    for one in parent(node):
        yield one
        yield from ancestors(one)


def descendants(instance: Instance, node: Node) -> Iterator[Node]:
    for one in children(instance, node):
        yield one
        yield from descendants(instance, one)


def following(instance: Instance, node: Node) -> list[Node]:
    siblings = _siblings(instance, node)
    return siblings[siblings.index(node) + 1 :] if node in siblings else []


def preceding(instance: Instance, node: Node) -> list[Node]:
    """Nearest first."""
    siblings = _siblings(instance, node)
    return siblings[: siblings.index(node)][::-1] if node in siblings else []


def _siblings(instance: Instance, node: Node) -> list[Node]:
    return [one for above in parent(node) for one in children(instance, above)]


Axis = Callable[[Instance, Node], Iterable[Node]]


def _with_self(first: Node, rest: Iterable[Node]) -> Iterator[Node]:
    yield first
    yield from rest


AXES: dict[str, Axis] = {
    "child": children,
    "parent": lambda _instance, node: parent(node),
    "self": lambda _instance, node: (node,),
    "descendant": descendants,
    "descendant-or-self": lambda instance, node: _with_self(node, descendants(instance, node)),
    "ancestor": lambda _instance, node: ancestors(node),
    "ancestor-or-self": lambda _instance, node: _with_self(node, ancestors(node)),
    "following-sibling": following,
    "preceding-sibling": preceding,
}


def is_empty(instance: Instance, node: Node) -> bool:
    match node:
        case Spot(element=element) if element.kind != "question":
            return False
        case Listing() | Entry():
            return False
        case _:
            return not text(value_of(instance, node))


def position(instance: Instance, node: Node) -> int:
    """Which of its siblings of the same name it is, from 1, be they relevant or not."""
    if isinstance(node, Spot):
        return _index(instance, node.element, node.ids) + 1
    alike = [one for one in _siblings(instance, node) if name_of(one) == name_of(node)]
    return alike.index(node) + 1 if node in alike else 0


def document_order(instance: Instance, node: Node) -> tuple[tuple[int, int], ...]:
    """A key by which nodes of one tree are sorted as they stand in it."""
    match node:
        case Spot(element, ids):
            return tuple(
                (one.order, _index(instance, one, ids)) for one in reversed([*element.above()])
            )
        case Entry(at=at):
            return ((0, at),)
        case Cell(entry, column):
            return ((0, entry.at), (1, [*entry.columns].index(column)))
        case Listing():
            return ()
        case _:
            assert_never(node)


def _index(instance: Instance, element: Element, ids: Ids) -> int:
    if element.kind != "repeat":
        return 0
    here = ids[: element.depth]
    found = [*instance.instances(element, here[:-1])]
    return found.index(here[-1]) if here and here[-1] in found else -1
