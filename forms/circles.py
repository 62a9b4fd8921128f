"""Owns finding what depends on itself: values and relevance that could never be reckoned."""

from collections.abc import Iterable, Iterator, Mapping

from forms.expressions.needs import needs
from forms.expressions.nodes import Call, everything
from forms.expressions.parser import parse
from forms.expressions.schema import Element
from forms.expressions.sites import is_nodes, reach
from forms.sources import Source

# What must be known before an element's value and relevance are; the rest is only asked for later.
_COLUMNS = ("relevant", "repeat_count", "calculation", "default")


def circles(found: Iterable[Source], asked: frozenset[str]) -> Iterator[tuple[Source, str]]:
    """Each expression by which something depends on itself, with the way round: "a → b → a"."""
    matter = [one for one in found if _matters(one, asked)]
    needed: dict[str, set[str]] = {}
    for one in matter:
        needed.setdefault(one.name, set()).update(_names(one))
    around = _with_around(matter[0].scope.schema.by_name, needed) if matter else {}
    tangled = _tangled(around)
    for one in matter:
        if one.name in tangled and (way := _way(around, one.name, _names(one))):
            yield one, " → ".join(way)


def _matters(source: Source, asked: frozenset[str]) -> bool:
    """A default of a question that somebody is asked is only offered."""
    return source.column in _COLUMNS and not (
        source.name in asked and source.column in {"calculation", "default"}
    )


def _names(source: Source) -> set[str]:
    own = source.scope.element
    looked_at = (element for element, _shared in needs(source.text, source.scope).elements)
    # The instance makes no difference: ODK does not reckon a running total along a repeat, either.
    found = {element.name for element in looked_at if element.kind != "root"}
    return found if _is_named(own, source) else found - {own.name}


def _is_named(own: Element, source: Source) -> bool:
    """`current()/../other` sets out from the element itself, but does not look at it."""
    nodes = (one for one in everything(parse(source.text)) if is_nodes(one))
    return any(
        own in reach(one, source.scope).elements
        for one in nodes
        if not (isinstance(one, Call) and one.function == "current")
    )


def _with_around(
    by_name: Mapping[str, Element], needed: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """What an element stands in decides whether it is relevant."""
    return {
        name: {*needed.get(name, ()), *(one.name for one in [*element.above()][1:] if one.order)}
        for name, element in by_name.items()
    }


def _tangled(needed: Mapping[str, set[str]]) -> set[str]:
    """What is left when all has been reckoned that can be: circles, and what waits for them."""
    waits_for = {name: len(others) for name, others in needed.items()}
    wanted_by: dict[str, list[str]] = {}
    for name, others in needed.items():
        for other in others:
            wanted_by.setdefault(other, []).append(name)
    ready = [name for name, others in waits_for.items() if not others]
    while ready:
        for name in wanted_by.get(ready.pop(), ()):
            waits_for[name] -= 1
            if not waits_for[name]:
                ready.append(name)
    return {name for name, others in waits_for.items() if others}


def _way(needed: Mapping[str, set[str]], start: str, first: set[str]) -> list[str]:
    paths = [[start, name] for name in sorted(first)]
    seen: set[str] = set()
    while paths:
        path = paths.pop(0)
        if path[-1] == start:
            return path
        if path[-1] not in seen:
            seen.add(path[-1])
            paths += [[*path, name] for name in sorted(needed.get(path[-1], ()))]
    return []
