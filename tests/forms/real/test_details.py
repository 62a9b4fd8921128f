"""What is small and often met: forms of the field convert, labels name answers, paths stay put."""

import pytest
from pyxform.xls2xform import convert

from forms import definition
from forms.steps import Jump, Submit
from tests.forms.fakes import Talk, make
from tests.forms.real.playing import NAMES, handed_in, load, source


@pytest.mark.parametrize("name", NAMES)
def test_pyxform_takes_it_without_a_warning(name: str) -> None:
    warnings: list[str] = []
    assert "<h:html" in convert(source(name), warnings=warnings, file_type=".md").xform
    assert warnings == []


@pytest.mark.parametrize("name", NAMES)
def test_it_is_kept_as_json(name: str) -> None:
    form = load(name)
    assert definition.from_json(definition.to_json(form)) == form


def test_a_choice_names_an_answer() -> None:
    form = make(
        """| type | name | label |
        | | text | who | Ai? |
        | | select_one whose | whose | Của ai? |""",
        "| list_name | name | label |\n| | whose | a | Của ${who} |\n| | whose | b | Khác |",
    )
    talk = Talk(form).say("An")
    assert [one.label for one in talk.question.options] == ["Của An", "Khác"]
    assert talk.say("của an").shown == ["Của An"]


def test_a_path_looks_at_no_relevance_but_of_what_it_names() -> None:
    """A question behind a repeat that depends on what the path counts."""
    form = make(
        """| type | name | label | relevant | calculation |
        | | begin_repeat | item | Món | | |
        | | integer | price | Giá? | | |
        | | end_repeat | | | | |
        | | calculate | dear | | | count(/data/item[price > 10]) |
        | | text | why | Vì sao đắt? | ${dear} > 0 | |"""
    )
    assert Talk(form).say("5", "không").review.complete
    assert Talk(form).say("5", "thêm", "11", "không").at == "why"


def test_notes_stand_before_what_follows_them() -> None:
    form = make(
        """| type | name | label | relevant |
        | | note | hello | Xin chào. | |
        | | text | who | Ai? | |
        | | note | bye | Tạm biệt ${who}. | ${who} != '' |"""
    )
    talk = Talk(form)
    assert talk.turn.step.note == "Xin chào."  # type: ignore[union-attr]
    assert talk.say("An").review.note == "Tạm biệt An."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1", {"size": 1, "both": 0}),
        ("2", {"size": 2, "thing[1]/k": 10, "thing[2]/k": 10, "both": 22}),
        (
            "9",
            {"size": 9, "thing[1]/k": 10, "thing[2]/k": 10, "thing[3]/k": 10, "both": 33},
        ),
        ("0", {"size": 0, "both": 0}),
    ],
)
def test_a_repeat_with_a_relevant_and_a_reckoned_count(said: str, expected: dict[str, int]) -> None:
    form = make(
        """| type | name | label | relevant | repeat_count | calculation |
        | | integer | size | Mấy? | | | |
        | | begin_repeat | thing | Vật | ${size} > 1 | if(${size} > 3, 3, ${size}) | |
        | | integer | k | K? | | | |
        | | end_repeat | | | | | |
        | | calculate | both | | | | count(${thing}) + sum(${k}) |"""
    )
    talk = Talk(form).say(said)
    while not hasattr(talk.turn.step, "complete"):
        talk.say("10")
    assert handed_in(talk.say(Submit())) == expected


def test_booleans_of_calculations_are_truths_to_other_expressions() -> None:
    form = make(
        """| type | name | label | relevant | calculation |
        | | integer | n | N? | | |
        | | calculate | many | | | ${n} > 10 |
        | | calculate | said | | | if(${many}, 'nhiều', 'ít') |
        | | text | why | Vì sao? | ${many} | |"""
    )
    talk = Talk(form).say("5")
    assert handed_in(talk.say(Submit())) == {"n": 5, "many": "false", "said": "ít"}
    again = Talk(form).say("5", Jump("n"), "11")
    assert again.at == "why"
    assert handed_in(again.say("x", Submit()))["many"] == "true"
