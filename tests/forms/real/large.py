"""Owns a generated form of 500 questions, and what it must come to, reckoned in plain Python."""

from collections.abc import Iterator, Mapping

from forms.definition import Form
from tests.forms.fakes import make

SECTIONS, NUMBERS = 20, 24
Answers = Mapping[str, int | str]


def form() -> Form:
    rows = ["| type | name | label | required | relevant | calculation |", *_rows()]
    return make(
        "\n".join(rows),
        "| list_name | name | label |\n| | yn | yes | Có |\n| | yn | no | Không |",
    )


def _rows() -> Iterator[str]:
    for at in range(SECTIONS):
        opens = f"${{t{at - 1}}} mod 7 != 3" if at else ""
        yield f"| | begin_group | s{at} | Phần {at} | | {opens} | |"
        yield f"| | select_one yn | g{at} | Cổng {at}? | yes | | |"
        for number in range(NUMBERS):
            name = _name(at, number)
            yield f"| | integer | {name} | Số {name}? | | {_relevant(at, number)} | |"
        yield "| | end_group | | | | | |"
        before = f"${{t{at - 1}}} + " if at else ""
        parts = " + ".join(f"coalesce(${{{_name(at, one)}}}, 0)" for one in range(NUMBERS))
        yield f"| | calculate | t{at} | | | | {before}{parts} |"


def _name(at: int, number: int) -> str:
    return f"q{at}_{number}"


def _relevant(at: int, number: int) -> str:
    gate = f"${{g{at}}}"
    match number % 4:
        case 0:
            return f"{gate} = 'yes'"
        case 1:
            return f"{gate} = 'yes' and ${{{_name(at, number - 1)}}} > 3"
        case 2:
            return f"${{{_name(at, number - 2)}}} != '' or {gate} = 'no'"
        case _ if at:
            return f"not(selected({gate}, 'no')) or ${{{_name(at - 1, number)}}} > 5"
        case _:
            return f"not(selected({gate}, 'no'))"


def expected(answers: Answers) -> dict[str, int | str]:
    """What is handed in of these answers, some of which may be set aside."""
    found: dict[str, int | str] = {}
    total = 0
    for at in range(SECTIONS):
        if at == 0 or total % 7 != 3:
            _section(at, answers, found)
        numbers = (found.get(_name(at, number), 0) for number in range(NUMBERS))
        total += sum(one for one in numbers if isinstance(one, int))
        found[f"t{at}"] = total
    return found


def _section(at: int, answers: Answers, found: dict[str, int | str]) -> None:
    gate = found[f"g{at}"] = answers[f"g{at}"]
    for number in range(NUMBERS):
        name = _name(at, number)
        if name in answers and _is_relevant(at, number, gate, found):
            found[name] = answers[name]


def _is_relevant(at: int, number: int, gate: int | str, found: Answers) -> bool:
    match number % 4:
        case 0:
            return gate == "yes"
        case 1:
            return gate == "yes" and _number(found, at, number - 1) > 3
        case 2:
            return _name(at, number - 2) in found or gate == "no"
        case _:
            return gate != "no" or _number(found, at - 1, number) > 5


def _number(found: Answers, at: int, number: int) -> int:
    """What is not answered is in no comparison: below every number that is asked for here."""
    one = found.get(_name(at, number), -1)
    assert isinstance(one, int)
    return one
