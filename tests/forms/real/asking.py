"""Owns a form with one question of each kind, answered, and what an expression comes to in it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from forms import engine
from forms.steps import Done, Filling, Located, Skip, Submit
from forms.values import Point, Value
from forms.xlsform import from_markdown
from tests.forms.fakes import Talk, context

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=7)))
HERE = replace(context(), now=NOW)
_FORM = """
| survey | type | name | label | calculation |
| | integer | n | N | |
| | decimal | d | D | |
| | text | t | T | |
| | date | day | Day | |
| | dateTime | moment | Moment | |
| | time | at | At | |
| | select_one abc | s | S | |
| | select_multiple abc | m | M | |
| | geopoint | here | Here | |
| | integer | hole | Hole | |
| | text | blank | Blank | |
| | select_multiple abc | none | None | |
| | date | noday | No day | |
| | text | num | Num | |
| | calculate | r | | {expression} |

| choices | list_name | name | label | weight |
| | abc | a | Anh | 1 |
| | abc | b | Ba | 2 |
| | abc | c | Con | 4 |

| settings | form_title | form_id | version |
| | Thử | asking | 7 |
"""


@lru_cache(maxsize=1)
def _filling() -> Filling:
    talk = Talk(from_markdown(_FORM.format(expression="1")), HERE)
    talk.say("12", "3,5", "Mường Tè", "5/9/2008", "14:30 20/11/2026", "06:30", "ba", "anh, con")
    return talk.say(Located(Point(22.38, 102.8)), Skip(), Skip(), Skip(), Skip(), "7").filling


def comes_to(expression: str) -> str | None:
    """The value of a calculation, written as in XForms; None if it has none."""
    form = from_markdown(_FORM.format(expression=expression.replace("|", r"\|")))
    step = engine.advance(form, _filling(), Submit(), HERE).step
    assert isinstance(step, Done), step
    return next((_written(one.value) for one in step.values if one.name == "r"), None)


def _written(value: Value) -> str:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case int():
            return str(value)
        case str():
            return value
        case _:
            return f"{value:f}"
