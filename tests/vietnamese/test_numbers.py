"""Typed numbers and percentages: read, asked back, or not understood."""

from decimal import Decimal

import pytest

from vietnamese.numbers import read_number
from vietnamese.percents import read_percent
from vietnamese.units import Unit, converted, split_unit, units_in

CERTAIN = {
    # figures
    "0": "0", "1250": "1250", "1.250": "1250", "1 250": "1250", "1 250 000": "1250000",
    "1.250.000": "1250000", "1,250,000": "1250000", "1'250": "1250", "1’250’000": "1250000",
    "1.250,5": "1250.5", "1,250.5": "1250.5", "1.234.567,89": "1234567.89", "1 250,5": "1250.5",
    "1'250.5": "1250.5",
    "1\u00a0250": "1250", "1\u202f250": "1250", "3,5": "3.5", "0,5": "0.5", "0.5": "0.5",
    "05": "5", "45.": "45", "45!": "45", " 45 ": "45", "１２５０": "1250", "３，５": "3.5",
    "-5": "-5", "−3": "-3", "–3,5": "-3.5", "- 3": "-3", "+5": "5", "-0": "0",
    # with what is counted
    "45 người": "45", "45 nguoi tham gia": "45", "32người": "32", "45 người Hà Nhì": "45",
    "khoảng 45 người": "45", "tầm 50": "50", "tam 50": "50", "dạ 45 ạ": "45", "có 45 người": "45",
    "tổng cộng 120": "120", "ước tính khoảng 300": "300", "~50": "50", "5 tấm băng rôn": "5",
    "2 trạm y tế": "2", "5 sổ tay": "5", "5 máy": "5", "5 đèn": "5", "3 buổi tối": "3",
    "5 phần quà": "5", "20 tờ rơi": "20", "2 ngăn": "2", "3 bà": "3",
    # words
    "không": "0", "một": "1", "bốn": "4", "bảy": "7", "bẩy": "7", "mười": "10", "muoi": "10",
    "mười một": "11", "mười lăm": "15", "muoi lam": "15", "mười nhăm": "15", "hai mươi": "20",
    "hai mốt": "21", "hai mươi mốt": "21", "hai mươi tư": "24", "hai mươi bốn": "24",
    "hai mươi lăm": "25", "bốn mươi năm": "45", "hai trăm năm": "250",
    "hai mươi nhăm": "25", "hăm lăm": "25", "hăm ba": "23", "ba lăm": "35",
    "ba mươi hai": "32", "BA MƯƠI HAI": "32", "ba muoi hai": "32", "chín mươi chín": "99",
    "chục": "10", "hai chục": "20", "hai chục rưỡi": "25", "chục người": "10",
    "một trăm": "100", "một trăm hai": "120", "một trăm linh năm": "105", "một trăm lẻ năm": "105",
    "mot tram le nam": "105", "hai trăm rưỡi": "250", "hai trăm rưởi": "250", "trăm rưỡi": "150",
    "hai trăm ba mươi": "230", "trăm nghìn": "100000", "một nghìn rưỡi": "1500",
    "nghìn rưỡi": "1500", "hai ngàn": "2000", "2 nghìn người": "2000", "2k5": "2500", "5k": "5000",
    "một nghìn không trăm linh năm": "1005", "hai nghìn lẻ năm": "2005",
    "hai nghìn ba trăm bốn mươi lăm": "2345", "một vạn": "10000", "hai vạn rưỡi": "25000",
    "hai triệu ba trăm nghìn": "2300000", "một tỷ hai": "1200000000", "1 tỉ": "1000000000",
    "ba mươi hai người": "32", "hai rưỡi": "2.5", "2 rưỡi": "2.5", "ba phẩy năm": "3.5",
    "3 phẩy 14": "", "ba phẩy một bốn": "3.14", "nửa triệu": "500000", "1,5 nghìn": "1500",
}  # fmt: skip

ASKED = {
    "2 triệu 3 trăm": "2300000 2000300", "một tỷ hai trăm": "1200000000 1000000200",
    "1.25": "1.25 125", "12.34": "12.34 1234", "1,250": "1250 1.250", "2 nghìn 50": "2500 2050",
    "1.250 nghìn": "1250000 1250",
    "5/6": "5 6", "5 / 6": "5 6", "6/5": "6 5", "5-6": "5 6", "5 - 6": "5 6", "5–6": "5 6",
    "5~6": "5 6", "5 hay 6": "5 6", "5 hoặc 6": "5 6", "5 hoac 6 người": "5 6",
    "từ 5 đến 6": "5 6", "tu 5 den 6": "5 6", "5 tới 6": "5 6", "45-50 người": "45 50",
    "khoảng 45-50": "45 50", "20/11": "20 11", "2-3 nghìn": "2000 3000", "năm hoặc sáu": "5 6",
    "1/2": "1 2 0.5", "3/4": "3 4 0.75", "4/2": "4 2", "hai mươi đến ba mươi": "20 30",
    "hai ba": "2 3 23", "hai ba người": "2 3 23", "hai ba trăm": "200 300",
}  # fmt: skip

