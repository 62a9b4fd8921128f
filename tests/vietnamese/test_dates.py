"""Typed dates, seen from Monday 23/11/2026: read, asked back, or not understood."""

from datetime import date

import pytest

from vietnamese.dates import read_date
from vietnamese.reading import Reading

TODAY = date(2026, 11, 23)

CERTAIN = {
    # from today
    "hôm nay": "2026-11-23", "hom nay": "2026-11-23", "HÔM NAY": "2026-11-23",
    "nay": "2026-11-23", "bữa nay": "2026-11-23", "ngày hôm nay": "2026-11-23",
    "sáng nay": "2026-11-23", "chiều nay": "2026-11-23", "toi nay": "2026-11-23",
    "hôm qua": "2026-11-22", "ngày hôm qua": "2026-11-22", "chiều qua": "2026-11-22",
    "tối hôm qua": "2026-11-22", "đêm qua": "2026-11-22", "dạ hôm qua ạ": "2026-11-22",
    "vào hôm qua": "2026-11-22", "hôm kia": "2026-11-21", "hom kia": "2026-11-21",
    "tối hôm kia": "2026-11-21", "hôm kìa": "2026-11-20", "ngày mai": "2026-11-24",
    "mai": "2026-11-24", "ngày kia": "2026-11-25", "3 ngày trước": "2026-11-20",
    "3 hôm trước": "2026-11-20", "2 hôm trước": "2026-11-21", "ba ngày trước": "2026-11-20",
    "mười ngày trước": "2026-11-13", "cách đây hai ngày": "2026-11-21",
    "cách đây 10 ngày": "2026-11-13", "hôm qua 22/11": "2026-11-22",
    # weekdays
    "thứ 2": "2026-11-23", "thứ hai vừa rồi": "2026-11-16", "thứ 2 trước": "2026-11-16",
    "thứ 6": "2026-11-20", "thứ sáu": "2026-11-20", "thu sau": "2026-11-20", "t6": "2026-11-20",
    "T6": "2026-11-20", "thứ bảy": "2026-11-21", "t7": "2026-11-21", "cn": "2026-11-22",
    "CN": "2026-11-22", "chủ nhật": "2026-11-22", "chúa nhật": "2026-11-22",
    "thứ 6 này": "2026-11-27", "thứ 6 tuần này": "2026-11-27", "thu sau tuan nay": "2026-11-27",
    "thứ 6 vừa rồi": "2026-11-20", "thứ 6 tuần trước": "2026-11-20",
    "thứ 6 trước": "2026-11-20", "thứ 6 tuần rồi": "2026-11-20", "t6 tuần qua": "2026-11-20",
    "thứ 6 tuần trước nữa": "2026-11-13", "thứ 6 tuần sau": "2026-12-04",
    "thứ tư tuần trước": "2026-11-18", "chủ nhật tuần trước": "2026-11-22",
    "tối thứ 6 tuần trước": "2026-11-20", "sáng thứ 6": "2026-11-20",
    "hôm thứ 6": "2026-11-20", "hôm thứ sáu tuần trước": "2026-11-20", "hôm t6": "2026-11-20",
    "hôm chủ nhật": "2026-11-22",
    # figures
    "20/11": "2026-11-20", "20-11": "2026-11-20", "20.11": "2026-11-20", "20 11": "2026-11-20",
    "20,11": "2026-11-20", "20 / 11": "2026-11-20", "5/6": "2026-06-05", "05/06": "2026-06-05",
    "20/11/2026": "2026-11-20", "20-11-2026": "2026-11-20", "20.11.2026": "2026-11-20",
    "20 - 11 - 2026": "2026-11-20", "20 11 2026": "2026-11-20", "20/11/2026.": "2026-11-20",
    "２０／１１／２０２６": "2026-11-20", "20–11–2026": "2026-11-20", "20/11/26": "2026-11-20",
    "20-11-26": "2026-11-20", "1/1/00": "2000-01-01", "20/11/69": "2069-11-20",
    "20/11/85": "1985-11-20", "20112026": "2026-11-20", "20261120": "2026-11-20",
    "2026-11-20": "2026-11-20", "2026/11/20": "2026-11-20", "29/2": "2024-02-29",
    "15/2": "2026-02-15", "20/XI": "2026-11-20", "20/xi/2026": "2026-11-20",
    "20/IV/2026": "2026-04-20", "20/11 năm nay": "2026-11-20", "20/11 năm ngoái": "2025-11-20",
    "ngày 20": "2026-11-20", "hôm 20": "2026-11-20", "ngày 20/11": "2026-11-20",
    "hôm 20/11": "2026-11-20", "ngày 20 tháng này": "2026-11-20",
    "20 tháng trước": "2026-10-20", "sáng 20/11": "2026-11-20", "20/11 buổi sáng": "2026-11-20",
    # words
    "ngày 20 tháng 11": "2026-11-20", "20 tháng 11": "2026-11-20", "20 thang 11": "2026-11-20",
    "20 th 11": "2026-11-20", "20 th11": "2026-11-20", "20 thg 11": "2026-11-20",
    "20t11": "2026-11-20", "ngày 20 tháng 11 năm 2025": "2025-11-20",
    "20 tháng 11 năm 2026": "2026-11-20", "20 tháng 11 2026": "2026-11-20",
    "20 tháng 11, 2026": "2026-11-20", "ngày 20, tháng 11, năm 2026": "2026-11-20",
    "hai mươi tháng mười một": "2026-11-20", "ngày mười tám tháng năm": "2026-05-18",
    "mười lăm tháng năm": "2026-05-15", "mười năm tháng năm": "2026-05-15",
    "ngày năm tháng năm năm 2026": "2026-05-05",
    "20 tháng năm 2026": "2026-05-20", "1 tháng tư": "2026-04-01",
    "20 tháng mười năm 2025": "2025-10-20", "hai mươi mốt tháng chín": "2026-09-21",
    "ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi sáu": "2026-11-20",
    # with the weekday
    "20/11/2026 (thứ Sáu)": "2026-11-20", "thứ 6, 20/11/2026": "2026-11-20",
    "thứ Sáu ngày 20/11": "2026-11-20", "Chủ nhật, 22/11/2026": "2026-11-22",
    "thứ ba 24/11": "2026-11-24",  # tomorrow: the weekday decides the year
    "23/11 hôm nay": "2026-11-23", "20/11 thứ 6": "2026-11-20",
    "ngày 20/11 vừa rồi": "2026-11-20", "24/11 vừa qua": "2025-11-24",
    # solar on purpose
    "20/11 dương lịch": "2026-11-20", "20/11 (dl)": "2026-11-20",
    "mùng 2 tháng 9 dương lịch": "2026-09-02",
}  # fmt: skip

