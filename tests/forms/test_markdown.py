"""Forms written as Markdown: what is written reads back as the same form."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forms import library, markdown, xlsform
from forms.definition import Choice, Extension, Form, Group, Question, Repeat, Type, walk
from forms.sheets import clean
from tests.forms.strategies import forms

REAL = sorted((Path(__file__).parent / "real").glob("*.md"))
WORDS = st.text(st.sampled_from("ab|\\\n<br>&lt;amp ;ệ'\"${}#:-"), min_size=1).map(clean)
SAID = WORDS.filter(bool)
LANGUAGES = st.dictionaries(
    st.sampled_from(["", "English (en)", "Tiếng Việt (vi)"]), SAID, min_size=1
)


def again(form: Form) -> Form:
    return xlsform.from_markdown(markdown.write(form))


@pytest.mark.parametrize("form_id", library.all_ids())
def test_the_librarys_forms(form_id: str) -> None:
    form = library.load(form_id)
    assert again(form) == form


@pytest.mark.parametrize("path", REAL, ids=[path.stem for path in REAL])
def test_forms_of_the_field(path: Path) -> None:
    form = xlsform.from_markdown(path.read_text("utf-8"))
    assert again(form) == form


@given(forms())
def test_any_form_is_the_same_again(form: Form) -> None:
    assume(any(question.asked for question, _ in walk(form.nodes)))
    assert again(form) == form


def _plain(text: str) -> bool:
    """No answer appears in it."""
    return "${" not in text


@given(
    LANGUAGES.filter(lambda words: all(map(_plain, words.values()))),
    LANGUAGES.filter(lambda words: all(map(_plain, words.values()))),
    SAID.filter(_plain),
    st.lists(SAID.filter(lambda text: ";" not in text), max_size=3),
)
def test_any_words_are_the_same_again(
    label: dict[str, str], other: dict[str, str], example: str, suggest: list[str]
) -> None:
    bot = Extension(example=example, suggest=tuple(suggest), subject=True, indicators=("A", "B"))
    asked = Question("a", Type.SELECT_ONE, label, other, "yes", other, choices="l", bot=bot)
    photo = Question("p", Type.IMAGE, label, image=other, audio=label, bot=Extension(most=3),
                     parameters={"max-pixels": "9"}, appearance="new")  # fmt: skip
    nodes = (Group("g", label, "1 = 1", (asked, Repeat("r", other, "", "2", (photo,)))),)
    listed = (
        Choice("x", other, exclusive=True, image=label),
        Choice("y", label, columns={"k": "1"}),
    )
    for language in label:
        form = Form("f", "1", "T", language, nodes, {"l": listed}, {"instance_name": "'x'"})
        assert again(form) == form


def test_markdown_tables() -> None:
    source = (
        "# Title\n\n| survey | type | name |\n|---|---|---|\n| | text | a\\|b |\n| | | |\n"
        "| | note |\n\nwords between\n| settings | form_id |\n| | x<br>y |"
    )
    survey, settings = markdown.read(source)
    assert survey.header == ("type", "name")
    assert [(row.number, dict(row.cells)) for row in survey.rows] == [
        (2, {"type": "text", "name": "a|b"}),
        (3, {"type": "note"}),
    ]
    assert settings.name == "settings"
    assert settings.rows[0].cells == {"form_id": "x\ny"}
    assert markdown.read("") == []


def test_what_is_written_is_short() -> None:
    survey = "| survey | type | name | label |\n| | text | a | A |\n| | note | b | B |"
    source = f"{survey}\n\n| settings | form_title | form_id | version |\n| | T | t | 1 |\n"
    assert markdown.write(xlsform.from_markdown(source)) == source
