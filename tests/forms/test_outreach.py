"""The outreach form, from the first question to the values that are handed in."""

from datetime import date

import pytest

from forms import library
from forms.steps import Back, Chose, Correct, Finish, Jump, Refusal, Resume, Sent, Submit
from forms.values import NOT_RECORDED
from tests.forms.fakes import OWN_UNIT, PHOTOS, Talk, context

BEFORE_COUNTS = (
    "thứ 6 tuần trước",
    "1",
    "bản Nà Hừ",
    "1, 2",
    "bao bì",
    "phụ nữ",
    "không",
)
TO_COST = ("45", "20", "ko rõ", "không", "tiếng thái, tiếng mông", "tờ rơi và băng rôn", "200", "2")


def talk(*said: str) -> Talk:
    return Talk(library.load("outreach")).say(*said)


def filled() -> Talk:
    return talk(*BEFORE_COUNTS, *TO_COST, "1tr5", "ngân sách xã").say(Sent(PHOTOS[0]), Finish())


def test_a_whole_report() -> None:
    one = filled()
    assert one.review.complete
    assert [line.shown for line in one.review.lines] == [
        "20/11/2026 (thứ Sáu)",
        "Xã Mường Tè",
        "bản Nà Hừ",
        "Hội nghị, hội thảo; Tập huấn",
        "Bao bì thân thiện môi trường",
        "Hội Liên hiệp Phụ nữ",
        "Không",
        "45",
        "20",
        "Không thống kê",
        "Không có",
        "Tiếng Thái; Tiếng Mông",
        "Tờ rơi; Băng rôn, pano",
        "200",
        "2",
        "1.500.000 đồng",
        "Ngân sách xã",
        "1 ảnh",
    ]
    assert one.review.photos == PHOTOS[:1]
    sent = one.say("gửi").sent
    assert sent == {
        "event_date": date(2026, 11, 20),
        "unit": OWN_UNIT,
        "place": "bản Nà Hừ",
        "form": ("conference", "training"),
        "theme": ("eco_packaging",),
        "organiser": "womens_union",
        "audience_target": ("none",),
        "participants_total": 45,
        "participants_female": 20,
        "participants_minority": NOT_RECORDED,
        "participants_business": 0,
        "languages": ("thai", "mong"),
        "materials": ("leaflet", "banner"),
        "leaflet_count": 200,
        "banner_count": 2,
        "cost": 1_500_000,
        "cost_source": "commune_budget",
        "photos": PHOTOS[:1],
    }


def test_the_date_is_bounded_and_old_ones_are_asked_back() -> None:
    one = talk()
    assert [option.label for option in one.question.options] == ["Hôm nay", "Hôm qua"]
    assert one.say("ngày mai").refused is Refusal.CONSTRAINT
    assert "01/01/2021" in one.message
    assert one.say("31/12/2020").refused is Refusal.CONSTRAINT
    doubt = one.say("1/9").doubt
    assert (doubt.kind, doubt.shown) == ("check", "01/09/2026 (thứ Ba)")
    assert one.say("có").shown == ["01/09/2026 (thứ Ba)"]
    assert one.filling.answers["event_date"].confirmed


def test_a_suggestion_is_tapped() -> None:
    one = talk().say(Chose("event_date", "=suggest:1", "m7"))
    assert one.value("event_date") == date(2026, 11, 22)
    assert one.filling.answers["event_date"].source == "m7"


@pytest.mark.parametrize(
    ("text", "unit"),
    [("1", OWN_UNIT), ("muong te", OWN_UNIT), ("than uyen", "03595@2025-07-01")],
)
def test_the_unit_by_number_or_by_words(text: str, unit: str) -> None:
    one = talk("hôm qua")
    assert [option.label for option in one.question.options] == ["Xã Mường Tè"]
    assert one.say(text).value("unit") == unit


def test_a_unit_that_did_not_exist_on_the_day() -> None:
    one = talk("hôm qua", "phuc than")
    assert one.refused is Refusal.CONSTRAINT
    assert one.message == "Tại ngày anh/chị nhập, đơn vị này chưa có hoặc không còn hoạt động."
    assert one.say("lung tung").refused is Refusal.NOT_FOUND
    doubt = one.say("muong").doubt
    assert [option.label for option in doubt.options] == ["Xã Mường Tè", "Xã Mường Than"]
    assert one.say("2").shown == ["Xã Mường Than"]


def test_what_a_list_says_beside_an_answer_is_passed_on() -> None:
    step = talk("hôm qua", "muong than").turn.step
    assert getattr(step, "note", "") == "Xã này đổi tên."
    assert filled().say("sửa 2", "muong than").review.note == "Xã này đổi tên."


def test_units_of_an_earlier_day() -> None:
    one = talk("1/6/2025", "đúng")
    assert [option.label for option in one.question.options] == ["Xã Phúc Than"]
    one = Talk(library.load("outreach"), context(unit="")).say("hôm qua")
    assert one.question.options == ()


