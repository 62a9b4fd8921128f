"""Repeats in a chat: one more, one less, back and forth, counted, one inside another."""

import pytest

from forms.steps import (
    Add,
    Answer,
    Ask,
    Back,
    Chose,
    Done,
    Jump,
    Outline,
    Outlined,
    Refusal,
    Refused,
    Remove,
    Submit,
    Typed,
)
from tests.forms.fakes import Talk, make

VILLAGES = make(
    """| type | name | label | required | relevant | calculation | constraint | default |
    | | text | leader | Ai dẫn đầu? | yes | | | | |
    | | begin_repeat | village | Bản | | | | | |
    | | text | name | Tên bản là gì? | yes | | | | |
    | | integer | homes | Bản ${name} có bao nhiêu hộ? | | | | . > 0 | |
    | | integer | poor | Bao nhiêu hộ nghèo? | | ${homes} > 10 | | . <= ${homes} | |
    | | end_repeat | | | | | | | |
    | | calculate | total | | | | sum(${homes}) | | |
    | | note | said | Tổng cộng ${total} hộ, ${leader}. | | | | | |
    | | text | closing | Ghi chú? | | ${total} > 100 | | | |"""
)
COUNTED = make(
    """| type | name | label | repeat_count | required |
    | | integer | size | Mấy người? | | |
    | | begin_repeat | member | Người | ${size} | |
    | | text | called | Tên? | | yes |
    | | begin_repeat | pet | Con vật | | |
    | | text | sort | Con gì? | | yes |
    | | end_repeat | | | | |
    | | end_repeat | | | | |"""
)


def filled() -> Talk:
    """Two villages, at the question whether there is a third."""
    return Talk(VILLAGES).say("An", "Nà Hừ", "45", "5", "thêm", "Nậm Củm", "8")


def test_after_the_last_question_one_more_is_asked() -> None:
    one = Talk(VILLAGES).say("An", "Nà Hừ", "45", "5")
    assert (one.at, one.question.more, one.question.label) == ("village", True, "Bản")
    assert [option.value for option in one.question.options] == ["yes", "no"]
    assert (one.question.may_skip, one.question.may_go_back) == (True, True)


def test_questions_say_which_instance_they_are_about() -> None:
    one = Talk(VILLAGES).say("An")
    assert (one.at, one.question.where) == ("name#1", ("Bản 1",))
    one.say("Nà Hừ")
    assert (one.at, one.question.label) == ("homes#1", "Bản Nà Hừ có bao nhiêu hộ?")
    one.say("45", "5", "có")
    assert (one.at, one.question.where) == ("name#2", ("Bản 2",))
    assert (one.question.number, one.question.total) == (5, 6)


@pytest.mark.parametrize("said", ["có", "thêm", "Thêm nữa", "1", Chose("village", "yes")])
def test_ways_to_say_one_more(said: str | Chose) -> None:
    assert Talk(VILLAGES).say("An", "Nà Hừ", "5", said).at == "name#2"


@pytest.mark.parametrize(
    "said", ["không", "ko", "đủ rồi", "2", "xong", "bỏ qua", Chose("village", "no")]
)
def test_ways_to_say_enough(said: str | Chose) -> None:
    assert Talk(VILLAGES).say("An", "Nà Hừ", "5", said).review.complete


def test_what_is_neither_is_asked_again() -> None:
    one = Talk(VILLAGES).say("An", "Nà Hừ", "5", "mấy cũng được")
    assert (one.at, one.refused) == ("village", Refusal.NOT_A_CHOICE)


def test_relevance_is_of_the_same_instance() -> None:
    one = Talk(VILLAGES).say("An", "Nà Hừ", "45")
    assert one.at == "poor#1"
    one.say("5", "thêm", "Nậm Củm", "8")
    assert one.at == "village"
    assert one.say(Jump("homes#2"), "12").at == "poor#2"
    assert one.say("13").message == ""
    assert one.refused is Refusal.CONSTRAINT


def test_sums_over_instances_open_later_questions() -> None:
    one = filled().say("không")
    assert one.review.note == "Tổng cộng 53 hộ, An."
    assert [line.question for line in one.review.lines][-1] == "homes#2"
    assert one.say(Jump("homes#2"), "80").at == "poor#2"
    assert one.say("1").at == "closing"
    assert one.turn.step.note == "Tổng cộng 125 hộ, An."  # type: ignore[union-attr]


def test_back_goes_through_the_instances() -> None:
    one = filled()
    seen = []
    for _ in range(7):
        one.say(Back())
        seen.append(one.at)
    assert seen == ["homes#2", "name#2", "poor#1", "homes#1", "name#1", "leader", "leader"]
    assert one.refused is Refusal.NOTHING_BEFORE


def test_back_from_behind_the_repeat_asks_for_one_more_again() -> None:
    one = filled().say("không", Back())
    assert one.at == "village"
    assert one.say("có").at == "name#3"


