"""A health station's month: totals, percentages guarded against nothing, checks."""

from datetime import date

import pytest

from forms.steps import Jump, Refusal, Submit
from tests.forms.fakes import Talk
from tests.forms.real.playing import handed_in, load

VISITS = ("1/10/2026", "40", "60", "15")
CASES = ("30", "bỏ qua", "5")
STOCK = ("100", "50", "120", "bỏ qua")


def told() -> Talk:
    return Talk(load("facility")).say(*VISITS, *CASES, *STOCK, "An")


def test_what_is_handed_in() -> None:
    assert handed_in(told().say(Submit())) == {
        "reported": date(2026, 11, 23),
        "month": date(2026, 10, 1),
        "period": "2026-10",
        "late": "yes",
        "men": 40,
        "women": 60,
        "children": 15,
        "visited": 100,
        "women_share": 60,
        "child_share": "15 %",
        "fever": 30,
        "injury": 5,
        "cases_total": 35,
        "cases_given": 2,
        "worst": 30,
        "opening": 100,
        "received": 50,
        "used": 120,
        "closing": 30,
        "days_left": 7,  # 30 div (120 div 30) is 7.5
        "flag": "vàng",
        "reporter": "An",
    }


def test_a_month_without_visits_divides_by_nothing() -> None:
    talk = Talk(load("facility")).say("1/11/2026", "0", "0", "bỏ qua")
    assert talk.at == "opening"  # no cases without visits
    sent = handed_in(talk.say("100", "0", "0", "bỏ qua", "An").say(Submit()))
    assert (sent["late"], sent["visited"], sent["women_share"]) == ("no", 0, 0)
    assert (sent["child_share"], sent["cases_total"], sent["cases_given"]) == ("không tính", 0, 0)
    assert "worst" not in sent  # the greatest of nothing is no number
    assert "days_left" not in sent


def test_nothing_left_asks_for_the_days_without() -> None:
    talk = Talk(load("facility")).say(*VISITS, *CASES, "100", "50", "150")
    assert talk.at == "out"
    assert not talk.question.may_skip  # required only because nothing is left
    assert talk.say("có").at == "days_out"
    assert talk.say("32").message == "Từ 1 đến 31 ngày."
    sent = handed_in(talk.say("3", "An").say(Submit()))
    assert (sent["closing"], sent["days_left"], sent["flag"]) == (0, 0, "đỏ")


def test_more_cases_than_visits_must_be_explained() -> None:
    talk = Talk(load("facility")).say("1/10/2026", "10", "20", "0", "31", "bỏ qua", "bỏ qua")
    assert talk.at == "why_more"
    assert talk.say("bỏ qua").refused is Refusal.NOT_SKIPPABLE
    assert talk.say(Jump("fever"), "30").at == "opening"


def test_an_unlikely_number_is_asked_back() -> None:
    talk = Talk(load("facility")).say("1/10/2026", "10", "31")
    assert talk.doubt.message == "Số nữ nhiều hơn ba lần số nam. Có đúng không ạ?"
    assert talk.say("có").at == "children"
    assert Talk(load("facility")).say("1/10/2026", "0", "31").at == "children"


@pytest.mark.parametrize(
    ("before", "said", "message"),
    [
        ((), "2/10/2026", "Anh/chị nhập ngày đầu tháng."),
        ((), "1/12/2026", "Anh/chị nhập ngày đầu tháng."),
        (("1/10/2026", "40", "60"), "101", "Không được nhiều hơn tổng số lượt."),
        ((*VISITS, *CASES, "100", "50"), "151", "Không dùng được nhiều hơn số đang có."),
        ((*VISITS, *CASES, *STOCK), "A", ""),
    ],
)
def test_constraints(before: tuple[str, ...], said: str, message: str) -> None:
    talk = Talk(load("facility")).say(*before, said)
    assert (talk.refused, talk.message) == (Refusal.CONSTRAINT, message)


def test_a_later_change_goes_through_to_the_last_calculation() -> None:
    sent = handed_in(told().say(Jump("used"), "30").say(Submit()))
    assert (sent["closing"], sent["days_left"], sent["flag"]) == (120, 120, "xanh")
