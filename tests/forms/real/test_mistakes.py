"""What authors of forms get wrong: each is said at import, in both languages, at its place."""

import pytest

from forms.problems import Problem
from forms.xlsform import examine

COLUMNS = (
    "type", "name", "label", "required", "relevant", "constraint", "calculation", "choice_filter",
    "appearance", "default", "repeat_count",
)  # fmt: skip
CHOICES = "| list_name | name | label |\n| | yn | yes | Có |\n| | yn | no | Không |\n"
SETTINGS = "| form_title | form_id | version |\n| | Thử | try | 1 |\n"
Row = dict[str, str]


def row(type_: str, name: str, label: str = "Nhãn", **cells: str) -> Row:
    return {"type": type_, "name": name, "label": label, **cells}


A = row("integer", "a")
S = row("select_one yn", "s")
M = row("select_multiple yn", "m")
G, END_G = row("begin_group", "g"), row("end_group", "", "")
R, END_R = row("begin_repeat", "r"), row("end_repeat", "", "")


def about(*rows: Row, choices: str = CHOICES, settings: str = SETTINGS) -> list[Problem]:
    lines = ["| survey | " + " | ".join(COLUMNS) + " |"]
    lines += ["| | " + " | ".join(one.get(name, "") for name in COLUMNS) + " |" for one in rows]
    source = "\n".join([*lines, "", f"| choices {choices}", f"| settings {settings}"])
    return list(examine("form.md", source.encode()).problems)


def relevant(expression: str) -> Row:
    return row("text", "t", relevant=expression)


def calculated(expression: str) -> Row:
    return row("calculate", "c", "", calculation=expression)


EXPRESSIONS = [
    ((A, relevant("${aa} > 1")), 3, "relevant"),
    ((A, relevant("${A} > 1")), 3, "relevant"),
    ((A, relevant("${a > 1")), 3, "relevant"),
    ((A, relevant("{a} > 1")), 3, "relevant"),
    ((A, relevant("${a} == 1")), 3, "relevant"),
    ((A, relevant("${a} <> 1")), 3, "relevant"),
    ((A, relevant("${a} > 1 && ${a} < 5")), 3, "relevant"),
    ((A, relevant("${a} > 1 AND ${a} < 5")), 3, "relevant"),
    ((A, relevant("(${a} > 1")), 3, "relevant"),
    ((A, relevant("${a} = 'x")), 3, "relevant"),
    ((A, relevant("yes")), 3, "relevant"),
    ((M, relevant("selected(${m}, yes)")), 3, "relevant"),
    ((A, relevant("iff(${a} > 1, 1, 2)")), 3, "relevant"),
    ((A, calculated("if(${a} > 1, 2)")), 3, "calculation"),
    ((A, calculated("${a} / 2")), 3, "calculation"),
    ((A, calculated("${a} % 2")), 3, "calculation"),
    ((A, calculated("${a} * 1,5")), 3, "calculation"),
    ((A, calculated("=${a} + 1")), 3, "calculation"),
    ((A, calculated("/data/b + 1")), 3, "calculation"),
    ((A, calculated("../b + 1")), 3, "calculation"),
    ((A, calculated("position(5)")), 3, "calculation"),
    ((A, calculated("count('a')")), 3, "calculation"),
    ((A, calculated("indexed-repeat(${a}, ${a}, 1)")), 3, "calculation"),
    ((A, calculated("pulldata('fruit', 'x', 'key', 'k')")), 3, "calculation"),
    ((A, calculated("count(instance('fruit')/root/item)")), 3, "calculation"),
    ((S, calculated("instance('yn')/root/item[name = 'yes']/weight")), 3, "calculation"),
    ((A, calculated("${last-saved#b}")), 3, "calculation"),
    ((A, calculated("random()")), 3, "calculation"),
    ((A, calculated("digest(${a}, 'MD6', 'x', 1)")), 3, "calculation"),
    ((A, calculated("date('1/1/2020')")), 3, "calculation"),
    ((A, row("calculate", "c", "")), 3, "calculation"),
    ((row("text", "t", constraint="regex(., '[0-9')"),), 2, "constraint"),
    ((row("text", "t", constraint="> 5"),), 2, "constraint"),
    ((row("text", "t", required="maybe"),), 2, "required"),
    ((row("select_one yn", "s", choice_filter="region = 'x'"),), 2, "choice_filter"),
    ((row("select_one yn", "s", choice_filter="name = ${x}"),), 2, "choice_filter"),
    ((row("text", "t", "Chào ${nobody}"),), 2, "label"),
    ((row("begin_repeat", "r", repeat_count="many"), A, END_R), 2, "repeat_count"),
    ((row("begin_repeat", "r", repeat_count="${a}"), A, END_R), 2, "repeat_count"),
    ((A, row("text", "x", relevant="${x} = ''")), 3, "relevant"),
    (
        (row("text", "x", relevant="${y} = ''"), row("text", "y", relevant="${x} = ''")),
        2,
        "relevant",
    ),
    ((A, calculated("${d} + 1"), row("calculate", "d", "", calculation="${c}")), 3, "calculation"),
]
ROWS = [
    ((row("select_one nolist", "s"),), 2, "type"),
    ((row("select_one", "s"),), 2, "type"),
    ((row("txt", "t"),), 2, "type"),
    ((row("select_on yn", "s"),), 2, "type"),
    ((row("range", "x"),), 2, "type"),
    ((row("rank yn", "x"),), 2, "type"),
    ((row("geotrace", "x"),), 2, "type"),
    ((row("audit", "audit", ""), A), 2, "type"),
    ((row("xml-external", "x", ""), A), 2, "type"),
    ((row("select_one_from_file x.xml", "x"),), 2, "type"),
    ((A, A), 3, "name"),
    ((row("text", "full name"),), 2, "name"),
    ((row("text", "1st"),), 2, "name"),
    ((row("text", "tên"),), 2, "name"),
    ((row("text", ""),), 2, "name"),
    ((row("text", "meta"),), 2, "name"),
    ((row("text", "t", ""),), 2, "label"),
    ((G, A), 2, "type"),
    ((A, END_G), 3, "type"),
    ((G, R, A, END_G, END_R), 5, "type"),
    ((row("image", "i", appearance="draw"),), 2, "appearance"),
    ((row("begin_group", "g", appearance="table-list"), S, END_G), 2, "appearance"),
    ((row("integer", "a", default="abc"),), 2, "default"),
    ((row("select_one yn", "s", default="maybe"),), 2, "default"),
    ((row("date", "d", default="20/11/2026"),), 2, "default"),
]