def test_a_changed_date_shows_in_the_review() -> None:
    one = filled().say(Jump("event_date"), "1/6/2025", "đúng")
    assert not one.review.complete
    bad = [line.question for line in one.review.lines if line.problem]
    assert bad == ["unit"]
    assert one.say(Submit()).review.refused is not None
    assert one.say("sửa 2", "1").review.complete


def test_the_target_is_asked_only_for_its_kinds() -> None:
    one = talk(*BEFORE_COUNTS[:6], "làng nghề")
    assert one.at == "target_ref"
    labels = [option.label for option in one.question.options]
    assert labels == ["Làng nghề dệt Nậm Củm", "Chưa có trong danh mục"]
    assert one.say("chưa có").at == "target_new"
    assert one.say("Làng nghề mới").at == "participants_total"


def test_counts_cannot_exceed_the_total() -> None:
    one = talk(*BEFORE_COUNTS, "45", "46")
    assert one.refused is Refusal.CONSTRAINT
    assert (
        one.message
        == "Số nữ không thể lớn hơn tổng số lượt người tham gia. Anh/chị vui lòng nhập lại số nữ."
    )
    assert one.say("45").at == "participants_minority"


def test_counts_without_a_total() -> None:
    one = talk(*BEFORE_COUNTS, "không xác định", "30")
    assert one.value("participants_total") == NOT_RECORDED
    assert one.value("participants_female") == 30


def test_a_smaller_total_makes_the_parts_wrong() -> None:
    one = filled().say("sửa 8", "10")
    (line,) = [line for line in one.review.lines if line.problem]
    assert line.question == "participants_female"
    assert (
        line.problem
        == "Số nữ không thể lớn hơn tổng số lượt người tham gia. Anh/chị vui lòng nhập lại số nữ."
    )


def test_a_large_total_is_asked_back_once() -> None:
    one = talk(*BEFORE_COUNTS, "1.500")
    assert one.doubt.kind == "check"
    assert one.say(Chose("participants_total", "no")).at == "participants_total"
    assert one.say("1500", Chose("participants_total", "yes")).at == "participants_female"
    assert one.say(Back(), "1500").at == "participants_female"
    assert one.say(Back(), "1600").doubt.shown == "1.600"
    assert one.say("1").at == "participants_female"


def test_cost_zero_needs_no_source() -> None:
    one = talk(*BEFORE_COUNTS, *TO_COST, "0")
    assert one.shown == ["Không phát sinh"]
    assert one.at == "photos"
    assert talk(*BEFORE_COUNTS, *TO_COST, "chưa có số liệu").at == "photos"
    assert talk(*BEFORE_COUNTS, *TO_COST, "500k").at == "cost_source"


def test_cost_back_and_forth_keeps_its_source() -> None:
    one = filled().say("sửa kinh phí", "không phát sinh")
    assert "cost_source" not in [line.question for line in one.review.lines]
    assert "cost_source" not in one.say(Submit()).sent
    one.say(Jump("cost"), "2tr")
    assert one.review.complete
    assert one.say(Submit()).sent["cost_source"] == "commune_budget"


def test_cost_above_zero_asks_for_its_source_before_the_review() -> None:
    one = talk(*BEFORE_COUNTS, *TO_COST, "0", "bỏ qua")
    assert one.review.complete
    assert one.say("sửa kinh phí", "1tr5").at == "cost_source"
    assert one.say("2").review.complete


def test_new_materials_ask_for_their_counts() -> None:
    one = filled().say(Jump("materials"), Chose("materials", "bag"), Finish())
    assert one.at == "bag_count"
    assert one.say("100").review.complete
    assert one.say(Jump("materials"), "không có").review.complete
    assert "leaflet_count" not in one.say(Submit()).sent


def test_an_edited_message_corrects_its_answer() -> None:
    one = talk(*BEFORE_COUNTS, "45")
    assert one.say(Correct("place", "bản Pa Tần", "m9")).at == "participants_female"
    (accepted,) = one.accepted
    assert (accepted.shown, accepted.corrected_from) == ("bản Pa Tần", "bản Nà Hừ")
    before = one.filling
    assert one.say(Correct("event_date", "ngày mai")).refused is Refusal.CONSTRAINT
    assert one.at == "event_date"
    assert one.filling == before
    assert one.say(Correct("participants_total", "4.000")).doubt.kind == "check"
    assert one.filling == before
    assert one.say(Resume()).at == "participants_female"


def test_the_labels_name_the_place_in_the_form() -> None:
    one = talk()
    assert (one.question.number, one.question.total) == (1, 15)
    one.say(*BEFORE_COUNTS, *TO_COST)
    assert (one.question.number, one.question.total) == (16, 17)
