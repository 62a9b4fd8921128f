"""Owns what an expression may look at when it is run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from forms.expressions.coercion import Atom, XValue
from forms.expressions.schema import Element

if TYPE_CHECKING:
    from forms.expressions.tree import Node

# The ids of the repeat instances an element stands in, outermost first.
Ids = tuple[int, ...]


class Instance(Protocol):
    """The answers of a form, and what it may know of the outside."""

    def value(self, element: Element, ids: Ids) -> Atom:
        """Of a question; "" if it is unanswered, not recorded or not relevant."""
        ...

    def is_relevant(self, element: Element, ids: Ids) -> bool: ...

    def instances(self, repeat: Element, ids: Ids) -> Sequence[int]:
        """The ids of a repeat's instances, in order; `ids` are of what the repeat stands in."""
        ...

    def entries(self, name: str) -> Sequence[Mapping[str, str]]:
        """The entries of a list, its columns `name` and `label` among them."""
        ...

    def choice_label(self, element: Element, ids: Ids, value: str) -> str: ...

    def text(self, name: str) -> str:
        """jr:itext: a label by the id that forms give it, "list-2"; "" if there is none."""
        ...

    def pulled(self, name: str, column: str, key_column: str, key: str) -> str: ...

    def last_saved(self, name: str) -> Atom:
        """The answer in the previous report; "" if there is none."""
        ...

    @property
    def today(self) -> date: ...

    @property
    def now(self) -> datetime:
        """Aware."""
        ...

    @property
    def version(self) -> str: ...

    def uuid(self) -> str: ...


@dataclass(slots=True)
class Looks:
    """How many nodes may still be looked at: predicates in predicates could go on for hours."""

    left: int

    def spend(self, many: int) -> None:
        self.left -= many


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an expression is run."""

    instance: Instance
    ids: Ids = ()
    # `.`: a value that is under check; None = that of the element itself.
    here: XValue | None = None
    entry: Mapping[str, str] | None = None  # the entry of a list that a choice_filter looks at
    # In a predicate: the node looked at, which one it is, and of how many.
    node: "Node | None" = None
    position: int = 0
    size: int = 0
    looks: "Looks | None" = None


Compiled = Callable[[Frame], XValue]