def test_the_review_shows_instances_and_lets_them_change() -> None:
    review = filled().say("không").review
    (repeating,) = review.repeats
    assert (repeating.key, repeating.label, repeating.may_change) == ("village", "Bản", True)
    assert [(one.key, one.label, one.first) for one in repeating.instances] == [
        ("village#1", "Bản 1", "name#1"),
        ("village#2", "Bản 2", "name#2"),
    ]
    assert [line.where for line in review.lines] == [(), *[("Bản 1",)] * 3, *[("Bản 2",)] * 2]


def test_one_more_from_the_review_leads_back_to_it() -> None:
    one = filled().say("không", Add("village"))
    assert one.at == "name#3"
    assert one.say("Pa Vệ Sủ").at == "homes#3"
    assert one.say("9").review.complete


def test_one_less_takes_its_answers_and_renumbers() -> None:
    one = filled().say("không", Remove("village#1"))
    assert [line.question for line in one.review.lines] == ["leader", "name#2", "homes#2"]
    assert one.review.lines[1].where == ("Bản 1",)
    assert one.review.note == "Tổng cộng 8 hộ, An."
    assert "name#1" not in one.filling.answers
    assert one.say(Add("village")).at == "name#3"  # an id is not given twice


def test_none_left_and_one_again() -> None:
    one = Talk(VILLAGES).say("An", "Nà Hừ", "5", "không", Remove("village#1"))
    assert [line.question for line in one.review.lines] == ["leader"]
    assert one.say(Add("village")).at == "name#2"
    assert one.question.where == ("Bản 1",)


@pytest.mark.parametrize("key", ["village#9", "village", "leader", "x#1", "village#1.1", "name#1"])
def test_what_is_no_instance_cannot_be_removed(key: str) -> None:
    one = filled().say("không")
    before = one.filling
    one.say(Remove(key))
    assert one.review.refused == Refused(Refusal.STALE)
    assert one.filling == before


def test_removing_the_instance_that_is_open_moves_on() -> None:
    one = filled().say("thêm")
    assert one.at == "name#3"
    assert one.say(Remove("village#3")).at == "village"


def test_what_is_handed_in_says_where_it_stands() -> None:
    step = filled().say("không", Submit()).turn.step
    assert isinstance(step, Done)
    assert {one.path: one.value for one in step.values} == {
        "leader": "An",
        "village[1]/name": "Nà Hừ",
        "village[1]/homes": 45,
        "village[1]/poor": 5,
        "village[2]/name": "Nậm Củm",
        "village[2]/homes": 8,
        "total": 53,
    }
    assert [one.name for one in step.values][1:3] == ["name", "homes"]


def test_all_in_one_message() -> None:
    one = Talk(VILLAGES).say("An\nNà Hừ\n45\n5\nthêm\nNậm Củm\n8\nkhông")
    assert one.review.complete
    assert one.shown == ["An", "Nà Hừ", "45", "5", "Nậm Củm", "8"]


# --- counted ------------------------------------------------------------------------------------
def test_a_count_says_how_many() -> None:
    one = Talk(COUNTED).say("2", "An")
    assert one.at == "sort#1.1"
    assert one.question.where == ("Người 1", "Con vật 1")
    assert one.say("Chó").at == "pet#1"
    assert one.say("không").at == "called#2"
    assert one.say("Bình", "Mèo", "thêm", "Gà", "không").review.complete
    repeats = {one.key: one.may_change for one in one.review.repeats}
    assert repeats == {"member": False, "pet#1": True, "pet#2": True}


def test_a_smaller_count_sets_answers_aside_and_a_larger_brings_them_back() -> None:
    one = Talk(COUNTED).say("2", "An", "Chó", "không", "Bình", "Mèo", "không", Jump("size"), "1")
    assert [line.question for line in one.review.lines] == ["size", "called#1", "sort#1.1"]
    assert one.filling.answers["called#2"] == Answer("Bình")
    one.say(Jump("size"), "2")
    assert [line.shown for line in one.review.lines] == ["2", "An", "Chó", "Bình", "Mèo"]


def test_nothing_to_count_is_nothing_to_ask() -> None:
    assert Talk(COUNTED).say("0").review.complete
    assert Talk(COUNTED).say("bỏ qua").review.complete


def test_more_than_a_chat_can_put_is_refused() -> None:
    one = Talk(COUNTED).say("100000")
    assert (one.at, one.refused) == ("size", Refusal.TOO_MANY_INSTANCES)
    assert one.filling.answers == {}
    assert one.say(Add("member")).refused is Refusal.STALE


def test_nested_instances_are_removed_with_theirs() -> None:
    one = Talk(COUNTED).say("1", "An", "Chó", "thêm", "Mèo", "không", Remove("pet#1.1"))
    assert [line.question for line in one.review.lines] == ["size", "called#1", "sort#1.2"]


def test_the_outline_shows_all_that_is_put() -> None:
    step = filled().say(Outline()).turn.step
    assert isinstance(step, Outlined)
    assert [one.name for one in step.questions][:3] == ["leader", "name#1", "homes#1"]
    assert [one.number for one in step.questions] == list(range(1, 7))


def test_taps_on_questions_of_other_instances_are_stale() -> None:
    one = filled()
    assert one.say(Chose("village#1", "yes")).refused is Refusal.STALE
    assert one.say(Typed("thêm")).at == "name#3"
    assert isinstance(one.turn.step, Ask)
