"""Typed numbers, money and dates: read, asked back, or not understood."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.fakes import TODAY
from vietnamese import formats
from vietnamese.dates import DateReading, read_date
from vietnamese.money import read_money
from vietnamese.numbers import read_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1250", ["1250"]),
        ("1.250", ["1250"]),
        ("1 250", ["1250"]),
        ("1 250 000", ["1250000"]),
        ("1.250.000", ["1250000"]),
        ("1,250,000", ["1250000"]),
        ("1.250,5", ["1250.5"]),
        ("1,250.5", ["1250.5"]),
        ("3,5", ["3.5"]),
        ("0,5", ["0.5"]),
        ("0.5", ["0.5"]),
        ("-5", ["-5"]),
        ("45 người", ["45"]),
        ("45 nguoi tham gia", ["45"]),
        ("khoảng 45 người", ["45"]),
        ("tầm 50", ["50"]),
        ("ba mươi hai", ["32"]),
        ("ba muoi hai", ["32"]),
        ("hai mươi lăm", ["25"]),
        ("hăm lăm", ["25"]),
        ("ba lăm", ["35"]),
        ("mười", ["10"]),
        ("mười lăm", ["15"]),
        ("mười một người", ["11"]),
        ("hai chục", ["20"]),
        ("một trăm linh năm", ["105"]),
        ("một trăm hai", ["120"]),
        ("trăm rưỡi", ["150"]),
        ("một nghìn không trăm linh năm", ["1005"]),
        ("hai nghìn ba trăm bốn mươi lăm", ["2345"]),
        ("2 nghìn người", ["2000"]),
        ("2k5", ["2500"]),
        ("không", ["0"]),
        ("1.25", ["1.25", "125"]),
        ("12.34", ["12.34", "1234"]),
        ("1,250", ["1250", "1.250"]),
        ("2 nghìn 50", ["2500", "2050"]),
        ("1/2", []),
        ("45-50", []),
        ("45 hoặc 50", []),
        ("5 năm", []),
        ("hai ba", []),
        ("một triệu hai triệu", []),
        ("1.250.5", []),
        ("1 25", []),
        ("²", []),
        ("k", []),
        ("nhiều lắm", []),
        ("không rõ", []),
        ("không xác định", []),
        ("một số người", []),
        ("một nửa", []),
        ("50 trở lên", []),
        ("45 người Hà Nhì", ["45"]),
        ("", []),
    ],
)
def test_numbers(text: str, expected: list[str]) -> None:
    assert read_number(text) == tuple(Decimal(one) for one in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.500.000", [1_500_000]),
        ("1500000đ", [1_500_000]),
        ("1.500.000 VNĐ", [1_500_000]),
        ("1.500.000 đồng.", [1_500_000]),
        ("1tr5", [1_500_000]),
        ("1TR5", [1_500_000]),
        ("1tr25", [1_250_000]),
        ("1tr05", [1_050_000]),
        ("1tr250", [1_250_000]),
        ("1tr500k", [1_500_000]),
        ("1,5 triệu", [1_500_000]),
        ("1.5 trieu", [1_500_000]),
        ("1 triệu 2", [1_200_000]),
        ("1 triệu 250 nghìn", [1_250_000]),
        ("2 triệu rưỡi", [2_500_000]),
        ("triệu rưỡi", [1_500_000]),
        ("ba trăm nghìn", [300_000]),
        ("500k", [500_000]),
        ("2 tỷ 5", [2_500_000_000]),
        ("khoảng 2tr", [2_000_000]),
        ("không", [0]),
        ("0", [0]),
        ("0 đồng", [0]),
        ("500 đồng", [500]),
        ("500", [500, 500_000]),
        ("1 triệu 25", [1_250_000, 1_025_000]),
        ("1.250 triệu", [1_250_000_000, 1_250_000]),
        ("1,5", []),
        ("2 củ", []),
        ("mấy triệu", []),
        ("đồng", []),
        ("", []),
    ],
)
def test_money(text: str, expected: list[int]) -> None:
    assert read_money(text) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hôm nay", "2026-11-23"),
        ("hom nay", "2026-11-23"),
        ("sáng nay", "2026-11-23"),
        ("hôm qua", "2026-11-22"),
        ("chiều qua", "2026-11-22"),
        ("hôm kia", "2026-11-21"),
        ("3 ngày trước", "2026-11-20"),
        ("2 hôm trước", "2026-11-21"),
        ("cách đây hai ngày", "2026-11-21"),
        ("ngày mai", "2026-11-24"),
        ("20/11", "2026-11-20"),
        ("20-11-26", "2026-11-20"),
        ("20.11.2026", "2026-11-20"),
        ("20 11", "2026-11-20"),
        ("20112026", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("20/11/2026 (thứ Sáu)", "2026-11-20"),
        ("ngày 20 tháng 11", "2026-11-20"),
        ("ngày 20 tháng 11 năm 2025", "2025-11-20"),
        ("ngày 20/11", "2026-11-20"),
        ("ngày 25", "2026-10-25"),
        ("24/11", "2025-11-24"),
        ("29/2", "2024-02-29"),
        ("thứ 2", "2026-11-23"),
        ("thứ hai vừa rồi", "2026-11-16"),
        ("thứ 6", "2026-11-20"),
        ("t6", "2026-11-20"),
        ("thứ 6 tuần trước", "2026-11-20"),
        ("thu sau tuan nay", "2026-11-27"),
        ("cn", "2026-11-22"),
        ("chủ nhật tuần trước", "2026-11-22"),
        ("tối thứ 6 tuần trước", "2026-11-20"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert read_date(text, TODAY) == DateReading((date.fromisoformat(expected),))


@pytest.mark.parametrize(
    "text", ["31/2", "11/20", "20", "tháng 11", "5 năm", "1/1/0001", "thứ 9", "tuần trước", ""]
)
def test_no_dates(text: str) -> None:
    assert read_date(text, TODAY) == DateReading()


@pytest.mark.parametrize("text", ["rằm tháng 7", "mùng 5", "mồng một Tết", "20/11 âm lịch"])
def test_lunar_dates_are_not_taken(text: str) -> None:
    assert read_date(text, TODAY) == DateReading(lunar=True)


def test_mung_with_a_month_is_affirmed_first() -> None:
    expected = DateReading((date(2025, 12, 5),), lunar=True, sure=False)
    assert read_date("mùng 5 tháng 12", TODAY) == expected


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_come_back(value: int) -> None:
    assert read_number(formats.number(value)) == (Decimal(value),)


@given(st.integers(0, 10**12))
def test_money_comes_back(value: int) -> None:
    assert read_money(formats.money(value)) == (value,)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_decimals_come_back_or_are_asked(value: Decimal) -> None:
    assert value in read_number(formats.number(value))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_dates_come_back(value: date, today: date) -> None:
    assert read_date(formats.day_in_full(value), today).dates == (value,)
    assert read_date(formats.day(value), today).dates == (value,)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_date_without_year_is_never_ahead(day: date, today: date) -> None:
    (found,) = read_date(f"{day.day}/{day.month}", today).dates
    assert found <= today
    assert (found.day, found.month) == (day.day, day.month)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    read_number(text)
    read_money(text)
    read_date(text, TODAY)
