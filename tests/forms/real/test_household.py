"""A household survey as an officer fills it in: a roster, totals over it, changes afterwards."""

from datetime import date
from decimal import Decimal

import pytest

from forms.steps import Add, Back, Jump, Refusal, Remove, Submit
from tests.forms.fakes import Talk
from tests.forms.real.playing import handed_in, load

AN = ("An", "nam", "1/5/1980", "5000")
BINH = ("Bình", "nữ", "15/1/2012", "con", "có")
CUC = ("Cúc", "nữ", "28/2/2023", "con")
SHOTS = ("Lao", "5/3/2023", "thêm", "Sởi", "bỏ qua", "không")


def told() -> Talk:
    """At the review, all three members told."""
    talk = Talk(load("household")).say("20/11/2026", "An", "có", "3")
    return talk.say(*AN, *BINH, *CUC, *SHOTS, "1", "bỏ qua")


def test_the_roster_asks_each_member_what_concerns_them() -> None:
    talk = Talk(load("household")).say("20/11/2026", "An", "có", "3")
    assert (talk.at, talk.question.label) == ("name#1", "Thành viên thứ 1 tên là gì?")
    assert talk.say("An", "nam", "1/5/1980").at == "income#1"  # the head is no relation of himself
    assert talk.say("5000", "Bình").at == "sex#2"
    assert talk.question.label == "Bình là nam hay nữ?"
    assert talk.say("nữ", "15/1/2012").question.label == "Bình là gì của An?"
    assert talk.say("con").at == "school#2"
    assert talk.say("có").at == "name#3"
    assert talk.say(*CUC).at == "shot#3.1"
    assert talk.question.where == ("Thành viên 3", "Mũi tiêm 1")


def test_what_is_handed_in() -> None:
    sent = handed_in(told().say(Submit()))
    assert {path: value for path, value in sent.items() if path not in {"started", "day"}} == {
        "visited": date(2026, 11, 20),
        "head": "An",
        "consent": "yes",
        "size": 3,
        "member[1]/pos": 1,
        "member[1]/name": "An",
        "member[1]/sex": "m",
        "member[1]/born": date(1980, 5, 1),
        "member[1]/age": 46,
        "member[1]/is_child": 0,
        "member[1]/income": 5000,
        "member[1]/before": "không có",
        "member[1]/shots": 0,
        "member[2]/pos": 2,
        "member[2]/name": "Bình",
        "member[2]/sex": "f",
        "member[2]/born": date(2012, 1, 15),
        "member[2]/age": 14,
        "member[2]/is_child": 1,
        "member[2]/relation": "child",
        "member[2]/school": "yes",
        "member[2]/before": "An",
        "member[2]/shots": 0,
        "member[3]/pos": 3,
        "member[3]/name": "Cúc",
        "member[3]/sex": "f",
        "member[3]/born": date(2023, 2, 28),
        "member[3]/age": 3,
        "member[3]/is_child": 1,
        "member[3]/relation": "child",
        "member[3]/before": "Bình",
        "member[3]/vaccine[1]/shot": "Lao",
        "member[3]/vaccine[1]/given": date(2023, 3, 5),
        "member[3]/vaccine[1]/which": "3.1",
        "member[3]/vaccine[2]/shot": "Sởi",
        "member[3]/vaccine[2]/which": "3.2",
        "member[3]/shots": 2,
        "members": 3,
        "adults": 1,
        "children": 2,
        "earned": 5000,
        "oldest": 46,
        "youngest": 3,
        "names": "An, Bình, Cúc",
        "first": "An",
        "women": 2,
        "all_shots": 2,
        "second_shot": "Sởi",
        "burden": Decimal("66.7"),
        "working": 1,
        "code": "An-3",
    }


def test_an_older_child_earns_and_goes_to_school_no_more() -> None:
    talk = told().say(Jump("born#2"), "15/1/2006")
    assert talk.at == "income#2"
    sent = handed_in(talk.say("700").say(Submit()))
    assert (sent["member[2]/age"], sent["adults"], sent["children"]) == (20, 2, 1)
    assert (sent["earned"], sent["burden"]) == (5700, Decimal("33.3"))
    assert "member[2]/school" not in sent
    back = told().say(Jump("born#2"), "15/1/2006", "700", Jump("born#2"), "15/1/2012")
    sent = handed_in(back.say(Submit()))
    assert sent["member[2]/school"] == "yes"  # it was only set aside
    assert "member[2]/income" not in sent
    assert sent["earned"] == 5000


