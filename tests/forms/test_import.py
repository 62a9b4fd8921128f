"""The import of XLSForms: what is read, what is refused, and where the fault lies."""

import pytest

from forms import definition
from forms.definition import Group, Question, Type, walk
from forms.markdown import read
from forms.problems import Fault, FormError
from forms.xlsform import from_markdown
from tests.forms.fakes import make

CHOICES = "| list_name | name | label |\n| | yn | yes | Có |\n| | yn | no | Không |"
HEAD = (
    "| type | name | label | relevant | constraint | calculation | choice_filter | bind::bot:as |"
)


def faults(survey: str, choices: str = CHOICES) -> list[tuple[Fault, int, str]]:
    with pytest.raises(FormError) as caught:
        make(survey, choices)
    return [(one.fault, one.row, one.column) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| | geotrace | a | A |", [(Fault.TYPE, 2, "type")]),
        ("| | begin_repeat | a | A |", [(Fault.TYPE, 2, "type")]),
        ("| | select_one nolist | a | A |", [(Fault.NO_LIST, 2, "type")]),
        ("| | select_one_from_file a.xml | a | A |", [(Fault.NO_FILE, 2, "type")]),
        ("| | text | | A |", [(Fault.NO_NAME, 2, "name")]),
        ("| | text | tên | A |", [(Fault.NAME, 2, "name")]),
        ("| | text | a b | A |", [(Fault.NAME, 2, "name")]),
        ("| | text | a | A |\n| | text | a | B |", [(Fault.DUPLICATE, 3, "name")]),
        ("| | text | a | |", [(Fault.NO_LABEL, 2, "label")]),
        ("| | begin group | g | G |\n| | text | a | A |", [(Fault.UNBALANCED, 2, "type")]),
        ("| | text | a | A |\n| | end group | | |", [(Fault.UNBALANCED, 3, "type")]),
        ("| | text | a | A | ${b} = 1 |", [(Fault.REFERENCE, 2, "relevant")]),
        ("| | text | a | A | | 1 + |", [(Fault.SYNTAX, 2, "constraint")]),
        ("| | text | a | A | | uuid() = . |", [(Fault.FUNCTION, 2, "constraint")]),
        ("| | text | a | A | | a = 1 |", [(Fault.BARE_NAME, 2, "constraint")]),
        ("| | calculate | a | | | | |", [(Fault.VALUE, 2, "calculation")]),
        ("| | text | a | hello ${b} | | | |", [(Fault.REFERENCE, 2, "label")]),
        ("| | text | a | A | | | | | money |", [(Fault.VALUE, 2, "bind::bot:as")]),
        (
            "| | select_one yn | a | A | | | | region = 1 |",
            [(Fault.BARE_NAME, 2, "choice_filter")],
        ),
        (
            "| | text | a | A | ${b} = 1 |\n| | text | b | B | ${a} = 1 |",
            [(Fault.CIRCULAR, 2, "relevant"), (Fault.CIRCULAR, 3, "relevant")],
        ),
        ("| | text | a | A | ${a} = 1 |", [(Fault.CIRCULAR, 2, "relevant")]),
        (
            "| | text | a | A | ${b} = 1 |\n| | calculate | b | | | | ${a} + 1 |",
            [(Fault.CIRCULAR, 2, "relevant"), (Fault.CIRCULAR, 3, "relevant")],
        ),
        (
            "| | begin group | g | G | ${a} = 1 |\n| | text | a | A |\n| | end group | | |",
            [(Fault.CIRCULAR, 3, "relevant")],
        ),
        (
            "| | draw | a | A |\n| | text | b b | B |",
            [(Fault.TYPE, 2, "type"), (Fault.NAME, 3, "name")],
        ),
    ],
)
def test_what_is_refused(rows: str, expected: list[tuple[Fault, int, str]]) -> None:
    assert faults(f"{HEAD}\n{rows}") == expected


def test_columns_that_a_chat_cannot_honour_are_named() -> None:
    found = faults("| type | name | label | media::audio | bind::bot:magic |\n| | text | a | A |")
    assert found == [(Fault.COLUMN, 1, "media::audio"), (Fault.COLUMN, 1, "bind::bot:magic")]


def test_cells_that_mean_nothing_are_named() -> None:
    found = faults(
        "| type | name | label | read_only | bind::bot:max |\n| | image | a | A | so | 3x |"
    )
    assert found == [(Fault.VALUE, 2, "bind::bot:max"), (Fault.VALUE, 2, "read_only")]


def test_choices_are_checked() -> None:
    bad = "| list_name | name | label |\n| | l | a b | X |\n| | l | c | |\n| | l | c | Y |"
    found = faults("| type | name | label |\n| | select_one l | q | Q |", bad)
    assert found == [
        (Fault.NAME, 2, "name"),
        (Fault.NO_LABEL, 3, "label"),
        (Fault.DUPLICATE, 4, "name"),
    ]


