"""Cascading places: each list follows the answers above it, also inside a repeat."""

import pytest

from forms.steps import Jump, Refusal, Submit
from tests.forms.fakes import Talk
from tests.forms.real.playing import handed_in, load


def names(talk: Talk) -> list[str]:
    return [option.value for option in talk.question.options]


def told() -> Talk:
    talk = Talk(load("places")).say("lai châu", "mường tè", "có", "pa ủ", "900")
    return talk.say("than uyên", "mường kim", "thêm", "mường tè", "bum tở", "không")


def test_each_list_follows_the_answers_above_it() -> None:
    talk = Talk(load("places")).say("lai châu")
    assert (talk.question.label, names(talk)) == ("Huyện nào của tỉnh Lai Châu?", ["mt", "tu"])
    assert names(talk.say("mường tè", "có")) == ["bt", "pu"]
    assert names(talk.say(Jump("upland_only"), "không")) == ["bt", "pu", "tt"]
    assert names(talk.say("thị trấn", "1000")) == ["mt", "tu"]
    assert talk.at == "stop_district#1"
    assert names(talk.say("mường tè")) == ["bt", "pu"]  # the commune itself is left out


def test_what_is_handed_in() -> None:
    assert handed_in(told().say(Submit())) == {
        "province": "lc",
        "district": "mt",
        "upland_only": "yes",
        "commune": "pu",
        "province_label": "Lai Châu",
        "commune_label": "Pa Ủ",
        "people": "3000",
        "district_people": 12000,
        "upland_communes": 2,
        "biggest": 5000,
        "second_commune": "pu",
        "share": 25,
        "homes": 900,
        "stop[1]/stop_district": "tu",
        "stop[1]/stop_commune": "mk",
        "stop[1]/stop_people": "10000",
        "stop[2]/stop_district": "mt",
        "stop[2]/stop_commune": "bt",
        "stop[2]/stop_people": "4000",
        "stops": "mk; bt",
        "reached": 17000,
        "far": 1,
    }


@pytest.mark.parametrize(("said", "refused"), [("1501", True), ("1500", False)])
def test_a_constraint_looks_into_a_list(said: str, refused: bool) -> None:
    talk = Talk(load("places")).say("lai châu", "mường tè", "có", "pa ủ", said)
    assert (talk.at == "homes") is refused
    if refused:
        assert talk.message == "Nhiều hộ quá so với số dân."


def test_a_changed_province_leaves_what_is_below_it_to_be_chosen_again() -> None:
    talk = told().say(Jump("province"), "lào cai")
    wrong = {line.question for line in talk.review.lines if line.problem}
    assert wrong == {"district", "stop_district#1", "stop_district#2"}
    assert talk.say(Submit()).review.refused is not None
    assert names(talk.say(Jump("district"))) == ["sp"]
    wrong = {line.question for line in talk.say("sa pa").review.lines if line.problem}
    assert "commune" in wrong


def test_a_choice_outside_the_filter_is_no_choice() -> None:
    talk = Talk(load("places")).say("lai châu", "sa pa")
    assert (talk.at, talk.refused) == ("district", Refusal.NOT_A_CHOICE)
