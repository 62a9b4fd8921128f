"""Owns what was reckoned of a filling: kept from step to step, forgotten where answers change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forms.expressions.coercion import Atom
from forms.expressions.instance import Ids
from forms.graph import Effect, What
from forms.steps import Answer, Key

if TYPE_CHECKING:
    from forms.places import Places

Suspect = tuple[What, int, Ids, Atom]


@dataclass(slots=True, eq=False)
class Derived:
    """A memory that grows as questions are asked of it; of one set of answers on one day.

    `known`: what -> order of the element -> ids -> what it came to.
    """

    answers: Mapping[Key, Answer]
    repeats: Mapping[Key, tuple[int, ...]]
    stamp: object  # what else it was reckoned from
    known: dict[What, dict[int, dict[Ids, Atom]]] = field(
        default_factory=lambda: {"relevant": {}, "value": {}, "count": {}}
    )
    places: "Places | None" = None
    suspects: list[Suspect] = field(default_factory=list)  # whether `places` still holds

    def without(
        self,
        effects: Iterable[tuple[Effect, Ids]],
        answers: Mapping[Key, Answer],
        repeats: Mapping[Key, tuple[int, ...]],
    ) -> "Derived":
        """The same memory, less what these effects touch at these ids."""
        new = Derived(
            answers,
            repeats,
            self.stamp,
            {what: dict(by_order) for what, by_order in self.known.items()},
            self.places,
            list(self.suspects),
        )
        for effect, ids in effects:
            new._forget(effect, ids)
        return new

    def _forget(self, effect: Effect, ids: Ids) -> None:
        by_order, order = self.known[effect.what], effect.element.order
        inner = by_order.get(order)
        if not inner:
            return
        prefix = ids[: min(effect.shared, effect.depth)]
        if len(prefix) == effect.depth:
            gone = {prefix: inner[prefix]} if prefix in inner else {}
        else:
            gone = {at: value for at, value in inner.items() if at[: len(prefix)] == prefix}
        by_order[order] = {at: value for at, value in inner.items() if at not in gone}
        if effect.what != "value" and self.places is not None:
            self.suspects += [(effect.what, order, at, value) for at, value in gone.items()]
