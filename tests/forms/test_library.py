"""The programme's own forms: they load, other XLSForm tools take them, their words are complete."""

import re

import pytest
from pyxform.xls2xform import convert

from forms import definition, library
from forms.definition import NUMBERS, Type, walk
from forms.program import program
from forms.xlsform import examine

ALL = library.all_ids()


def test_the_library_has_all_eight_forms() -> None:
    assert ALL == (
        "outreach",
        "packaging",
        "plan",
        "site",
        "model",
        "consumption",
        "education",
        "period_report",
    )
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
def test_the_importer_has_nothing_to_say_about_it(form_id: str) -> None:
    examined = examine(f"{form_id}.md", library.source(form_id).encode())
    assert [problem.english for problem in examined.problems] == []


@pytest.mark.parametrize("form_id", ALL)
def test_its_sentences_are_complete(form_id: str) -> None:
    form = library.load(form_id)
    for question, _ in walk(form.nodes):
        if question.type in {Type.CALCULATE, Type.HIDDEN}:
            continue
        assert form.say(question.label)
        assert bool(question.required) == bool(form.say(question.required_message)), question.name
        if question.constraint or question.choice_filter:
            assert form.say(question.constraint_message), question.name
        assert bool(question.bot.warn) == bool(question.bot.warn_message)
        if question.type in NUMBERS and question.bot.as_ != "money":
            assert question.constraint


@pytest.mark.parametrize("form_id", ALL)
def test_it_speaks_as_one_speaks_to_an_officer(form_id: str) -> None:
    form = library.load(form_id)
    for question, _ in walk(form.nodes):
        label = form.say(question.label)
        assert len(label) <= 160, label
        assert label == "" or label[-1] in ".?:", label
        assert not re.search(r"\b(bạn|mày|tôi)\b| ạ\b", label), label
        sentences = [question.required_message, question.constraint_message]
        for said in [form.say(words) for words in sentences if words] + [question.bot.warn_message]:
            assert said == "" or said[-1] in ".?", said
            assert " bạn" not in f" {said}", said
        if question.bot.warn_message:
            assert "nh/chị" in question.bot.warn_message


def test_each_indicator_has_its_questions() -> None:
    """CT01 and CT10 count outreach events, PT01 too; CT03 to CT07 are told apart by the sector."""
    fed: dict[str, set[str]] = {}
    for form_id in ALL:
        for question, _ in walk(library.load(form_id).nodes):
            for code in question.bot.indicators:
                fed.setdefault(code, set()).add(form_id)
    assert fed == {
        "CT01": {"outreach"},
        "CT02": {"plan"},
        "CT03": {"consumption"},
        "CT04": {"consumption"},
        "CT05": {"consumption"},
        "CT06": {"consumption"},
        "CT07": {"consumption"},
        "CT08": {"outreach", "site"},
        "CT09": {"outreach", "site"},
        "CT10": {"outreach"},
        "CT11": {"outreach", "packaging"},
        "CT12": {"model"},
        "CT13": {"packaging"},
        "CT14": {"model"},
        "CT15": {"model"},
        "CT16": {"education", "outreach"},
        "PT01": {"outreach", "period_report"},
        "PT02": {"outreach"},
        "PT03": {"packaging"},
        "PT04": {"outreach"},
    }


# The keys of the programme's own list of questions; what is asked besides stands between them.
ASKED = {
    "outreach": "event_date unit place form theme organiser audience_target target_ref "
    "participants_total participants_female participants_minority participants_business languages "
    "materials cost cost_source photos",
    "packaging": "survey_date establishment_type establishment establishment_new operating "
    "eco_status eco_kinds plastic_kinds bags_per_day eco_label_goods stalls_total stalls_eco "
    "evidence informant",
    "plan": "plan_status plan_number plan_date plan_file",
    "site": "site recognised in_operation reached_event",
    "model": "model_name model_kind model_status model_scale model_note",
    "consumption": "enterprise sector year output_qty inputs",
    "education": "school_year schools_total schools_integrated how",
    "period_report": "nil difficulties proposals next_plan sign_off",
}


@pytest.mark.parametrize("form_id", ALL)
def test_it_asks_what_the_programme_asks_in_its_order(form_id: str) -> None:
    names = ASKED[form_id].split()
    asked = [question.name for question, _ in walk(library.load(form_id).nodes)]
    assert [name for name in asked if name in names] == names
