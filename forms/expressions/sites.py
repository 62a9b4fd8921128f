"""Owns what is known of a path before it is run: which elements it can reach, and how many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from forms.expressions.nodes import (
    Call,
    Expression,
    Filtered,
    Literal,
    Path,
    Reference,
    Step,
    Union,
)
from forms.expressions.schema import Element, Schema, Scope
from forms.expressions.tree import AXES


@dataclass(frozen=True, slots=True)
class ListSite:
    """A place in a list: "document", "root", "item", or one of its columns."""

    name: str
    kind: str
    column: str = ""


Site = Element | ListSite


@dataclass(frozen=True, slots=True)
class Reach:
    """What a path can lead to. `bound`: how many ids the nodes share with the expression's own."""

    sites: frozenset[Site] = frozenset()
    many: bool = False  # more than one node at a time
    bound: int = 0
    on_the_way: frozenset[Element] = frozenset()  # repeats whose instances are gone through
    unknown: tuple[tuple[str, int], ...] = field(default=())  # names that lead nowhere, positions

    @property
    def elements(self) -> frozenset[Element]:
        return frozenset(one for one in self.sites if isinstance(one, Element))


def is_nodes(tree: Expression) -> bool:
    """Whether an expression gives nodes rather than a value."""
    match tree:
        case Path() | Union():
            return True
        case Reference():
            return not tree.last_saved
        case Filtered(operand, _):
            return is_nodes(operand)
        case Call(function, _):
            return function in {"instance", "current", "indexed-repeat"}
        case _:
            return False


def reach(tree: Expression, scope: Scope, context: Reach | None = None) -> Reach:
    """`context`: what a predicate looks at; None = the expression's own element."""
    match tree:
        case Reference():
            return of_reference(tree, scope)
        case Path(start, steps):
            return _along(steps, _started(start, scope, context), scope, is_root=start == "/")
        case Filtered(operand, _):
            found = reach(operand, scope, context)
            return Reach(found.sites, found.many, 0, found.on_the_way, found.unknown)
        case Union(parts):
            return _united([reach(part, scope, context) for part in parts])
        case Call("current", _):
            return own(scope)
        case Call("instance", (Literal(str(name)), *_)):
            return Reach(frozenset([ListSite(name, "document")]))
        case Call("indexed-repeat", (target, *_)):
            found = reach(target, scope, context)
            return Reach(found.sites, False, 0, found.on_the_way, found.unknown)  # noqa: FBT003
        case _:
            return Reach()


def own(scope: Scope) -> Reach:
    """Where the expression stands."""
    return Reach(frozenset([scope.element]), bound=scope.element.depth)


def _started(start: Expression | str, scope: Scope, context: Reach | None) -> Reach:
    if start == "/":
        return Reach(frozenset([scope.schema.root]))
    if not isinstance(start, str):
        return reach(start, scope, context)
    if context is not None:
        return context
    if scope.filters:
        return Reach(frozenset([ListSite(scope.element.choices, "item")]))
    return own(scope)


def of_reference(one: Reference, scope: Scope) -> Reach:
    """`${name}` as pyxform writes it and JavaRosa reads it: in the instances one stands in.

    A repeat around the expression itself is one instance where it is outermost (its path is
    absolute, and JavaRosa puts in the instance one stands in); an inner one is all its instances.
    """
    element = scope.schema.by_name.get(one.name)
    if element is None:
        return Reach(unknown=((one.name, one.position),))
    bound = element.shares(scope.element)
    if element.kind == "repeat" and bound == element.depth > 1:
        bound = element.depth - 1
    through = frozenset(element.repeats()[bound:])
    return Reach(frozenset([element]), element.depth > bound, bound, through)


def _along(steps: Iterable[Step], start: Reach, scope: Scope, *, is_root: bool) -> Reach:
    found = start
    around = [*scope.element.above()]
    binding = is_root  # an absolute path keeps to the instances one stands in
    for at, step in enumerate(steps):
        if is_root and at == 0:
            found = _first(step, found, scope.schema)
            continue
        found = _stepped(step, found, around, binding=binding)
        binding = binding and step.axis == "child" and not step.predicates
    return found


