"""The programme's own forms: they load, other XLSForm tools take them, their words are complete."""

import pytest
from pyxform.xls2xform import convert

from forms import definition, library
from forms.definition import Type, walk
from forms.program import program

ALL = library.all_ids()


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


OUTREACH = (
    "event_date unit place form theme organiser audience_target target_ref participants_total "
    "participants_female participants_minority participants_business languages materials cost "
    "cost_source photos"
)
PACKAGING = (
    "survey_date establishment_type establishment establishment_new operating eco_status eco_kinds "
    "plastic_kinds bags_per_day eco_label_goods stalls_total stalls_eco evidence informant"
)


@pytest.mark.parametrize(("form_id", "names"), [("outreach", OUTREACH), ("packaging", PACKAGING)])
def test_it_asks_what_the_programme_asks_in_its_order(form_id: str, names: str) -> None:
    asked = [question.name for question, _ in walk(library.load(form_id).nodes)]
    assert [name for name in asked if name in names.split()] == names.split()
