"""Owns the places of a filling: each question as often as it is put, in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from forms.definition import Repeat
from forms.expressions.instance import Ids
from forms.expressions.schema import Element
from forms.keys import key as key_of
from forms.program import Entry, Fold, Place, Program
from forms.steps import Key


@dataclass(frozen=True, slots=True, eq=False)
class More:
    """Behind the instances of a repeat: whether there is one more."""

    fold: Fold
    repeat: Repeat
    ids: Ids  # of what the repeat stands in
    key: Key


Stop = Place | More  # where a person can be


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """All that is put, in order; numbers count the questions from 1."""

    stops: tuple[Stop, ...]
    index: Mapping[Key, int] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()

    @property
    def questions(self) -> tuple[Place, ...]:
        return tuple(one for one in self.stops if isinstance(one, Place))

    @property
    def total(self) -> int:
        return self.numbers[-1] if self.numbers else 0

    def number(self, key: Key) -> int:
        at = self.index.get(key)
        return 0 if at is None else self.numbers[at]

    def by_number(self, number: int) -> Place | None:
        for stop, one in zip(self.stops, self.numbers, strict=True):
            if one == number and isinstance(stop, Place):
                return stop
        return None


class Tree(Protocol):
    """What decides which places there are."""

    @property
    def program(self) -> Program: ...

    def own_relevance(self, element: Element, ids: Ids) -> bool: ...

    def instances(self, repeat: Element, ids: Ids) -> tuple[int, ...]: ...


def find(tree: Tree) -> Places:
    stops = tuple(_under(tree, tree.program.schema.root, ()))
    numbers: list[int] = []
    for stop in stops:
        numbers.append((numbers[-1] if numbers else 0) + isinstance(stop, Place))
    index = {stop.key: at for at, stop in enumerate(stops)}
    return Places(stops, index, tuple(numbers))


def everything(tree: Tree) -> Iterator[Place]:
    """All questions that are relevant, also those that nobody is asked."""
    for stop in _under(tree, tree.program.schema.root, (), silent=True):
        if isinstance(stop, Place):
            yield stop


def _under(tree: Tree, element: Element, ids: Ids, *, silent: bool = False) -> Iterator[Stop]:
    for child in element.children:
        one = tree.program.by_order[child.order]
        if isinstance(one, Entry):
            wanted = silent or one.question.asked
            if wanted and (one.relevant is None or tree.own_relevance(child, ids)):
                yield tree.program.place(one, ids)
        elif isinstance(one.section, Repeat):
            yield from _repeated(tree, one, one.section, ids, silent=silent)
        elif one.relevant is None or tree.own_relevance(child, ids):
            yield from _under(tree, child, ids, silent=silent)


def _repeated(tree: Tree, fold: Fold, repeat: Repeat, ids: Ids, *, silent: bool) -> Iterator[Stop]:
    for at in tree.instances(fold.element, ids):
        inside = (*ids, at)
        if fold.relevant is None or tree.own_relevance(fold.element, inside):
            yield from _under(tree, fold.element, inside, silent=silent)
    # No instance has the id 0: what the repeat itself holds is empty there.
    if not fold.is_counted and (
        fold.relevant is None or tree.own_relevance(fold.element, (*ids, 0))
    ):
        yield More(fold, repeat, ids, key_of(fold.name, ids))
