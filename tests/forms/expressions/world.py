"""Owns a filled-in form on which expressions are tried: people, their animals, two lists."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from forms.definition import Choice, Form, Question, Repeat, Type
from forms.expressions.coercion import XValue, text
from forms.expressions.compiler import compiled
from forms.expressions.instance import Frame
from forms.expressions.schema import Scope
from forms.keys import split
from forms.program import filter_scope, program
from forms.state import State
from forms.steps import Answer, Filling
from forms.values import NOT_RECORDED, Value
from tests.forms.fakes import context

_L = {"": "x"}
ZONE = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 23, 8, 30, 15, 250_000, ZONE)


def ask(name: str, type_: Type, choices: str = "", relevant: str = "") -> Question:
    return Question(name, type_, _L, choices=choices, relevant=relevant)


def calculate(name: str, calculation: str) -> Question:
    return Question(name, Type.CALCULATE, calculation=calculation)


FORM = Form(
    "t",
    "7",
    "Thử",
    "",
    (
        ask("title", Type.TEXT),
        ask("n", Type.INTEGER),
        ask("zero", Type.INTEGER),
        ask("empty", Type.INTEGER),
        ask("unrecorded", Type.INTEGER),
        ask("hidden_away", Type.INTEGER, relevant="false()"),
        ask("dec", Type.DECIMAL),
        ask("day", Type.DATE),
        ask("at", Type.TIME),
        ask("moment", Type.DATETIME),
        ask("colour", Type.SELECT_ONE, "colours"),
        ask("many", Type.SELECT_MULTIPLE, "colours"),
        ask("town", Type.SELECT_ONE, "towns"),
        Repeat(
            "member",
            _L,
            children=(
                ask("age", Type.INTEGER),
                ask("nm", Type.TEXT),
                ask("job", Type.TEXT, relevant="${age} > 5"),
                calculate("c1", "1"),
                Repeat("pet", _L, children=(ask("sort", Type.TEXT), calculate("c5", "1"))),
            ),
        ),
        calculate("tot", "1"),
    ),
    {
        "colours": (Choice("r", {"": "Đỏ"}), Choice("b", {"": "Xanh"}), Choice("g", {"": "Lục"})),
        "towns": (
            Choice("mt", {"": "Mường Tè"}, columns={"area": "west", "people": "900"}),
            Choice("tu", {"": "Than Uyên"}, columns={"area": "east", "people": "1200"}),
            Choice("td", {"": "Tam Đường"}, columns={"area": "east", "people": "700"}),
        ),
    },
)
ANSWERS: dict[str, Value] = {
    "title": "Nà Hừ",
    "n": 45,
    "zero": 0,
    "unrecorded": NOT_RECORDED,
    "hidden_away": 99,
    "day": NOW.date() - timedelta(days=3),
    "moment": datetime(2026, 11, 20, 12, 0),  # noqa: DTZ001 - as answers are kept
    "colour": "b",
    "many": ("r", "b"),
    "town": "tu",
    "age#1": 5,
    "age#2": 7,
    "nm#1": "An",
    "job#1": "thợ",
    "job#2": "giáo viên",
    "sort#1.1": "cat",
    "sort#1.2": "dog",
    "sort#2.1": "hen",
}
REPEATS = {"member": (1, 2, 3), "pet#1": (1, 2, 3), "pet#2": (1,), "pet#3": ()}


def state() -> State:
    answers = {key: Answer(value) for key, value in ANSWERS.items()}
    filling = Filling("t", "7", answers=answers, repeats=REPEATS)
    asked = replace(
        context(),
        now=NOW,
        me={"unit": "03433"},
        previous=lambda _answers: {"n": 40, "colour": "r"},
    )
    return State.open(program(FORM), filling, asked)


STATE = state()
SCHEMA = STATE.program.schema


def evaluate(
    source: str,
    at: str = "tot",
    here: XValue | None = None,
    entry: dict[str, str] | None = None,
) -> XValue:
    """What an expression that stands on the question `at` gives."""
    name, ids = split(at)
    element = SCHEMA.by_name[name]
    scope = Scope(SCHEMA, element) if entry is None else filter_scope(SCHEMA, element)
    return compiled(source, scope)(Frame(STATE, ids, here, entry))


def told(source: str, at: str = "tot") -> str:
    """The same as text; several values with commas between them."""
    found = evaluate(source, at)
    return ", ".join(map(text, found)) if isinstance(found, tuple) else text(found)
