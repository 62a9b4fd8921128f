"""Which questions each form of the library asks, what it refuses, and what it asks back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from forms import library
from forms.outside import Item
from forms.steps import Again, Refused
from forms.values import Value
from tests.forms.fakes import OWN_UNIT, FakeLists, Talk, context

LISTS = {
    "sites": (
        Item("7", "Làng nghề dệt Nậm Củm", {"kind": "craft_village", "unit": OWN_UNIT}),
        Item("8", "Cụm công nghiệp Tam Đường", {"kind": "industrial_cluster", "unit": OWN_UNIT}),
    ),
    "enterprises": (Item("9", "Nhà máy chè Than Uyên", {"kind": "enterprise"}),),
    "outreach_reports": (Item("BC-TT2AB", "20/11/2026 · bản Nà Hừ (BC-TT2AB)", {}),),
}


def talk(form_id: str, before: Mapping[str, Value] | None = None) -> Talk:
    lists = FakeLists()
    lists.lists |= LISTS
    known = replace(context(), lists=lists, previous=lambda _answers: before or {})
    return Talk(library.load(form_id), known)


# --- which questions are asked ------------------------------------------------------------------
ASKED = [
    ("plan", ["1", "125/KH-UBND", "hôm qua", "bỏ qua"],
     "plan_status plan_number plan_date plan_file"),
    ("plan", ["2", "125/KH-UBND", "hôm qua", "bỏ qua"],
     "plan_status plan_number plan_date plan_file"),
    ("plan", ["3"], "plan_status"),
    ("plan", ["4"], "plan_status"),
    ("site", ["1", "1", "1", "1"], "site_kind site recognised reached_event"),
    ("site", ["1", "thêm mới", "Làng nghề rèn bản Pa Khao", "không rõ", "chưa tổ chức"],
     "site_kind site site_new recognised reached_event"),
    ("site", ["2", "1", "1", "nà hừ"], "site_kind site in_operation reached_event"),
    ("model", ["Mô hình A", "1", "2", "25", "bỏ qua"],
     "model_name model_kind model_status model_scale model_note"),
    ("model", ["Mô hình A", "8", "Trường học xanh", "1", "không rõ", "bỏ qua"],
     "model_name model_kind model_kind_other model_status model_scale model_note"),
    ("consumption", ["1", "1", "2025", "1", "10", "1", "5"],
     "enterprise sector year output_unit output_qty inputs electricity"),
    ("consumption", ["2", "Xưởng gạch B", "5", "gạch", "2025", "4", "viên", "10", "2,3,4,5",
                     "1", "2", "3", "không có số liệu"],
     ("enterprise enterprise_new sector sector_other year output_unit output_unit_other output_qty "
     "inputs coal oil biomass water")),
    ("consumption", ["1", "2", "2025", "1", "10", "6,7", "chè búp tươi", "40", "gas", "kg", "5"],
     ("enterprise sector year output_unit output_qty inputs raw_material_name raw_material "
     "other_input_name other_input_unit other_input")),
    ("education", ["2026-2027", "12", "0"], "school_year schools_total schools_integrated"),
    ("education", ["2026-2027", "12", "5", "1,5", "Tủ sách"],
     "school_year schools_total schools_integrated how how_other"),
    ("period_report", ["2", "không có", "không có", "bỏ qua", "1"],
     "nil difficulties proposals next_plan sign_off"),
]  # fmt: skip


@pytest.mark.parametrize(("form_id", "said", "asked"), ASKED)
def test_which_questions_are_asked(form_id: str, said: list[str], asked: str) -> None:
    review = talk(form_id).say(*said).review
    assert [line.question for line in review.lines] == asked.split()
    assert review.complete


@pytest.mark.parametrize("form_id", ["site", "consumption"])
def test_a_department_says_which_commune(form_id: str) -> None:
    lists = FakeLists()
    lists.lists |= LISTS
    one = Talk(library.load(form_id), replace(context(unit=""), lists=lists))
    assert one.at == "unit"
    assert one.say("phuc than").message.startswith("Đơn vị này không còn hoạt động.")
    assert one.say("muong te").at in {"site_kind", "enterprise"}


def test_two_audiences_and_a_new_place_say_which_it_is() -> None:
    start = ["hôm qua", "1", "bản Nà Hừ", "1", "2", "1"]
    one = talk("outreach").say(*start, "2,3", "chưa có")
    assert one.at == "target_kind"
    assert one.say("làng nghề").at == "target_new"
    assert talk("outreach").say(*start, "3", "chưa có").at == "target_new"


def test_a_suspended_shop_is_asked_nothing_about_packaging() -> None:
    assert talk("packaging").say("hôm nay", "1", "1", "tạm ngừng").at == "evidence"


def test_what_the_labels_say_of_earlier_answers() -> None:
    one = talk("consumption").say("1", "1", "2025", "khác", "viên")
    assert one.question.label == "Sản lượng cả năm 2025 là bao nhiêu (viên)?"
    one = talk("consumption").say("1", "1", "2025", "tấn")
    assert one.question.label == "Sản lượng cả năm 2025 là bao nhiêu (tấn)?"
    one.say("10", "6", "chè búp tươi")
    assert one.question.label == "Cả năm 2025 dùng bao nhiêu chè búp tươi (tấn)?"


# --- what is refused, and in which words --------------------------------------------------------
REFUSED = [
    ("plan", ["1", "125/KH-UBND", "ngày mai"], "plan_date", "01/01/2020 đến hôm nay"),
    ("plan", ["1", "125/KH-UBND", "31/12/2019"], "plan_date", "01/01/2020 đến hôm nay"),
    ("site", ["1", "2", "AB"], "site_new", "từ 3 đến 150 ký tự"),
    ("site", ["1", "2", "A" * 151], "site_new", "từ 3 đến 150 ký tự"),
    ("model", ["AB"], "model_name", "từ 3 đến 150 ký tự"),
    ("model", ["A" * 151], "model_name", "từ 3 đến 150 ký tự"),
    ("model", ["Mô hình A", "1", "1", "10.001"], "model_scale", "từ 0 đến 10.000"),
    ("model", ["Mô hình A", "1", "1", "1", "a" * 1001], "model_note", "tối đa 1.000 ký tự"),
    ("consumption", ["2", "AB"], "enterprise_new", "từ 3 đến 150 ký tự"),
    ("consumption", ["1", "1", "2018"], "year", "từ 2019 đến năm nay"),
    ("consumption", ["1", "1", "2027"], "year", "từ 2019 đến năm nay"),
    ("consumption", ["1", "1", "2025", "1", "0"], "output_qty", "lớn hơn 0"),
    ("consumption", ["1", "1", "2025", "1", "10", "1", "-1"], "electricity", "từ 0 trở lên"),
    ("education", ["2026-2027", "1.001"], "schools_total", "từ 0 đến 1.000"),
    ("education", ["2026-2027", "12", "13"], "schools_integrated", "không thể lớn hơn tổng số"),
    ("period_report", ["1", "a" * 2001], "difficulties", "tối đa 2.000 ký tự"),
    ("period_report", ["1", "không có", "không có", "bỏ qua", "2"], "sign_off", "“Lưu và thoát”"),
]  # fmt: skip


@pytest.mark.parametrize(("form_id", "said", "at", "sentence"), REFUSED)
def test_what_is_refused(form_id: str, said: list[str], at: str, sentence: str) -> None:
    one = talk(form_id).say(*said)
    assert isinstance(one.turn.step, Again)
    assert isinstance(one.turn.step.why, Refused)
    assert one.at == at
    assert sentence in one.message
    assert "nh/chị vui lòng" in one.message or "Anh/chị chọn" in one.message


# --- what is asked back -------------------------------------------------------------------------
PLANNED: dict[str, Value] = {"plan_status": "integrated"}
LAST_YEAR: dict[str, Value] = {
    "year": 2024,
    "output_unit": "tonne",
    "output_qty": Decimal(1000),
    "electricity": Decimal(50000),
    "raw_material_name": "sắn tươi",
    "raw_material": Decimal(90),
}
IN_2025 = ["1", "1", "2025", "1"]
FULLY: dict[str, Value] = {"eco_status": "fully"}
DOUBTED: list[tuple[str, Mapping[str, Value], list[str], str]] = [
    ("plan", PLANNED, ["chưa có"], "đã báo cáo ban hành kế hoạch"),
    ("plan", PLANNED, ["đã ban hành riêng"], ""),
    ("plan", {}, ["chưa có"], ""),
    ("site", {"recognised": "yes"}, ["1", "1", "chưa công nhận"], "đã công nhận"),
    ("site", {"recognised": "no"}, ["1", "1", "chưa công nhận"], ""),
    ("site", {"in_operation": "yes"}, ["2", "1", "chưa hoạt động"], "đang hoạt động"),
    ("model", {}, ["Mô hình A", "1", "1", "1.001"], "khá lớn"),
    ("model", {}, ["Mô hình A", "1", "1", "1.000"], ""),
    ("consumption", {"year": 2025}, ["1", "1", "2025"], "đã có báo cáo của năm đó"),
    ("consumption", LAST_YEAR, ["1", "1", "2025"], ""),
    ("consumption", LAST_YEAR, [*IN_2025, "1.301"], "hơn 30%"),
    ("consumption", LAST_YEAR, [*IN_2025, "1.300"], ""),
    ("consumption", LAST_YEAR, [*IN_2025, "699"], "hơn 30%"),
    ("consumption", LAST_YEAR, ["1", "1", "2025", "2", "10"], ""),  # another unit
    ("consumption", LAST_YEAR, [*IN_2025, "1000", "1", "65.001"], "hơn 30%"),
    ("consumption", LAST_YEAR, [*IN_2025, "1000", "1", "65.000"], ""),
    ("consumption", LAST_YEAR, [*IN_2025, "1000", "6", "sắn tươi", "10"], "hơn 30%"),
    ("consumption", LAST_YEAR, [*IN_2025, "1000", "6", "chè búp", "10"], ""),  # another material
    ("education", {}, ["2026-2027", "101"], "khá lớn"),
    ("education", {"school_year": "2026-2027"}, ["2026-2027"], "của năm học này"),
    ("education", {"schools_integrated": 6}, ["2026-2027", "12", "5"], "ít hơn lần báo cáo trước"),
    ("packaging", FULLY, ["hôm nay", "siêu thị", "1", "1", "một phần"], "đã thay thế hoàn toàn"),
    ("packaging", FULLY, ["hôm nay", "siêu thị", "1", "1", "hoàn toàn"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("form_id", "before", "said", "sentence"), DOUBTED)
def test_what_is_asked_back(
    form_id: str, before: Mapping[str, Value], said: list[str], sentence: str
) -> None:
    one = talk(form_id, before).say(*said)
    if not sentence:
        assert not isinstance(one.turn.step, Again)
        return
    assert one.doubt.kind == "check"
    assert sentence in one.doubt.message
    assert one.doubt.message.endswith("?")
    at = one.at
    assert one.say("đúng").value(at) is not None


def test_a_shop_that_was_surveyed_before_says_when() -> None:
    one = talk("packaging", {"survey_date": date(2026, 5, 2)}).say("hôm nay", "siêu thị", "1")
    assert "đã được rà soát ngày 02/05/2026" in getattr(one.turn.step, "note", "")
    one = talk("packaging").say("hôm nay", "siêu thị", "1")
    assert getattr(one.turn.step, "note", "") == ""


def test_what_is_missing_is_said_before_more_is_asked() -> None:
    one = talk("period_report").say("có, tôi nhập thêm")
    assert "gửi báo cáo còn thiếu" in getattr(one.turn.step, "note", "")
    assert getattr(talk("period_report").say("1").turn.step, "note", "") == ""
