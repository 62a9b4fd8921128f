"""Owns what depends on what in a form: which reckonings an answer may change."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from forms.definition import Form, Question, Repeat
from forms.expressions.needs import Needs, needs
from forms.expressions.schema import Element, Scope
from forms.program import Entry, Fold, Program, is_dynamic, program

What = Literal["relevant", "value", "count"]


@dataclass(frozen=True, slots=True)
class Effect:
    """One reckoning that may change, in the instances that share the first `shared` ids."""

    what: What
    element: Element
    shared: int

    @property
    def depth(self) -> int:
        """How many ids the reckoning is kept under: how many there are is known outside."""
        return self.element.depth - 1 if self.what == "count" else self.element.depth


class Graph:
    """Built from the needs of each expression; effects are followed when first asked for."""

    def __init__(self, of: Program) -> None:
        self._direct: dict[int, list[Effect]] = {}
        self._effects: dict[int, tuple[Effect, ...]] = {}
        unsteady: list[Effect] = []
        for what, element, need in _reckonings(of):
            for other, shared in need.elements:
                self._direct.setdefault(other.order, []).append(Effect(what, element, shared))
            if need.volatile or need.outside:
                unsteady.append(Effect(what, element, 0))
        self.unsteady = self._spread(unsteady)  # what may change though no answer does

    def effects(self, element: Element) -> tuple[Effect, ...]:
        """All that an answer (or an instance more or less) may change, however far away."""
        known = self._effects.get(element.order)
        if known is None:
            known = self._spread(self._direct.get(element.order, []))
            self._effects[element.order] = known
        return known

    def _spread(self, first: list[Effect]) -> tuple[Effect, ...]:
        least: dict[tuple[What, int], Effect] = {}
        open_ones = list(first)
        while open_ones:
            one = open_ones.pop()
            known = least.get((one.what, one.element.order))
            if known is not None and known.shared <= one.shared:
                continue
            least[one.what, one.element.order] = one
            for changed in _touched(one):
                open_ones += [
                    Effect(next_.what, next_.element, min(one.shared, next_.shared))
                    for next_ in self._direct.get(changed.order, ())
                ]
        return tuple(least.values())


def _touched(effect: Effect) -> Iterator[Element]:
    """The elements whose values change with a reckoning: all in it, if it is about a section."""
    yield effect.element
    if effect.what != "value":
        yield from effect.element.below()


def _reckonings(of: Program) -> Iterator[tuple[What, Element, Needs]]:
    for one in of.by_order.values():
        for what, source, element in _sources(one):
            if source:
                yield what, one.element, needs(source, Scope(of.schema, element))


def _sources(one: Entry | Fold) -> Iterator[tuple[What, str, Element]]:
    match one:
        case Entry(question=question, element=element):
            yield "relevant", question.relevant, element
            if not question.asked:
                yield "value", value_source(question), element
        case Fold(section=section, element=element):
            yield "relevant", section.relevant, element
            if isinstance(section, Repeat):
                yield "count", section.count, element.parent or element


def value_source(question: Question) -> str:
    """The expression that gives the value of a question that nobody is asked."""
    default = question.default if is_dynamic(question.default) else ""
    return question.calculation or default


@lru_cache(maxsize=64)
def graph(form: Form) -> Graph:
    return Graph(program(form))
