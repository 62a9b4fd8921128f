"""The programme's own forms: they load, other XLSForm tools take them, their words are complete."""

import csv
import time
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from forms import definition, library
from forms.definition import Type, walk
from forms.expressions import parser
from forms.program import program
from forms.xlsform import from_markdown

ALL = library.all_ids()
QUESTIONS = Path("/work/shared/data/questions.csv")


def test_the_library_has_both_forms() -> None:
    assert ALL == ("outreach", "packaging")
    with pytest.raises(KeyError):
        library.source("../secrets")


@pytest.mark.parametrize("form_id", ALL)
def test_pyxform_converts_it_without_a_warning(form_id: str) -> None:
    warnings: list[str] = []
    result = convert(library.source(form_id), warnings=warnings, file_type=".md")
    assert "<h:html" in result.xform
    assert warnings == []


@pytest.mark.parametrize("form_id", ALL)
def test_it_is_compiled_and_kept_as_json(form_id: str) -> None:
    form = library.load(form_id)
    assert form.form_id == form_id
    assert form.version.isdecimal()
    assert form.default_language == "Tiếng Việt (vi)"
    assert definition.from_json(definition.to_json(form)) == form
    assert program(form).entries


@pytest.mark.parametrize("form_id", ALL)
def test_its_sentences_are_complete(form_id: str) -> None:
    form = library.load(form_id)
    for question, _ in walk(form.nodes):
        assert form.say(question.label)
        assert bool(question.required) == bool(form.say(question.required_message)), question.name
        if question.constraint or question.choice_filter:
            assert form.say(question.constraint_message), question.name
        assert bool(question.bot.warn) == bool(question.bot.warn_message)
        if question.type is Type.INTEGER and question.bot.as_ != "money":
            assert question.constraint
        assert " ạ" not in form.say(question.label)


@pytest.mark.skipif(not QUESTIONS.exists(), reason="the programme's question list is not here")
@pytest.mark.parametrize(
    ("form_id", "name", "last"), [("outreach", "tuyen_truyen", 17), ("packaging", "bao_bi", 14)]
)
def test_it_asks_what_the_programme_asks(form_id: str, name: str, last: int) -> None:
    with QUESTIONS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["form"] == name]
    form = library.load(form_id)
    asked = {question.name: question for question, _ in walk(form.nodes)}
    for row in rows:
        if int(row["seq"]) > last:
            continue
        question = asked[row["key"]]
        assert set(question.bot.indicators) == {one for one in row["feeds"].split(";") if one}
        listed = form.choices.get(question.choices, ())
        labels = {form.say(choice.label) for choice in listed} | {
            question.bot.unknown,
            question.bot.none,
            question.bot.add,
            *question.bot.suggest,
        }
        said = set(row["choices_vi"].split("|")) - {""}
        said -= {"Chọn ngày khác", "Bỏ qua", "Xong", "(danh mục)", "Đơn vị của tôi", "Đơn vị khác"}
        assert said <= labels, row["key"]


def test_loading_is_quick() -> None:
    parser.parse("1 + 1")  # the grammar is built once a process
    parser.parse.cache_clear()
    best = 1.0
    for _ in range(3):
        parser.parse.cache_clear()
        began = time.perf_counter()
        for form_id in ALL:
            program(from_markdown(library.source(form_id)))
        best = min(best, time.perf_counter() - began)
    assert best < 0.15
