"""Owns what expressions know of a form's shape: its elements in a tree, and its lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["root", "group", "repeat", "question"]
# What a question's value is to an expression. choices: names separated by spaces; "any": whatever
# a calculation gives.
Holds = Literal["text", "number", "date", "time", "dateTime", "choice", "choices", "any", "none"]


@dataclass(slots=True, eq=False)
class Element:
    """A question, a group, a repeat, or the root that holds them all."""

    name: str
    kind: Kind
    holds: Holds = "none"
    choices: str = ""  # the list it chooses from
    parent: "Element | None" = None
    order: int = 0  # in the document; the root is 0
    depth: int = 0  # how many repeats it stands in, itself included if it is one
    children: "list[Element]" = field(default_factory=list)

    def above(self) -> "Iterator[Element]":
        """Itself and what it stands in, innermost first."""
        one: Element | None = self
        while one is not None:
            yield one
            one = one.parent

    def below(self) -> "Iterator[Element]":
        """All that it holds, in order."""
        for child in self.children:
            yield child
            yield from child.below()

    def repeats(self) -> "list[Element]":
        """Those it stands in, outermost first; if it is one itself, it is the last."""
        return [one for one in self.above() if one.kind == "repeat"][::-1]

    def shares(self, other: "Element") -> int:
        """How many repeats it stands in together with another."""
        around = {id(one) for one in self.repeats()}
        return sum(1 for one in other.repeats() if id(one) in around)

    def __repr__(self) -> str:
        return "/" + "/".join(reversed([one.name for one in self.above()]))


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    root: Element
    by_name: Mapping[str, Element]  # all but the root
    # The columns of each list an expression may look into; None = an outside list: any column.
    lists: Mapping[str, frozenset[str] | None]
    # The names of the choices of each list of the form itself.
    choices: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: on which element, and which names may stand bare there."""

    schema: Schema
    element: Element
    # In a choice_filter a bare name is a column of the entry looked at; None = it is any column.
    # Elsewhere a bare name is a path step as XPath has it.
    columns: frozenset[str] | None = frozenset()
    filters: bool = False  # is a choice_filter