@pytest.mark.parametrize(("rows", "at", "column"), [*EXPRESSIONS, *ROWS])
def test_it_is_refused_at_its_place(rows: tuple[Row, ...], at: int, column: str) -> None:
    errors = [one for one in about(*rows) if one.severity == "error"]
    assert (at, column) in {(one.row, one.column) for one in errors}
    for one in errors:
        assert "survey" in one.english
        assert "survey" in one.vietnamese


WARNINGS = [
    ((S, relevant("${s} = ‘yes’")), 3, "relevant"),
    ((S, relevant("${s} = 'Yes'")), 3, "relevant"),
    ((R, A, END_R, relevant("${a} > 5")), 5, "relevant"),
    ((row("begin_group", "g", appearance="field-list"), A, END_G), 2, "appearance"),
    ((row("deviceid", "device", ""), A), 2, "type"),
]


@pytest.mark.parametrize(("rows", "at", "column"), WARNINGS)
def test_it_is_doubted_at_its_place(rows: tuple[Row, ...], at: int, column: str) -> None:
    found = about(*rows)
    assert not [one for one in found if one.severity == "error"]
    assert (at, column) in {(one.row, one.column) for one in found}


FINE = [
    (A, relevant("${ a } > 1")),
    (row("integer", "x", constraint="${x} > 0"),),
    (row("Integer", "a"), row("Select_One yn", "s"), row("select_one  yn", "t")),
    (row("integer", "a-b"), relevant("${a-b} > 1")),
    (row("text", "t", required="TRUE"), row("text", "u", required="true()")),
    (row("date", "d", default="today()"), row("text", "t", default="concat('a', ${d})")),
    (M, relevant("selected(${m}, 'yes') or selected(${m}, 'no')")),
    (row("text", "t", constraint="regex(., '^[A-ZĐ][a-zàáảãạ]+$')"),),
    (row("select_one yn", "s", appearance="minimal"), row("text", "t", appearance="multiline")),
    (R, A, calculated("position(..)"), END_R, row("calculate", "n", "", calculation="count(${r})")),
]


@pytest.mark.parametrize("rows", FINE)
def test_nothing_is_said_of_what_is_right(rows: tuple[Row, ...]) -> None:
    used = any("yn" in one["type"] for one in rows)
    assert about(*rows, choices=CHOICES if used else "| list_name | name | label |\n") == []


LISTS = [
    ("| yn | yes | Có |\n| | yn | yes | Không |", 3, "name"),
    ("| yn | yes sir | Có |", 2, "name"),
    ("| yn | | Có |", 2, "name"),
    ("| yn | yes | |", 2, "label"),
    ("| | yes | Có |\n| | yn | no | Không |", 2, "list_name"),
]


@pytest.mark.parametrize(("rows", "at", "column"), LISTS)
def test_mistakes_in_a_list(rows: str, at: int, column: str) -> None:
    found = about(S, choices=f"| list_name | name | label |\n| {rows}\n")
    assert ("choices", at, column) in {(one.sheet, one.row, one.column) for one in found}


@pytest.mark.parametrize("missing", ["form_title", "form_id", "version"])
def test_a_missing_setting(missing: str) -> None:
    named = [one for one in ("form_title", "form_id", "version") if one != missing]
    settings = f"| {named[0]} | {named[1]} |\n| | x | y |\n"
    (problem,) = [one for one in about(A, settings=settings) if one.severity == "error"]
    assert (problem.sheet, problem.column) == ("settings", missing)


def test_a_choice_label_may_name_an_answer() -> None:
    """`${name}` in a choice's label is no text to be shown as it stands."""
    choices = "| list_name | name | label |\n| | l | a | Của ${nobody} |\n"
    found = about(row("select_one l", "s"), choices=choices)
    assert ("choices", 2, "label") in {(one.sheet, one.row, one.column) for one in found}
