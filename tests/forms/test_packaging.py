"""The packaging form: which questions which shop is asked."""

import pytest

from forms import library
from forms.steps import Chose, Jump, Refusal, Submit
from forms.values import NOT_RECORDED
from tests.forms.fakes import Talk


def talk(*said: str) -> Talk:
    return Talk(library.load("packaging")).say(*said)


def labels(one: Talk) -> list[str]:
    return [option.label for option in one.question.options]


def test_a_market() -> None:
    one = talk("hôm nay", "chợ")
    # Whose registry it is, the list itself knows: the form only asks for the kind.
    assert labels(one) == ["Chợ Mường Tè", "Chợ Than Uyên", "Thêm cơ sở mới"]
    one.say("1", "đang hoạt động", "một phần", "túi giấy", "túi ni lông, hộp xốp", "không rõ", "1")
    assert one.at == "stalls_total"
    assert one.say("0").refused is Refusal.CONSTRAINT
    one.say("60", "61")
    assert (
        one.message
        == "Số hộ này không thể lớn hơn tổng số hộ kinh doanh. Anh/chị vui lòng nhập lại."
    )
    sent = one.say("25", "bỏ qua", "quan sat", "gửi").sent
    assert sent["establishment"] == "2"
    assert sent["plastic_kinds"] == ("plastic_bag", "foam_box")
    assert sent["bags_per_day"] == NOT_RECORDED
    assert sent["stalls_eco"] == 25
    assert sent["informant"] == "observed"
    assert "evidence" not in sent
    assert "establishment_new" not in sent


def test_a_closed_shop_is_asked_nothing_about_packaging() -> None:
    one = talk("hôm nay", "1", "1", "đã đóng cửa")
    assert one.at == "evidence"
    one.say("bỏ qua", "1")
    assert one.review.complete
    assert one.say(Jump("operating"), "1").at == "eco_status"


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        ("chưa sử dụng", ["plastic_kinds"]),
        ("một phần", ["eco_kinds", "plastic_kinds"]),
        ("hoàn toàn", ["eco_kinds"]),
        ("không dùng bao bì", []),
    ],
)
def test_kinds_follow_the_status(status: str, asked: list[str]) -> None:
    one = talk("hôm nay", "1", "1", "1", status)
    found = []
    while one.at in {"eco_kinds", "plastic_kinds"}:
        found.append(one.at)
        one.say("1")
    assert found == asked


def test_a_new_shop() -> None:
    one = talk("hôm nay", "khác", "Quán nước", "thêm cơ sở")
    assert one.at == "establishment_new"
    assert one.say("AB").refused is Refusal.CONSTRAINT
    assert one.say("Quán nước Bà Sáu, tổ 3").at == "operating"


def test_a_new_shop_that_is_in_the_list_after_all() -> None:
    one = talk("hôm nay", "siêu thị", "thêm mới", "Siêu thị Hoa Ban, phường Tân Phong")
    doubt = one.doubt
    assert doubt.kind == "similar"
    assert [option.value for option in doubt.options] == ["1", "yes", "no"]
    one.say(Chose("establishment_new", "1"))
    assert one.shown == ["Siêu thị Hoa Ban"]
    assert one.value("establishment") == "1"
    assert one.at == "operating"


def test_a_new_shop_that_only_looks_alike() -> None:
    one = talk("hôm nay", "siêu thị", "thêm cơ sở mới", "Siêu thị Hoa Ban 2", "không phải")
    assert one.at == "establishment_new"
    one.say("Siêu thị Hoa Ban 2", Chose("establishment_new", "yes"))
    assert one.at == "operating"
    assert one.value("establishment_new") == "Siêu thị Hoa Ban 2"


def test_another_name_instead_of_the_one_that_looks_alike() -> None:
    one = talk("hôm nay", "siêu thị", "thêm cơ sở mới", "Siêu thị Hoa Ban 2", "Siêu thị")
    assert one.value("establishment_new") == "Siêu thị"
    one = talk("hôm nay", "siêu thị", "thêm cơ sở mới", "Siêu thị Hoa Ban 2", "siêu thị hoa ban")
    assert one.value("establishment") == "1"


def test_a_listed_shop_of_another_kind_is_not_taken() -> None:
    one = talk("hôm nay", "cửa hàng tạp hóa", "thêm cơ sở mới", "Tạp hóa Siêu thị Hoa Ban")
    before = one.filling.answers
    assert one.say("1").refused is Refusal.CONSTRAINT
    assert one.at == "establishment_new"
    assert one.filling.answers == before


def test_another_kind_of_shop_makes_the_chosen_one_wrong() -> None:
    one = talk("hôm nay", "siêu thị", "1", "đang hoạt động", "không dùng bao bì", "0", "có")
    one.say("bỏ qua", "1")
    assert one.review.complete
    one.say("sửa 2", "chợ", "60", "không thống kê")
    assert [line.question for line in one.review.lines if line.problem] == ["establishment"]
    assert one.say(Submit()).review.refused is not None
    assert one.say("sửa 3", "cho muong te").review.complete
