"""Owns what is true of a filling at one moment: values and relevance, each reckoned once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from forms import graph, lookup, places
from forms.definition import Choice, Form, Question, Type, Words
from forms.derived import Derived
from forms.expressions.coercion import Atom, atom, number, truth
from forms.expressions.instance import Compiled, Frame, Ids
from forms.expressions.schema import Element
from forms.graph import What
from forms.keys import key as key_of
from forms.outside import Context, Item
from forms.places import Places, Stop
from forms.program import Entry, Fold, Place, Program
from forms.steps import Answer, Filling, Key, Step, Turn
from forms.values import Value
from forms.xvalues import to_xvalue, written

MOST_INSTANCES = 200  # of one repeat: more is no form for a chat


class State:
    """Made anew whenever the filling changes; what was reckoned before is carried over."""

    def __init__(
        self, program: Program, filling: Filling, context: Context, derived: Derived
    ) -> None:
        self.program = program
        self.context = context
        self.derived = derived
        self.filling = filling
        self.looks = lookup.Lookup(program.form, context, self.given)

    @classmethod
    def open(cls, program: Program, filling: Filling, context: Context) -> "State":
        """At the beginning of a step: what has nothing to do with answers may have changed."""
        known, stamp = filling.derived, (context.today, context.username, program.form)
        if known is None or known.answers is not filling.answers:
            known = None
        if known is None or known.repeats is not filling.repeats or known.stamp != stamp:
            return cls(program, filling, context, Derived(filling.answers, filling.repeats, stamp))
        unsteady = graph.graph(program.form).unsteady
        if unsteady:
            effects = [(one, ()) for one in unsteady]
            known = known.without(effects, filling.answers, filling.repeats)
        return cls(program, filling, context, known)

    def with_(self, filling: Filling) -> "State":
        """Elsewhere, with the same answers."""
        return State(self.program, filling, self.context, self.derived)

    def with_answer(self, place: Place, answer: Answer | None) -> "State":
        """With another answer (None: without one) at a place; what depends on it is forgotten."""
        answers = dict(self.filling.answers)
        if answer is None:
            answers.pop(place.key, None)
        else:
            answers[place.key] = answer
        return self._changed([place.element], place.ids, answers, self.filling.repeats)

    def with_instances(
        self, fold: Fold, ids: Ids, instances: tuple[int, ...], answers: Mapping[Key, Answer]
    ) -> "State":
        repeats = {**self.filling.repeats, key_of(fold.name, ids): instances}
        inside = [fold.element, *fold.element.below()]
        state = self._changed(inside, ids, answers, repeats)
        state.derived.places = None
        return state

    def _changed(
        self,
        elements: Sequence[Element],
        ids: Ids,
        answers: Mapping[Key, Answer],
        repeats: Mapping[Key, tuple[int, ...]],
    ) -> "State":
        of = graph.graph(self.program.form)
        effects = [(one, ids) for element in elements for one in of.effects(element)]
        effects += [(one, ()) for one in of.unsteady]
        derived = self.derived.without(effects, answers, repeats)
        filling = self.filling.with_(answers=answers, repeats=repeats)
        return State(self.program, filling, self.context, derived)

    def turn(self, step: Step) -> Turn:
        """What this step answers; what was reckoned goes along with the filling."""
        return Turn(self.filling.with_(derived=self.derived), step)

    @property
    def form(self) -> Form:
        return self.program.form

    def say(self, words: Words) -> str:
        return self.form.say(words, self.context.language)

    # --- what expressions ask for (forms.expressions.instance.Instance) ---
    def value(self, element: Element, ids: Ids) -> Atom:
        entry = self.program.by_order.get(element.order)
        if not isinstance(entry, Entry) or not self.is_relevant(element, ids):
            return ""
        if entry.question.asked:
            answer = self.filling.answers.get(key_of(entry.name, ids))
            return self._seen(answer.value) if answer else ""
        return self._reckoned("value", element, ids, lambda: self._compute(entry, ids))

    def _seen(self, value: Value) -> Atom:
        """Most answers are whole numbers and words, and are looked at again and again."""
        if type(value) is int:
            return float(value)
        return value if type(value) is str else to_xvalue(value, self.now.tzinfo)

    def is_relevant(self, element: Element, ids: Ids) -> bool:
        conditions = self.program.conditions.get(element.order)
        return not conditions or all(
            self._held(order, ids[:depth], condition) for order, depth, condition in conditions
        )

    def own_relevance(self, element: Element, ids: Ids) -> bool:
        """As if all that it stands in were relevant."""
        condition = self.program.by_order[element.order].relevant
        return condition is None or self._held(element.order, ids, condition)

    def instances(self, repeat: Element, ids: Ids) -> tuple[int, ...]:
        fold = self.program.by_order[repeat.order]
        if not isinstance(fold, Fold):
            return ()
        if fold.count is not None:
            return tuple(range(1, self.count(fold, ids) + 1))
        return self.filling.repeats.get(key_of(fold.name, ids), (1,))

    def entries(self, name: str) -> Sequence[Mapping[str, str]]:
        return self.looks.entries(name)

    def choice_label(self, element: Element, ids: Ids, value: str) -> str:  # noqa: ARG002
        entry = self.program.by_order.get(element.order)
        return self.label_of(entry, value) if isinstance(entry, Entry) else ""

    def text(self, name: str) -> str:
        return self.looks.text(name)

    def pulled(self, name: str, column: str, key_column: str, key: str) -> str:
        return self.looks.pulled(name, column, key_column, key)

    def last_saved(self, name: str) -> Atom:
        return to_xvalue(self.looks.previous.get(name), self.now.tzinfo)

    @property
    def today(self) -> date:
        return self.context.today

    @property
    def now(self) -> datetime:
        return self.context.now or datetime.combine(self.context.today, time(), UTC)

    @property
    def version(self) -> str:
        return self.form.version

    def uuid(self) -> str:
        return str(UUID(int=self.context.chance.getrandbits(128), version=4))

    # --- what the engine asks for ---
    @property
    def places(self) -> Places:
        derived = self.derived
        if derived.places is None or any(self._has_flipped(one) for one in derived.suspects):
            derived.places = places.find(self)
        derived.suspects.clear()
        return derived.places

    def _has_flipped(self, suspect: tuple[What, int, Ids, Atom]) -> bool:
        what, order, ids, before = suspect
        one = self.program.by_order[order]
        if what == "count":
            return isinstance(one, Fold) and self.count(one, ids) != before
        return one.relevant is not None and self._held(order, ids, one.relevant) != before

    def at(self, key: Key | None) -> Stop | None:
        """The place of a key, if it is put now."""
        found = self.places
        at = found.index.get(key) if key is not None else None
        return None if at is None else found.stops[at]

    def place(self, key: Key | None) -> Place | None:
        stop = self.at(key)
        return stop if isinstance(stop, Place) else None

    def count(self, fold: Fold, ids: Ids) -> int:
        """How many instances a repeat_count gives, within reason."""
        wanted = self._reckoned("count", fold.element, ids, lambda: self.wanted(fold, ids))
        return min(int(number(wanted)), MOST_INSTANCES)

    def wanted(self, fold: Fold, ids: Ids) -> float:
        wanted = number(fold.count(Frame(self, ids))) if fold.count else 0.0
        return wanted if 0 < wanted < float("inf") else 0.0

    def required(self, place: Place) -> bool:
        required = place.entry.required
        return required is not None and truth(required(Frame(self, place.ids)))

    def answer(self, place: Place) -> Answer | None:
        return self.filling.answers.get(place.key)

    def values(self, ids: Ids = ()) -> dict[str, Value]:
        """The relevant answers as seen from an instance: what outside lists may look at."""
        found: dict[str, Value] = {}
        for place in self.places.questions:
            answer = self.filling.answers.get(place.key)
            if answer is not None and place.ids == ids[: len(place.ids)]:
                found[place.name] = answer.value
        return found

    def every(self, element: Element, ids: Ids) -> Iterator[Ids]:
        """The ids under which an element stands, that begin with `ids`."""
        if len(ids) >= element.depth:
            yield ids[: element.depth]
            return
        for at in self.instances(element.repeats()[len(ids)], ids):
            yield from self.every(element, (*ids, at))

    def given(self) -> dict[str, Value]:
        """All answers outside repeats: for what relevance itself may ask of the outside."""
        found = self.filling.answers
        return {name: one.value for name, one in found.items() if name in self.program.by_name}

    def holds(self, place: Place, condition: Compiled, value: Value) -> bool:
        here = to_xvalue(value, self.now.tzinfo)
        return truth(condition(Frame(self, place.ids, here)))

    def default(self, place: Place) -> str:
        source = place.entry.default or place.entry.calculation
        return "" if source is None else written(atom(source(Frame(self, place.ids))))

    def choices(self, place: Place) -> Iterator[Choice]:
        """Those of the form's own choices that pass the choice_filter."""
        for choice in place.entry.choices.values():
            if place.entry.choice_filter is None or self.passes(
                place, {"name": choice.name, "label": self.say(choice.label), **choice.columns}
            ):
                yield choice

    def items(self, place: Place) -> Iterator[Item]:
        """Those of an outside list that pass the choice_filter."""
        for item in self.context.lists.items(place.question.choices, self.values(place.ids)):
            if self.item_passes(place, item):
                yield item

    def item_passes(self, place: Place, item: Item) -> bool:
        return self.passes(place, {"name": item.name, "label": item.label, **item.columns})

    def passes(self, place: Place, columns: Mapping[str, str]) -> bool:
        choice_filter = place.entry.choice_filter
        if choice_filter is None:
            return True
        return truth(choice_filter(Frame(self, place.ids, entry=columns)))

    def label_of(self, entry: Entry, value: str) -> str:
        """A chosen value as people read it; "" if it is not in the list."""
        return self.looks.label(entry.question, entry.choices, value)

    # --- reckoning ---
    def _held(self, order: int, ids: Ids, condition: Compiled) -> bool:
        known = self.derived.known["relevant"].setdefault(order, {})
        if ids not in known:
            known[ids] = truth(condition(Frame(self, ids)))
        return bool(known[ids])

    def _reckoned(self, what: What, element: Element, ids: Ids, reckon: Callable[[], Atom]) -> Atom:
        known = self.derived.known[what].setdefault(element.order, {})
        if ids not in known:
            known[ids] = reckon()
        return known[ids]

    def _compute(self, entry: Entry, ids: Ids) -> Atom:
        """The value of a question that nobody is asked."""
        metadata = self._metadata(entry.question)
        if metadata is not None:
            return metadata
        kept = self.filling.kept.get(key_of(entry.name, ids))
        here = to_xvalue(kept, self.now.tzinfo)
        if entry.is_kept and entry.calculation is None and here != "":
            return here
        source = entry.calculation or entry.default
        value = atom(source(Frame(self, ids, here))) if source else ""
        return "" if value != value else value  # noqa: PLR0124 - NaN is no answer

    def _metadata(self, question: Question) -> Atom | None:
        match question.type:
            case Type.TODAY:
                return self.context.today
            case Type.USERNAME:
                return self.context.username
            case Type.START:
                return self.filling.started or self.now
            case Type.END:
                return self.now
            case _:
                return None
