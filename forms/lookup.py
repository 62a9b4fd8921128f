"""Owns looking outside the answers: lists, labels, starting values, the previous report."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from forms.definition import ADDED, Choice, Form, Question, Type
from forms.outside import Context
from forms.values import Value


class Lookup:
    """Asks the outside once for what many expressions look at: an answer may cost a query."""

    def __init__(
        self, form: Form, context: Context, values: Callable[[], Mapping[str, Value]]
    ) -> None:
        self._form = form
        self._context = context
        self._values = values
        self._entries: dict[str, Sequence[Mapping[str, str]]] = {}
        self._mine: dict[str, str] = {}

    def entries(self, name: str) -> Sequence[Mapping[str, str]]:
        if name not in self._entries:
            self._entries[name] = self._read(name)
        return self._entries[name]

    def _read(self, name: str) -> Sequence[Mapping[str, str]]:
        if name in self._form.choices:
            return [
                {"name": one.name, "label": self._say(one), **one.columns}
                for one in self._form.choices[name]
            ]
        found = self._context.lists.items(name, self._values())
        return [{"name": one.name, "label": one.label, **one.columns} for one in found]

    def _say(self, choice: Choice) -> str:
        return self._form.say(choice.label, self._context.language)

    def text(self, name: str) -> str:
        """A choice's label by pyxform's id of it: the list and the place in it, "colour-0"."""
        listed, _, at = name.rpartition("-")
        choices = self._form.choices.get(listed, ())
        return self._say(choices[int(at)]) if at.isdecimal() and int(at) < len(choices) else ""

    def pulled(self, name: str, column: str, key_column: str, key: str) -> str:
        if name == "me":
            if column not in self._mine:
                self._mine[column] = self._context.me.get(column, "")
            return self._mine[column]
        found = (one for one in self.entries(name) if one.get(key_column, "") == key)
        return next((one.get(column, "") for one in found), "")

    @cached_property
    def previous(self) -> Mapping[str, Value]:
        return self._context.previous(self._values())

    def label(self, question: Question, choices: Mapping[str, Choice], value: str) -> str:
        if question.type is not Type.SELECT_ONE_FROM_FILE:
            return self._say(choices[value]) if value in choices else ""
        if value == ADDED:
            return question.bot.add
        item = self._context.lists.item(question.choices, value)
        return item.label if item else value
