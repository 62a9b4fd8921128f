"""The six forms beside outreach and packaging, filled in as an officer would."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from forms import library
from forms.outside import Context, Item
from forms.steps import Chose, Jump, Refusal, Sent, Submit
from forms.values import File, Value
from tests.forms.fakes import OWN_UNIT, FakeLists, Talk, context

SITES = (
    Item("7", "Làng nghề dệt Nậm Củm", {"kind": "craft_village", "unit": OWN_UNIT}),
    Item("8", "Cụm công nghiệp Tam Đường", {"kind": "industrial_cluster", "unit": OWN_UNIT}),
)
REPORTS = (Item("TT2A", "20/11/2026 · bản Nà Hừ (TT2A)", {"event_date": "2026-11-20"}),)
ENTERPRISES = (Item("9", "Nhà máy chè Than Uyên", {"kind": "enterprise"}),)


def knowing(**before: Value) -> Context:
    """What a body may choose from, and what it reported last time."""
    lists = FakeLists()
    lists.lists |= {"sites": SITES, "outreach_reports": REPORTS, "enterprises": ENTERPRISES}

    def previous(_answers: Mapping[str, Value]) -> Mapping[str, Value]:
        return before

    return replace(context(), lists=lists, previous=previous)


def talk(form_id: str, **before: Value) -> Talk:
    return Talk(library.load(form_id), knowing(**before))


# --- plan ---------------------------------------------------------------------------------------
def test_a_plan_that_was_issued() -> None:
    one = talk("plan").say("đã ban hành riêng", "125/kh-ubnd", "hôm qua")
    assert one.at == "plan_file"
    one.say(Sent(File("0" * 64, "application/pdf", "ke-hoach.pdf")))
    assert one.say(Submit()).sent == {
        "plan_status": "separate",
        "plan_number": "125/KH-UBND",
        "plan_date": date(2026, 11, 22),
        "plan_file": File("0" * 64, "application/pdf", "ke-hoach.pdf"),
    }


@pytest.mark.parametrize("status", ["đang xây dựng", "chưa có"])
def test_a_plan_that_was_not_issued_has_no_number(status: str) -> None:
    assert talk("plan").say(status).review.complete


@pytest.mark.parametrize("said", ["không nhớ", "KH", "125", "/KH-UBND"])
def test_what_is_no_document_number(said: str) -> None:
    assert talk("plan").say("1", said).refused is Refusal.NOT_A_DOCNO


def test_what_was_said_of_the_plan_last_time_is_offered() -> None:
    one = talk("plan", plan_status="separate", plan_number="125/KH-UBND")
    assert ("=previous", "Đã ban hành riêng") in [
        (option.value, option.label) for option in one.question.options
    ]
    one.say("giống lần trước")
    assert one.shown == ["Đã ban hành riêng"]
    one.say(Chose("plan_number", "=previous"))
    assert one.shown == ["125/KH-UBND"]


def test_a_plan_that_has_gone_is_asked_back() -> None:
    one = talk("plan", plan_status="separate").say("chưa có")
    assert one.doubt.kind == "check"
    assert one.say("đúng").review.complete


# --- site ---------------------------------------------------------------------------------------
def test_a_craft_village_that_was_reached() -> None:
    one = talk("site").say("làng nghề")
    assert one.question.options[0].label == "Làng nghề dệt Nậm Củm"
    one.say("1", "đã công nhận")
    assert one.at == "reached_event"
    assert one.say("20/11", Submit()).sent == {
        "site_kind": "craft_village",
        "site": "7",
        "recognised": "yes",
        "reached_event": "TT2A",
        "reached": "yes",
    }


def test_a_cluster_that_was_never_reached() -> None:
    one = talk("site").say("khu, cụm công nghiệp", "1")
    assert one.at == "in_operation"
    sent = one.say("chưa hoạt động", "chưa tổ chức", Submit()).sent
    assert (sent["in_operation"], sent["reached"]) == ("no", "no")


def test_a_village_that_is_not_listed_yet() -> None:
    one = talk("site").say("1", "thêm mới")
    assert one.at == "site_new"
    assert one.say("Làng nghề mây tre bản Pa Khao").at == "recognised"


# --- model --------------------------------------------------------------------------------------
def test_a_model() -> None:
    one = talk("model").say(
        "Mô hình ủ phân bản Nà Hừ", "nông nghiệp hữu cơ", "đang áp dụng", "25 hộ"
    )
    assert one.at == "model_note"
    one.say("Bà con hưởng ứng.\nKhó khăn: thiếu chế phẩm.")
    sent = one.say(Submit()).sent
    assert sent["model_kind"] == "organic_farming"
    assert sent["model_scale"] == 25
    assert sent["model_note"] == "Bà con hưởng ứng.\nKhó khăn: thiếu chế phẩm."


def test_a_model_of_another_kind_says_which() -> None:
    assert talk("model").say("Mô hình A", "khác").at == "model_kind_other"


# --- consumption --------------------------------------------------------------------------------
def test_what_a_factory_used() -> None:
    one = talk("consumption").say("1")
    assert one.at == "sector"
    one.say("chế biến nông sản", "2025", "tấn", "1.250,5")
    assert one.at == "inputs"
    one.say("điện, nước")
    assert one.at == "electricity"
    one.say("85.000", "2.400")
    sent = one.say(Submit()).sent
    assert sent["output_qty"] == Decimal("1250.5")
    assert (sent["electricity"], sent["water"]) == (85000, 2400)


@pytest.mark.parametrize(("said", "refused"), [("2018", True), ("2027", True), ("2019", False)])
def test_years_that_can_be_reported(said: str, refused: bool) -> None:
    one = talk("consumption").say("1", "1", said)
    assert (one.at == "year") is refused


def test_a_change_of_more_than_a_third_is_asked_back() -> None:
    before: dict[str, Value] = {
        "year": 2024,
        "output_unit": "tonne",
        "output_qty": Decimal(1000),
        "electricity": Decimal(50000),
    }
    one = talk("consumption", **before).say("1", "1", "2025", "tấn", "1000", "điện", "90000")
    assert (one.at, one.doubt.kind) == ("electricity", "check")
    one.say("không", "55000")
    assert one.review.complete


# --- education ----------------------------------------------------------------------------------
def test_schools() -> None:
    one = talk("education").say("2026-2027", "12", "15")
    assert (one.at, one.refused) == ("schools_integrated", Refusal.CONSTRAINT)
    one.say("5", "1, 3")
    sent = one.say(Submit()).sent
    assert sent == {
        "school_year": "2026-2027",
        "schools_total": 12,
        "schools_integrated": 5,
        "how": ("lesson", "contest"),
    }


@pytest.mark.parametrize("said", ["2026-2028", "hai nghìn", "26"])
def test_what_is_no_school_year(said: str) -> None:
    assert talk("education").say(said).at == "school_year"


def test_no_school_needs_no_how() -> None:
    assert talk("education").say("2026-2027", "12", "0").review.complete


# --- period report ------------------------------------------------------------------------------
def test_the_end_of_a_period() -> None:
    one = talk("period_report").say("không phát sinh thêm", "không có", "không có", "bỏ qua", "1")
    sent = one.say(Submit()).sent
    assert sent["nil"] == "none"
    assert sent["difficulties"] == "Không có"
    assert sent["sign_off"] == "approved"


def test_without_approval_the_draft_is_kept() -> None:
    one = talk("period_report").say("1", "không có", "không có", "bỏ qua", "chưa, lưu nháp")
    assert one.refused is Refusal.CONSTRAINT
    assert "Lưu và thoát" in one.message
    assert one.filling.answers["nil"].value == "none"


def test_a_long_text_stays_whole() -> None:
    one = talk("period_report").say("1", "Thiếu kinh phí.\nĐường xa.", Jump("difficulties"))
    assert one.question.current == "Thiếu kinh phí.\nĐường xa."