ASKED = {
    "24/11": "2025-11-24 2026-11-24", "5 tháng 12": "2025-12-05 2026-12-05",
    "ngày 25": "2026-10-25 2026-11-25", "thứ ba": "2026-11-17 2026-11-24",
    "cuối tuần trước": "2026-11-21 2026-11-22", "cuối tuần": "2026-11-21 2026-11-22",
    "cuối tuần vừa rồi": "2026-11-21 2026-11-22", "cuối tuần này": "2026-11-28 2026-11-29",
    "hôm qua, 21/11": "2026-11-21 2026-11-22",
    "mùng 5 tháng 12 dương lịch": "2025-12-05 2026-12-05",
}  # fmt: skip

AFFIRMED = {
    "3/13": "2026-03-13 2025-03-13", "3/13/2026": "2026-03-13", "11/20": "2026-11-20 2025-11-20",
    "201126": "2026-11-20 2020-11-26", "2011": "2026-11-20", "2 tuần trước": "2026-11-09",
    "cách đây một tuần": "2026-11-16", "thứ 5, 20/11/2026": "2026-11-20",
    "20/11/2026 (thứ Năm)": "2026-11-20", "20/11/2026 (hội nghị)": "2026-11-20",
}  # fmt: skip

LUNAR = {
    "mùng 5 tháng 12": "2025-12-05 2026-12-05", "mùng 5/12": "2025-12-05 2026-12-05",
    "mồng hai tháng chín": "2026-09-02", "mong 2 thang 9": "2026-09-02",
    "mùng 2/9/2026": "2026-09-02", "mùng 5": "", "mùng 15 tháng 8": "", "rằm": "",
    "rằm tháng 7": "", "ram thang 7": "", "hôm rằm": "", "mùng một Tết": "", "mồng một Tết": "",
    "30 Tết": "", "29 tết": "", "Tết": "", "giao thừa": "", "tất niên": "", "23 tháng chạp": "",
    "mùng 10 tháng giêng": "", "20/11 âm lịch": "", "20/11 (âm lịch)": "", "20/11 âl": "",
    "20/11 AL": "", "15 tháng 7 âm": "", "20 tháng 10 ta": "",
}  # fmt: skip