def _first(step: Step, root: Reach, schema: Schema) -> Reach:
    """The first step of an absolute path names the root, whatever the form calls it."""
    if step.axis == "child" and step.test in {schema.root.name, "*", "node()"}:
        return root
    if step.axis in {"descendant", "descendant-or-self"}:
        return _stepped(replace(step, axis="descendant-or-self"), root, [], binding=False)
    return Reach(unknown=((f"/{step.test}", step.position),))


def _stepped(step: Step, start: Reach, around: list[Element], *, binding: bool) -> Reach:
    sites = frozenset(
        site for one in start.sites for site in _sites(step.axis, one) if _passes(step, site)
    )
    repeats = [one for one in sites if isinstance(one, Element) and one.kind == "repeat"]
    bound, many = start.bound, start.many or len(sites) > 1
    through: set[Element] = set(start.on_the_way)
    if binding and not step.predicates and len(sites) == 1 and repeats and repeats[0] in around:
        bound = repeats[0].depth
    elif step.axis in {"parent", "self", "ancestor", "ancestor-or-self"}:
        depths = [one.depth for one in sites if isinstance(one, Element)]
        bound = min([bound, *depths])
        many = start.many or (len(sites) > 1 and not step.predicates)
    else:
        through |= set(repeats)
        many = many or bool(repeats) or any(_is_item(one) for one in sites)
    if step.axis == "descendant-or-self":
        below = (one for site in sites if isinstance(site, Element) for one in site.above())
        through |= {one for one in below if one.kind == "repeat"}
    if step.axis.endswith("sibling"):
        bound = min([bound, *(one.depth - 1 for one in repeats)])
    missing = not sites and bool(start.sites) and _must_exist(start)
    unknown = ((step.test, step.position),) if missing else ()
    return Reach(sites, many, bound, frozenset(through), (*start.unknown, *unknown))


def _must_exist(start: Reach) -> bool:
    """An outside list has the columns it has; a form's own elements are all known."""
    return any(isinstance(one, Element) or one.kind != "column" for one in start.sites)


def _is_item(site: Site) -> bool:
    return isinstance(site, ListSite) and site.kind == "item"


def _passes(step: Step, site: Site) -> bool:
    if step.test in {"node()", "*"}:
        return True
    name = site.name if isinstance(site, Element) else _list_name(site)
    return name == step.test or (isinstance(site, ListSite) and site.column == "*")


def _list_name(site: ListSite) -> str:
    return site.column if site.kind == "column" else site.kind


def _sites(axis: str, site: Site) -> Iterator[Site]:
    if isinstance(site, ListSite):
        yield from _list_sites(axis, site)
        return
    match axis:
        case "child":
            yield from site.children
        case "parent":
            yield from [site.parent] if site.parent else []
        case "self":
            yield site
        case "descendant":
            yield from site.below()
        case "descendant-or-self":
            yield site
            yield from site.below()
        case "ancestor":
            yield from [*site.above()][1:]
        case "ancestor-or-self":
            yield from site.above()
        case "following-sibling" | "preceding-sibling":
            yield from site.parent.children if site.parent else []
        case _:
            return


_DOWN = {"document": "root", "root": "item", "item": "column"}
_UP = {down: up for up, down in _DOWN.items()}


def _list_sites(axis: str, site: ListSite) -> Iterator[Site]:
    """Any column may be there: which are, `forms.expressions.check` asks."""
    if axis in {"self", "descendant-or-self", "ancestor-or-self"}:
        yield site
    if axis in {"child", "descendant", "descendant-or-self"} and site.kind in _DOWN:
        down = _DOWN[site.kind]
        below = ListSite(site.name, down, "*" if down == "column" else "")
        yield below
        if axis != "child":
            yield from _list_sites("descendant", below)
    if axis in {"parent", "ancestor", "ancestor-or-self"} and site.kind in _UP:
        above = ListSite(site.name, _UP[site.kind])
        yield above
        if axis != "parent":
            yield from _list_sites("ancestor", above)
    if axis.endswith("sibling"):
        yield site


def _united(parts: list[Reach]) -> Reach:
    return Reach(
        frozenset().union(*(part.sites for part in parts)),
        many=True,
        bound=min(part.bound for part in parts),
        on_the_way=frozenset().union(*(part.on_the_way for part in parts)),
        unknown=tuple(one for part in parts for one in part.unknown),
    )


SUPPORTED_AXES = frozenset(AXES)
