"""Typed amounts of money: read, asked back, or not understood."""

import pytest

from vietnamese.money import read_money

CERTAIN = {
    "2trđ": 2_000_000, "2,5 trđ": 2_500_000, "2 tr đ": 2_000_000,
    "hai triệu không trăm hai mươi nghìn": 2_020_000,
    "1.500.000": 1_500_000, "1 500 000": 1_500_000, "1,500,000": 1_500_000, "1500000": 1_500_000,
    "1500000đ": 1_500_000, "1.500.000đ": 1_500_000, "1.500.000 đ.": 1_500_000,
    "1.500.000 VNĐ": 1_500_000, "1.500.000 vnd": 1_500_000, "1.500.000₫": 1_500_000,
    "₫1.500.000": 1_500_000, "VND 1.500.000": 1_500_000, "1.500.000 ₫": 1_500_000,
    "1.500.000 đồng": 1_500_000, "1.500.000 dong": 1_500_000, "1.500.000,00": 1_500_000,
    "1,500,000.00 VND": 1_500_000, "1.500.000 đồng chẵn": 1_500_000, "1000": 1000,
    "1tr5": 1_500_000, "1TR5": 1_500_000, "1 tr 5": 1_500_000, "1 tr5": 1_500_000,
    "1tr25": 1_250_000, "1tr05": 1_050_000, "1tr250": 1_250_000, "1tr500k": 1_500_000,
    "1tr": 1_000_000, "2,5tr": 2_500_000, "2.5tr": 2_500_000, "1.5tr": 1_500_000,
    "1,5 triệu": 1_500_000, "1.5 trieu": 1_500_000, "1 triệu 2": 1_200_000,
    "1 triệu 250 nghìn": 1_250_000, "1 triệu 250": 1_250_000, "1 triệu 250.000": 1_250_000,
    "1 triệu hai trăm năm mươi nghìn": 1_250_000, "một triệu mốt": 1_100_000,
    "một triệu năm": 1_500_000, "2 triệu rưỡi": 2_500_000, "hai triệu rưởi": 2_500_000,
    "2tr rưỡi": 2_500_000, "triệu rưỡi": 1_500_000, "triệu hai": 1_200_000,
    "nửa triệu": 500_000, "15 triệu chẵn": 15_000_000, "15 triệu đồng": 15_000_000,
    "15 triệu đồng tiền mặt": 15_000_000, "mười lăm triệu": 15_000_000, "ba trăm nghìn": 300_000,
    "500k": 500_000, "500K": 500_000, "1500k": 1_500_000, "500 ngàn": 500_000,
    "500 nghìn đồng": 500_000, "năm trăm nghìn": 500_000, "2 tỷ 5": 2_500_000_000,
    "1,2 tỷ": 1_200_000_000, "tỷ rưỡi": 1_500_000_000, "1 tỷ 2 trăm triệu": 1_200_000_000,
    "khoảng 2tr": 2_000_000, "hết 2 triệu": 2_000_000, "kinh phí 2 triệu": 2_000_000,
    "không": 0, "0": 0, "0đ": 0, "0 đồng": 0, "không đồng": 0, "500 đồng": 500, "500đ": 500,
}  # fmt: skip

ASKED = {
    "2 triệu 3 trăm": [2_300_000, 2_000_300], "2tr3 trăm": [2_300_000, 2_000_300],
    "hai triệu hai mươi": [2_020_000, 2_000_020], "1/2 triệu": [1_000_000, 2_000_000, 500_000],
    "500": [500, 500_000], "50": [50, 50_000], "một trăm": [100, 100_000],
    "1 triệu 25": [1_250_000, 1_025_000], "1.250 triệu": [1_250_000_000, 1_250_000],
    "2-3 triệu": [2_000_000, 3_000_000], "500k-1tr": [500_000, 1_000_000],
    "từ 2 đến 3 triệu": [2_000_000, 3_000_000], "2 triệu hoặc 3 triệu": [2_000_000, 3_000_000],
    "500-600": [500, 500_000, 600, 600_000], "hai ba triệu": [2_000_000, 3_000_000, 23_000_000],
}  # fmt: skip

REFUSED = [
    "", "-500k", "đồng", "đ", "k", "triệu", "rẻ",
    "mấy triệu", "vài triệu", "1,5", "3,5 đồng", "1.5",
    "2 củ", "1 củ", "2 lít", "2 lít rưỡi", "5 xị", "2 chai", "10 cành", "2 tỏi", "3 lúa",
    "$5", "5$", "5 usd", "5000 usd", "1.500.000 usd", "500 đô", "100 tệ", "100 kíp", "50 euro",
    "2 triệu người", "500đ/người", "2 triệu mỗi bản", "15 triệu in tờ rơi", "2 triệu nữa",
    "2tr hơn", "hơn 2 triệu", "dưới 2 triệu", "3tr-2tr", "không rõ", "chưa có", "1 triệu 2 triệu",
    "miễn phí", "1.500.00", "20/11/2026",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CERTAIN.items())
def test_money(text: str, expected: int) -> None:
    assert read_money(text) == (expected,)


@pytest.mark.parametrize(("text", "expected"), ASKED.items())
def test_money_that_is_asked_back(text: str, expected: list[int]) -> None:
    assert read_money(text) == tuple(expected)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_money(text: str) -> None:
    assert read_money(text) == ()