REFUSED = [
    "", " ", "20", "5", "32", "31/2", "31/6", "30 tháng 2", "29/02/2025", "13/13", "0/5", "5/0",
    "1/1/0001", "20/11/1850", "20/11/3000", "20/1126", "20//11", "20/11/", "/11", "20/11/2026/5",
    "11/2026", "tháng 11", "tháng 11/2026", "tháng tư", "T11", "năm 2026", "2026", "quý 4",
    "tuần trước", "tuần này", "tháng trước", "năm ngoái", "hôm trước", "hôm nọ", "mới đây",
    "vừa rồi", "đầu tháng", "cuối tháng", "giữa tháng", "đầu tuần", "đầu năm", "thứ", "thứ 9",
    "thứ 1", "t1", "chủ", "5 năm", "5 năm trước", "2 tháng trước", "vài ngày trước",
    "500 ngày trước", "ngày", "ngày 0", "ngày 32", "ngày nào đó", "không nhớ", "20/XIII",
    "20/IIX", "20/11 hoặc 21/11", "20-21/11", "từ 20 đến 22/11", "hôm qua và hôm nay", "abc",
    "99999999", "00000000", "20/11 năm một nghìn",
]  # fmt: skip


def _dates(written: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, written.split()))


@pytest.mark.parametrize(("text", "expected"), [*CERTAIN.items(), *ASKED.items()])
def test_dates(text: str, expected: str) -> None:
    assert read_date(text, TODAY) == Reading(_dates(expected))


@pytest.mark.parametrize(("text", "expected"), AFFIRMED.items())
def test_dates_that_are_affirmed(text: str, expected: str) -> None:
    assert read_date(text, TODAY) == Reading(_dates(expected), sure=False)


@pytest.mark.parametrize(("text", "expected"), LUNAR.items())
def test_lunar_dates_are_never_taken(text: str, expected: str) -> None:
    assert read_date(text, TODAY) == Reading(_dates(expected), sure=False, lunar=True)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text, TODAY).values == ()


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        (date(2027, 1, 5), "20/12", "2026-12-20"),
        (date(2027, 1, 5), "ngày 20", "2026-12-20 2027-01-20"),
        (date(2027, 3, 5), "ngày 31", "2027-01-31 2027-03-31"),
        (date(2026, 11, 26), "thứ 6", "2026-11-20 2026-11-27"),
        (date(2026, 11, 28), "thứ 6 trước", "2026-11-27 2026-11-20"),
        (date(2026, 11, 28), "cuối tuần", "2026-11-28 2026-11-29"),
        (date(2028, 2, 28), "29/2", "2024-02-29 2028-02-29"),
        (date(2103, 1, 1), "29/2", "2096-02-29"),
    ],
)
def test_dates_on_other_days(today: date, text: str, expected: str) -> None:
    assert read_date(text, today).values == _dates(expected)