REFUSED = [
    "1O", "4l", "2i", "45?", "<45", "45+", "hơn bốn mươi", "bốn mươi mấy", "45 hoặc hơn",
    "", " ", "k", "²", "٣", "nhiều", "nhiều lắm", "không rõ", "không xác định", "không biết",
    "một số người", "một nửa", "50 trở lên", "hơn 50", "gần 50", "trên 50", "ít nhất 50",
    "vài chục", "dăm chục", "mấy trăm", "vài người", "5 năm", "45 nam", "một triệu hai triệu",
    "1.250.5", "1 25", "1..5", "1,,5", "1.2.3", "1/0/2", "5--6", "-5-6", "50-45", "5/5", "1-",
    "5/6/2026", "0912-345-678", "nhầm", "từ", "từ 5", "tư", "lăm", "tú", "hải", "trăm", "nghìn",
    "triệu", "tỷ", "rưỡi", "linh năm", "2 tá", "năm bảy", "ba sáu", "50%", "5 phần trăm",
    "hai phần ba", "45 và 20", "45 người và 20 trẻ", "45 người nữa", "5 mỗi bản", "5 người/bản",
    "45 chưa kể trẻ em", "1e5", "0x10", "$5", "5+5", "5 x 6", "(45)", "hai mươi mươi",
    "mười mấy", "hai mươi rưỡi", "9 tỷ tỷ", "phẩy năm", "ba phẩy", "1 250.500", "một một",
    "45 người tham gia buổi tuyên truyền tại bản", "NaN", "inf", "Infinity", "1_000",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*CERTAIN.items(), *ASKED.items()])
def test_numbers(text: str, expected: str) -> None:
    assert read_number(text) == tuple(map(Decimal, expected.split()))


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50", "50"),
        ("50%", "50"),
        ("50 %", "50"),
        ("５０％", "50"),
        ("12,5%", "12.5"),
        ("0,5 %", "0.5"),
        ("năm mươi phần trăm", "50"),
        ("nam muoi phan tram", "50"),
        ("khoảng 85%", "85"),
        ("mười hai phẩy năm phần trăm", "12.5"),
        ("50-60%", "50 60"),
        ("50% - 60%", "50 60"),
        ("12.5%", "12.5 125"),
        ("1/2", "1 2 0.5"),
        ("%", ""),
        ("50%%", ""),
        ("một nửa", ""),
        ("phần trăm", ""),
        ("50% người", ""),
    ],
)
def test_percentages(text: str, expected: str) -> None:
    assert read_percent(text) == tuple(map(Decimal, expected.split()))


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("2 tấn", "2", "mass"),
        ("2,5tấn", "2,5", "mass"),
        ("2 tan", "2", "mass"),
        ("3 tạ", "3", "mass"),
        ("1.250 kg", "1.250", "mass"),
        ("500kWh", "500", "energy"),
        ("5 m3", "5", "volume"),
        ("5m³", "5", "volume"),
        ("5 mét khối", "5", "volume"),
        ("12 ha", "12", "area"),
        ("5m2", "5", "area"),
        ("50%", "50", "share"),
        ("năm mươi phần trăm", "năm mươi", "share"),
        ("2 ta", "2 ta", None),
        ("45 người", "45 người", None),
        ("tấn", "tấn", None),
        ("", "", None),
    ],
)
def test_units(text: str, said: str, kind: str | None) -> None:
    number, unit = split_unit(text)
    assert (number, unit and unit.kind) == (said, kind)


def test_units_of_one_kind_are_converted() -> None:
    (kilogram,) = units_in("Khối lượng là bao nhiêu kg?")
    (tonne,) = units_in("Ví dụ: 1.250,5 tấn")
    assert converted(Decimal("2.5"), tonne, kilogram) == 2500
    assert converted(Decimal(500), kilogram, tonne) == Decimal("0.5")
    assert units_in("Có bao nhiêu người tham gia?") == frozenset[Unit]()