def test_problems_speak_both_languages_and_name_the_place() -> None:
    with pytest.raises(FormError) as caught:
        make("| type | name | label |\n| | geotrace | a | A |")
    (problem,) = caught.value.problems
    assert problem.english == (
        "sheet survey, row 2, column type: the type “geotrace” is not supported in a chat"
    )
    assert problem.vietnamese == (
        "trang survey, dòng 2, cột type: kiểu câu hỏi “geotrace” chưa dùng được trong trò chuyện"
    )
    assert str(caught.value) == problem.english


def test_every_fault_can_be_said() -> None:
    for fault in Fault:
        assert fault.english.format(what="x")
        assert fault.vietnamese.format(what="x")


def test_no_survey_and_no_settings() -> None:
    with pytest.raises(FormError) as caught:
        from_markdown("nothing here")
    found = [(one.fault, one.sheet, one.what) for one in caught.value.problems]
    assert found == [
        (Fault.NO_SHEET, "survey", ""),
        (Fault.SETTING, "settings", "form_id"),
        (Fault.SETTING, "settings", "version"),
        (Fault.SETTING, "settings", "form_title"),
    ]


def test_languages_and_aliases() -> None:
    form = make(
        "| type | name | label::English (en) | label::Tiếng Việt (vi) | readonly | relevance |\n"
        "| | int | a | How many? | Bao nhiêu? | | |\n"
        "| | string | b | Name? | Tên? | yes | ${a} > 1 |",
        settings="| form_title | form_id | version | default_language |\n"
        "| | T | t | 1 | Tiếng Việt (vi) |",
    )
    (a, _), (b, _) = walk(form.nodes)
    assert (a.type, form.say(a.label)) == (Type.INTEGER, "Bao nhiêu?")
    assert a.label["English (en)"] == "How many?"
    assert (b.type, b.read_only, b.asked, b.relevant) == (Type.TEXT, True, False, "${a} > 1")


def test_the_first_language_is_the_default() -> None:
    form = make("| type | name | label::English (en) |\n| | text | a | A |")
    assert form.default_language == "English (en)"


def test_or_other_makes_a_choice_and_a_question() -> None:
    form = make("| type | name | label |\n| | select_one yn or_other | a | A |", CHOICES)
    (a, _), (other, _) = walk(form.nodes)
    assert [choice.name for choice in form.choices[a.choices]] == ["yes", "no", "other"]
    assert [choice.name for choice in form.choices["yn"]] == ["yes", "no"]
    assert (other.name, other.type) == ("a_other", Type.TEXT)
    assert other.relevant == "selected(${a}, 'other')"


def test_groups_are_a_tree() -> None:
    form = make(
        "| type | name | label | relevant |\n| | begin_group | g | G | true() |\n"
        "| | begin group | h | H | |\n| | text | a | A | |\n| | end group | h | | |\n"
        "| | end_group | | | |\n| | start | start | | |"
    )
    (group,) = form.nodes
    assert isinstance(group, Group)
    assert [(q.name, [g.name for g in above]) for q, above in walk(form.nodes)] == [
        ("a", ["g", "h"])
    ]


def test_a_form_survives_json_and_is_known_by_its_content() -> None:
    survey = (
        "| type | name | label | default | bind::bot:suggest | bind::bot:max |\n"
        "| | text | a | A | x | một; hai | |\n| | begin group | g | G |\n"
        "| | image | b | B | | | 3 |\n| | end group | | |"
    )
    form = make(survey)
    again = definition.from_json(definition.to_json(form))
    assert again == form
    assert hash(again) == hash(form)
    assert [one.bot for one, _ in walk(again.nodes)] == [one.bot for one, _ in walk(form.nodes)]
    assert make(survey.replace("một", "ba")) != form
    assert form != "a form"


def test_markdown_tables() -> None:
    source = (
        "# Title\n\n| survey | type | name |\n|---|---|---|\n| | text | a\\|b |\n| | | |\n"
        "| | note |\n\nwords between\n| settings | form_id |\n| | x |"
    )
    survey, settings = read(source)
    assert survey.header == ("type", "name")
    assert [(row.number, dict(row.cells)) for row in survey.rows] == [
        (2, {"type": "text", "name": "a|b"}),
        (3, {"type": "note"}),
    ]
    assert settings.name == "settings"
    assert read("") == []


def test_parameters_and_unknown_values() -> None:
    head = "| type | name | label | parameters | bind::bot:aggregate | bind::bot:add |\n"
    assert isinstance(make(head + "| | image | a | A | max-pixels=1600 | | |").nodes[0], Question)
    assert faults(head + "| | text | a | A | randomize=true | median | Thêm |") == [
        (Fault.VALUE, 2, "bind::bot:aggregate"),
        (Fault.VALUE, 2, "bind::bot:add"),
        (Fault.VALUE, 2, "parameters"),
    ]
