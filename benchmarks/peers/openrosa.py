"""Owns the peer's language: elementpath's XPath 1, with what OpenRosa's dialect adds to it."""

import math
import operator
import re
from collections.abc import Callable
from copy import copy
from datetime import date
from typing import Any

from elementpath import XPath1Parser, XPathContext, XPathToken
from elementpath.xpath_nodes import XPathNode

Item = str | float | bool
Context = XPathContext | None
_EPOCH = date(1970, 1, 1).toordinal()
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class OpenRosaParser(XPath1Parser):
    """Only the first node counts, dates are days: without that no comparison of dates holds."""


def item(token: XPathToken, at: int, context: Context) -> Item:
    """An operand or argument as one value."""
    found: Any = token.get_argument(context, index=at, default="")
    return found.string_value if isinstance(found, XPathNode) else found


def number(value: Item) -> float:
    if isinstance(value, str):
        if _DATE.fullmatch(value):
            return float(date.fromisoformat(value).toordinal() - _EPOCH)
        try:
            return float(value)
        except ValueError:
            return math.nan
    return float(value)


def truth(value: Item) -> bool:
    return bool(value) and not (isinstance(value, float) and math.isnan(value))


def text(value: Item) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case _ if math.isnan(value):
            return ""  # what JavaRosa writes into the instance
        case _:
            return str(int(value)) if value == int(value) else str(value)


# --- operators ----------------------------------------------------------------------------------
def _equal(left: Item, right: Item) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return number(left) == number(right)


def _numeric(call: Callable[[float, float], Item]) -> Callable[[Item, Item], Item]:
    return lambda left, right: call(number(left), number(right))


def _div(left: float, right: float) -> float:
    return left / right if right else math.nan


_OPERATORS: dict[str, Callable[[Item, Item], Item]] = {
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _numeric(operator.lt),
    "<=": _numeric(operator.le),
    ">": _numeric(operator.gt),
    ">=": _numeric(operator.ge),
    "+": _numeric(operator.add),
    "-": _numeric(operator.sub),
    "*": _numeric(operator.mul),
    "div": _numeric(_div),
}


def _redefine(symbol: str, call: Callable[[Item, Item], Item]) -> None:
    """In a token class of its own: that of XPath 1 stays as it is."""
    known: Any = OpenRosaParser.symbol_table[symbol]

    def evaluate(self: XPathToken, context: Context = None) -> Any:
        if len(self) != 2:  # a wildcard, a sign
            return known.evaluate(self, context)
        return call(item(self, 0, context), item(self, 1, context))

    made = type(known)(known.__name__, (known,), {"evaluate": evaluate})
    OpenRosaParser.symbol_table[symbol] = made


for _symbol, _call in _OPERATORS.items():
    _redefine(_symbol, _call)


# --- functions ----------------------------------------------------------------------------------
def _function(
    symbol: str, nargs: tuple[int, int | None], evaluate: Callable[[XPathToken, Context], Any]
) -> None:
    OpenRosaParser.symbol_table.pop(symbol, None)
    made: Any = OpenRosaParser.function(symbol, nargs=nargs)
    made.evaluate = evaluate


def _plain(symbol: str, nargs: tuple[int, int | None], call: Callable[..., Item]) -> None:
    """A function of values alone."""

    def evaluate(self: XPathToken, context: Context = None) -> Item:
        return call(*(item(self, at, context) for at in range(len(self))))

    _function(symbol, nargs, evaluate)


def _if(self: XPathToken, context: Context = None) -> Item:
    return item(self, 1 if truth(item(self, 0, context)) else 2, context)


def _today(self: XPathToken, context: Context = None) -> Item:
    if context is None:
        raise self.missing_context()
    return context.current_dt.date().isoformat()


def _position(self: XPathToken, context: Context = None) -> int:
    """Of a repeat's instance among its own: position(..)."""
    node: Any = self.get_argument(context)
    alike = [one for one in node.parent.children if getattr(one, "name", "") == node.name]
    return alike.index(node) + 1


def _indexed_repeat(self: XPathToken, context: Context = None) -> Item:
    at = int(number(item(self, 2, context))) - 1
    instances = list(self[1].select(copy(context)))
    wanted: Any = instances[at] if 0 <= at < len(instances) else None
    found = (one for one in self[0].select(copy(context)) if getattr(one, "parent", 0) is wanted)
    return next((one.string_value for one in found if isinstance(one, XPathNode)), "")


def _rounded(value: Item, digits: Item = 0) -> float:
    return round(number(value), int(number(digits)))


_function("if", (3, 3), _if)
_function("today", (0, 0), _today)
_function("position", (1, 1), _position)
_function("indexed-repeat", (3, 3), _indexed_repeat)
_plain("selected", (2, 2), lambda chosen, name: text(name) in text(chosen).split())
_plain("coalesce", (2, 2), lambda one, other: one if text(one) else other)
_plain("date", (1, 1), lambda value: value)
_plain("regex", (2, 2), lambda value, pattern: bool(re.fullmatch(text(pattern), text(value))))
_plain("round", (1, 2), _rounded)
_plain("substr", (3, 3), lambda value, at, to: text(value)[int(number(at)) : int(number(to))])
_plain(
    "format-date",
    (2, 2),
    lambda value, form: date.fromisoformat(text(value)).strftime(text(form)),
)