def test_a_smaller_household_loses_its_last_member_from_every_total() -> None:
    talk = told().say(Jump("size"), "2")
    sent = handed_in(talk.say(Submit()))
    assert not [path for path in sent if path.startswith("member[3]")]
    assert (sent["members"], sent["names"], sent["all_shots"]) == (2, "An, Bình", 0)
    assert (sent["youngest"], sent["code"]) == (14, "An-3")  # once() keeps what it first was
    assert "second_shot" not in sent


def test_a_lower_income_opens_a_question_behind_the_roster() -> None:
    talk = told().say(Jump("income#1"), "3000")
    assert talk.at == "poor"
    assert talk.say("có").review.complete


def test_no_consent_hides_the_whole_household() -> None:
    talk = told().say(Jump("consent"), "không")
    assert talk.at == "why_not"
    sent = handed_in(talk.say("Đi vắng").say(Submit()))
    assert set(sent) - {"started", "day"} == {"visited", "head", "consent", "why_not", "code"}


@pytest.mark.parametrize(
    ("before", "said", "message"),
    [
        ((), "25/12/2026", "Ngày điều tra không được ở tương lai."),
        (("20/11/2026", "An", "có"), "21", "Từ 1 đến 20 người."),
        (
            ("20/11/2026", "An", "có", "1", "An", "nam"),
            "21/11/2026",
            "Ngày sinh phải trước ngày điều tra.",
        ),
        (
            ("20/11/2026", "An", "có", "3", *AN, *BINH, *CUC, "Lao"),
            "27/2/2023",
            "Ngày tiêm phải sau ngày sinh và trước ngày điều tra.",
        ),
        (
            ("20/11/2026", "An", "có", "3", *AN, *BINH, *CUC, *SHOTS),
            "2",
            "Không được nhiều hơn số người lớn.",
        ),
    ],
)
def test_constraints_look_at_other_answers(
    before: tuple[str, ...], said: str, message: str
) -> None:
    talk = Talk(load("household")).say(*before, said)
    assert (talk.refused, talk.message) == (Refusal.CONSTRAINT, message)


def test_a_later_change_breaks_an_earlier_answer_and_the_review_says_so() -> None:
    talk = told().say(Jump("visited"), "1/3/2023")
    problems = {line.question: line.problem for line in talk.review.lines if line.problem}
    assert problems == {
        "given#3.1": "Ngày tiêm phải sau ngày sinh và trước ngày điều tra.",
    }
    assert talk.say(Submit()).review.refused is not None


def test_back_and_forth_through_the_nested_repeat() -> None:
    talk = Talk(load("household")).say("20/11/2026", "An", "có", "3", *AN, *BINH, *CUC)
    talk.say("Lao", "5/3/2023", "thêm")
    seen = []
    for _ in range(4):
        talk.say(Back())
        seen.append(talk.at)
    assert seen == ["given#3.1", "shot#3.1", "relation#3", "born#3"]


def test_shots_come_and_go_from_the_review() -> None:
    talk = told()
    shots = next(one for one in talk.review.repeats if one.key == "vaccine#3")
    assert [one.label for one in shots.instances] == ["Mũi tiêm 1", "Mũi tiêm 2"]
    sent = handed_in(told().say(Remove(shots.instances[0].key), Submit()))
    assert (sent["member[3]/vaccine[1]/shot"], sent["member[3]/vaccine[1]/which"]) == ("Sởi", "3.1")
    assert (sent["all_shots"], sent["member[3]/shots"]) == (1, 1)
    more = told().say(Add("vaccine#3"), "Bại liệt", "1/9/2023")
    assert handed_in(more.say(Submit()))["member[3]/shots"] == 3


def test_all_lines_in_one_message() -> None:
    talk = Talk(load("household")).say("20/11/2026\nAn\ncó\n2\nAn\nnam\n1/5/1980\n5000\nBình")
    assert talk.at == "sex#2"
    assert talk.say("nữ\n2/2/1982\nvợ\n4000\n2\nbỏ qua").review.complete
    sent = handed_in(talk.say(Submit()))
    assert (sent["earned"], sent["member[2]/relation"], sent["working"]) == (9000, "spouse", 2)
