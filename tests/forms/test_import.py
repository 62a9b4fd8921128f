"""The import of XLSForms: what is read, in all the spellings that are in use."""

import pytest

from forms import columns, definition
from forms.definition import Group, Question, Repeat, Type, walk
from forms.markdown import read
from forms.xlsform import Examined, examine_sheets
from tests.forms.fakes import make

CHOICES = "| list_name | name | label |\n| | yn | yes | Có |\n| | yn | no | Không |"


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
    group, started = form.nodes
    assert isinstance(group, Group)
    assert isinstance(started, Question)
    assert started.type is Type.START
    assert [(q.name, [g.name for g in above]) for q, above in walk(form.nodes)] == [
        ("a", ["g", "h"]),
        ("start", []),
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


SPELLINGS = {
    "int": Type.INTEGER, "q decimal": Type.DECIMAL, "add date prompt": Type.DATE,
    "dateTime": Type.DATETIME, "date time": Type.DATETIME, "Time": Type.TIME, "photo": Type.IMAGE,
    "gps": Type.GEOPOINT, "location": Type.GEOPOINT, "trigger": Type.ACKNOWLEDGE, "File": Type.FILE,
    "add note prompt": Type.NOTE, "phone number": Type.TEXT, "string": Type.TEXT,
    "select one from yn": Type.SELECT_ONE, "Select_One  yn": Type.SELECT_ONE,
    "select all that apply from yn": Type.SELECT_MULTIPLE, "select1 yn": Type.SELECT_ONE,
    "select one from file units.CSV": Type.SELECT_ONE_FROM_FILE,
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), SPELLINGS.items())
def test_types_have_many_spellings(written: str, expected: Type) -> None:
    form = make(
        f"| type | name | label |\n| | {written} | a | A |\n| | text | b | B |",
        "| list_name | name | label |\n| | yn | yes | Có |",
    )
    assert [one.type for one, _ in walk(form.nodes)] == [expected, Type.TEXT]


@pytest.mark.parametrize("mark", ["begin repeat", "Begin_Repeat", "begin lgroup"])
def test_repeats(mark: str) -> None:
    form = make(
        "| type | name | label | repeat_count | relevant |\n| | integer | n | N | | |\n"
        f"| | {mark} | r | R | ${{n}} | ${{n}} > 0 |\n| | begin repeat | s | S | | |\n"
        "| | text | a | A | | |\n| | end_repeat | | | | |\n| | end repeat | r | | | |"
    )
    repeat = form.nodes[1]
    assert isinstance(repeat, Repeat)
    assert (repeat.label, repeat.count, repeat.relevant) == ({"": "R"}, "${n}", "${n} > 0")
    assert isinstance(repeat.children[0], Repeat)
    assert definition.from_json(definition.to_json(form)) == form


def examined(survey: str, choices: str = "", settings: str = "") -> Examined:
    settings = settings or "| form_title | form_id | version |\n| | Thử | try | 1 |"
    choices = f"| choices {choices}\n" if choices else ""
    return examine_sheets(read(f"| survey {survey}\n{choices}| settings {settings}"))


HEADERS = [
    ("label::English (en)", "label", "English (en)"),
    ("label :: vi", "label", "vi"),
    ("label:English", "label", "English"),
    ("Caption", "label", ""),
    ("Required Message", "required_message", ""),
    ("bind::jr:constraintMsg::vi", "constraint_message", "vi"),
    ("media:image:vi", "media::image", "vi"),
    ("audio::vi", "media::audio", "vi"),
    ("jr:count", "repeat_count", ""),
    ("control::appearance", "appearance", ""),
    ("bind:bot:max", "bind::bot:max", ""),
    ("Readonly", "read_only", ""),
]


@pytest.mark.parametrize(("header", "name", "language"), HEADERS)
def test_columns_have_many_spellings(header: str, name: str, language: str) -> None:
    assert columns.split(header, "survey") == (name, language)


@pytest.mark.parametrize(
    ("wanted", "expected", "doubts"),
    [
        ("Tiếng Việt (vi)", "Tiếng Việt (vi)", 0),
        ("", "English (en)", 0),
        ("vi", "Tiếng Việt (vi)", 1),
        ("French (fr)", "English (en)", 1),
    ],
)
def test_the_default_language_is_one_that_there_is(wanted: str, expected: str, doubts: int) -> None:
    found = examined(
        "| type | name | label::English (en) | label::Tiếng Việt (vi) |\n| | text | a | A | Á |",
        settings="| form_title | form_id | version | default_language |\n"
        f"| | T | t | 1 | {wanted} |",
    )
    assert found.form is not None
    assert found.form.default_language == expected
    assert len(found.problems) == doubts


def test_columns_that_nobody_fills_in_are_no_trouble() -> None:
    found = examined(
        "| type | name | label | trigger | bind::type | media::video | notes | disabled |\n"
        "| | text | a | A | | | | mine | no |"
    )
    assert found.form is not None
    assert not found.problems


def test_metadata_and_media() -> None:
    form = make(
        "| type | name | label | image | media::audio | bind::bot:subject |\n| | start | s |\n"
        "| | end | e |\n| | today | t |\n| | username | u |\n"
        "| | text | a | A | a.png | a.mp3 | yes |",
        "| list_name | name | label | image | media::audio |\n| | l | x | X | x.png | x.mp3 |",
    )
    *metadata, asked = [one for one, _ in walk(form.nodes)]
    assert [one.type for one in metadata] == [Type.START, Type.END, Type.TODAY, Type.USERNAME]
    assert (asked.image, asked.audio, asked.bot.subject) == ({"": "a.png"}, {"": "a.mp3"}, True)
    (choice,) = form.choices["l"]
    assert (choice.image, choice.audio, choice.columns) == ({"": "x.png"}, {"": "x.mp3"}, {})


def test_what_looks_like_a_circle_and_is_none() -> None:
    """A total over a repeat, a place in it, a sibling seen from the question itself."""
    found = examined(
        "| type | name | label | calculation | default |\n| | begin repeat | r | R | | |\n"
        "| | calculate | pos | | position(..) | |\n| | integer | a | A | | ${total} |\n"
        "| | calculate | b | | current()/../a + 1 | |\n| | end repeat | | | | |\n"
        "| | calculate | total | | sum(${b}) + count(${r}) | |"
    )
    assert [one.fault.name for one in found.problems] == []


def test_a_running_total_is_a_circle_as_in_odk() -> None:
    found = examined(
        "| type | name | label | calculation |\n| | begin repeat | r | R | |\n"
        "| | integer | x | X | |\n"
        "| | calculate | run | | ${x} + indexed-repeat(${run}, ${r}, position(..) - 1) |\n"
        "| | end repeat | | | |"
    )
    assert [(one.fault.name, one.what) for one in found.problems] == [("CIRCULAR", "run → run")]


def test_a_repeat_that_counts_what_is_in_it() -> None:
    found = examined(
        "| type | name | label | repeat_count |\n| | begin repeat | r | R | count(${a}) |\n"
        "| | text | a | A | |\n| | end repeat | | | |"
    )
    assert [(one.fault.name, one.row, one.what) for one in found.problems] == [
        ("CIRCULAR", 2, "r → r")
    ]
