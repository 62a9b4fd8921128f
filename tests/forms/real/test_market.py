"""A market price survey: one instance for each of the goods that were ticked."""

from decimal import Decimal

from forms.steps import Jump, Refusal, Submit
from tests.forms.fakes import Talk
from tests.forms.real.playing import handed_in, load

PRICES = ("18,5", "17", "120", "120", "3", "bỏ qua")


def told() -> Talk:
    return Talk(load("market")).say("chợ mường tè", "gạo, thịt lợn, trứng", *PRICES)


def test_what_is_handed_in() -> None:
    assert handed_in(told().say(Submit())) == {
        "market": "mt",
        "goods": ("rice", "pork", "egg"),
        "how_many": 3,
        "first_code": "rice",
        "last_code": "egg",
        "beyond": "[]",
        "item[1]/code": "rice",
        "item[1]/called": "Gạo",
        "item[1]/price": Decimal("18.5"),
        "item[1]/old_price": Decimal(17),
        "item[1]/change": Decimal("8.82"),
        "item[2]/code": "pork",
        "item[2]/called": "Thịt lợn",
        "item[2]/price": Decimal(120),
        "item[2]/old_price": Decimal(120),
        "item[2]/change": 0,
        "item[2]/to_first": Decimal("101.5"),
        "item[2]/to_last": Decimal("101.5"),
        "item[3]/code": "egg",
        "item[3]/called": "Trứng",
        "item[3]/price": Decimal(3),
        "item[3]/to_first": Decimal("-15.5"),
        "item[3]/to_last": -117,
        "cheapest": 3,
        "dearest": 120,
        "dearest_name": "Thịt lợn",
        "average": Decimal("47.167"),
        "risen": 1,
        "unchanged": 1,
        "compared": 2,
        "all": "Gạo / Thịt lợn / Trứng",
    }


def test_the_note_says_which_is_dearest() -> None:
    assert told().review.note == "Đắt nhất là Thịt lợn: 120 nghìn đồng."


def test_another_market_is_written_out() -> None:
    talk = Talk(load("market")).say("khác")
    assert talk.at == "market_other"
    assert not talk.question.may_skip
    assert talk.say("Chợ phiên").at == "goods"


def test_a_rise_must_be_explained() -> None:
    talk = Talk(load("market")).say("1", "gạo", "18,5", "15")
    assert (talk.at, talk.question.label) == ("why#1", "Vì sao giá Gạo tăng 23,33 %?")
    assert talk.say(Jump("old_price#1"), "17").review.complete


def test_fewer_goods_give_fewer_instances() -> None:
    talk = told().say(Jump("goods"), "gạo, trứng")
    sent = handed_in(talk.say(Submit()))
    # As in ODK Collect the second instance stays the second: it is about eggs now.
    assert (sent["item[2]/code"], sent["item[2]/price"]) == ("egg", Decimal(120))
    assert (sent["dearest_name"], sent["all"]) == ("Trứng", "Gạo / Trứng")
    assert "item[3]/price" not in sent


def test_nothing_sold_asks_for_nothing_but_a_remark() -> None:
    talk = Talk(load("market")).say("1", "không có")
    assert talk.at == "remark"
    sent = handed_in(talk.say("hết hàng").say(Submit()))
    assert sent == {
        "market": "mt",
        "goods": ("none",),
        "how_many": 0,
        "first_code": "none",
        "last_code": "none",
        "beyond": "[]",
        "risen": 0,
        "unchanged": 0,
        "compared": 0,
        "remark": "hết hàng",
    }


def test_too_many_or_contradicting_goods_are_refused() -> None:
    for said in ("gạo, không có", "1, 2, 3, 4"):
        talk = Talk(load("market")).say("1", said)
        assert (talk.refused, talk.message) == (
            Refusal.CONSTRAINT,
            "Chọn nhiều nhất ba mặt hàng.",
        )
