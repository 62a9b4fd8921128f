"""Owns what is true of a filling at one moment: values and relevance, each reckoned once."""

from collections.abc import Iterator, Mapping
from datetime import date

from forms.definition import ADDED, Choice, Form, Question, Type
from forms.expressions.coercion import XValue, text, truth
from forms.expressions.compiler import Compiled, Frame
from forms.program import Entry, Program
from forms.steps import Answer, Context, Filling, Item
from forms.values import Value
from forms.xvalues import to_xvalue, written


class State:
    """Made anew whenever the filling changes."""

    def __init__(self, program: Program, filling: Filling, context: Context) -> None:
        self.program = program
        self.filling = filling
        self.context = context
        self._relevant: dict[str, bool] = {}
        self._computed: dict[str, XValue] = {}
        self._pulled: dict[str, str] = {}

    def with_(self, filling: Filling) -> "State":
        return State(self.program, filling, self.context)

    @property
    def form(self) -> Form:
        return self.program.form

    # --- what expressions ask for ---
    @property
    def today(self) -> date:
        return self.context.today

    def pulled(self, column: str) -> str:
        # A choice_filter asks this for each entry of a list, and the answer may cost a query.
        if column not in self._pulled:
            self._pulled[column] = self.context.me.get(column, "")
        return self._pulled[column]

    def xvalue(self, name: str) -> XValue:
        entry = self.program.by_name.get(name)
        if entry is None or not self.relevant(entry):
            return ()
        if entry.question.asked:
            return to_xvalue(self.value(name))
        if name not in self._computed:
            self._computed[name] = self._compute(entry)
        return self._computed[name]

    def choice_label(self, question: str, value: str) -> str:
        entry = self.program.by_name.get(question)
        if entry is None:
            return ""
        if entry.question.type is Type.SELECT_ONE_FROM_FILE:
            return self.item_label(entry.question, value)
        choice = entry.choices.get(value)
        return self.form.say(choice.label) if choice else ""

    # --- what the engine asks for ---
    def relevant(self, entry: Entry) -> bool:
        known = self._relevant.get(entry.name)
        if known is None:
            known = not entry.relevant or self._hold(entry.relevant)
            self._relevant[entry.name] = known
        return known

    def _hold(self, conditions: tuple[Compiled, ...]) -> bool:
        frame = Frame(self)
        return all(truth(condition(frame)) for condition in conditions)

    def required(self, entry: Entry) -> bool:
        return entry.required is not None and truth(entry.required(Frame(self)))

    def answer(self, name: str) -> Answer | None:
        return self.filling.answers.get(name)

    def value(self, name: str) -> Value | None:
        answer = self.filling.answers.get(name)
        return answer.value if answer else None

    def values(self) -> dict[str, Value]:
        """The relevant answers: what outside lists may look at."""
        return {
            entry.name: self.filling.answers[entry.name].value
            for entry in self.program.asked
            if entry.name in self.filling.answers and self.relevant(entry)
        }

    def asked(self) -> list[Entry]:
        """The questions that are put, in order."""
        return [entry for entry in self.program.asked if self.relevant(entry)]

    def holds(self, condition: Compiled, value: Value) -> bool:
        return truth(condition(Frame(self, to_xvalue(value))))

    def default(self, entry: Entry) -> str:
        return "" if entry.default is None else written(entry.default(Frame(self)))

    def choices(self, entry: Entry) -> Iterator[Choice]:
        """Those of the form's own choices that pass the choice_filter."""
        for choice in entry.choices.values():
            if self.passes(entry, {"name": choice.name, **choice.columns}):
                yield choice

    def items(self, entry: Entry) -> Iterator[Item]:
        """Those of an outside list that pass the choice_filter."""
        for item in self.context.lists.items(entry.question.choices, self.values()):
            if self.item_passes(entry, item):
                yield item

    def item_passes(self, entry: Entry, item: Item) -> bool:
        return self.passes(entry, {"name": item.name, "label": item.label, **item.columns})

    def passes(self, entry: Entry, columns: Mapping[str, str]) -> bool:
        if entry.choice_filter is None:
            return True
        return truth(entry.choice_filter(Frame(self, "", columns)))

    def item_label(self, question: Question, value: str) -> str:
        if value == ADDED:
            return question.bot.add
        item = self.context.lists.item(question.choices, value)
        return item.label if item else value

    def _compute(self, entry: Entry) -> XValue:
        match entry.question.type:
            case Type.TODAY:
                return self.context.today
            case Type.USERNAME:
                return self.context.username
            case _:
                source = entry.calculation or entry.default
                value = source(Frame(self)) if source else ""
                return "" if text(value) == "NaN" else value
