"""Typed phone numbers, document numbers, years, places on the map and names."""

from datetime import date

import pytest

from vietnamese.documents import read_document_number
from vietnamese.names import read_name
from vietnamese.phones import read_phone
from vietnamese.points import read_point
from vietnamese.reading import Reading
from vietnamese.years import read_school_year, read_year

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0912345678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("0912-345-678", "0912345678"),
        ("０９１２３４５６７８", "0912345678"),
        ("+84912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("+84 (0)912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084 912 345 678", "0912345678"),
        ("0345678901", "0345678901"),
        ("02133876543", "02133876543"),
        ("0213 3876 543", "02133876543"),
        ("(0213) 3876543", "02133876543"),
        ("+84 213 3876 543", "02133876543"),
        ("sđt: 0912345678", "0912345678"),
        ("số điện thoại là 0912345678", "0912345678"),
        ("ĐT 0912345678", "0912345678"),
        ("0912345678 (zalo)", "0912345678"),
        ("0912345678 ạ.", "0912345678"),
        ("0912345678 / 0987654321", "0912345678 0987654321"),
        ("0912345678 hoặc 0213 3876 543", "0912345678 02133876543"),
        ("0912345678, 0912 345 678", "0912345678"),
        ("", ""),
        ("không", ""),
        ("912345678", ""),
        ("091234567", ""),
        ("09123456789", ""),
        ("0112345678", ""),
        ("0213876543", ""),
        ("+1 202 555 0100", ""),
        ("0912345678 / 123", ""),
        ("0912345abc", ""),
        ("0912345678 máy lẻ 5", ""),
        ("٠٩١٢٣٤٥٦٧٨", ""),
        ("0912345678 " * 20, ""),
    ],
)
def test_phones(text: str, expected: str) -> None:
    assert read_phone(text).values == tuple(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("125/KH-UBND", "125/KH-UBND"),
        ("125/kh-ubnd", "125/KH-UBND"),
        ("125 KH UBND", "125/KH-UBND"),
        ("125 kh-ubnd", "125/KH-UBND"),
        ("125-KH-UBND", "125/KH-UBND"),
        ("125/KH/UBND", "125/KH-UBND"),
        ("125/KH–UBND", "125/KH-UBND"),
        ("125 / KH - UBND", "125/KH-UBND"),
        ("125/KH-UBND.", "125/KH-UBND"),
        ("１２５／KH-UBND", "125/KH-UBND"),
        ("số 125/2026/QĐ-TTg", "125/2026/QĐ-TTg"),
        ("Số: 01/BC-UBND", "01/BC-UBND"),
        ("so 01/bc-ubnd", "01/BC-UBND"),
        ("kế hoạch số 125/KH-UBND ngày 20/11/2026", "125/KH-UBND"),
        ("QĐ số 5/QĐ-UBND", "5/QĐ-UBND"),
        ("125/qd-ubnd", "125/QĐ-UBND"),
        ("12/nq-hdnd", "12/NQ-HĐND"),
        ("889/QD-TTG", "889/QĐ-TTg"),
        ("01/ttr-ubnd", "01/TTr-UBND"),
        ("09/2019/ND-CP", "09/2019/NĐ-CP"),
        ("7/HD-SCT", "7/HD-SCT"),
        ("28/2026/QH15", "28/2026/QH15"),
        ("1670/NQ-UBTVQH15", "1670/NQ-UBTVQH15"),
        ("125/SCT-QLTM", "125/SCT-QLTM"),
        ("5/kthtdt-kt", "5/KTHTDT-KT"),
        ("5/KTHT&ĐT-KT", "5/KTHT&ĐT-KT"),
        ("12/SGDDT-VP", "12/SGDĐT-VP"),
        ("125/KH-UBND-VX", "125/KH-UBND-VX"),
        ("", None),
        ("125", None),
        ("số 125", None),
        ("125/2026", None),
        ("125/UBND", None),
        ("125 /", None),
        ("125/-", None),
        ("125KH-UBND", None),
        ("KH-UBND", None),
        ("0/KH-UBND", None),
        ("123456/KH-UBND", None),
        ("125 người dự", None),
        ("125 nguoi tham gia", None),
        ("5/kế hoạch", None),
        ("125/KH-UBND, 126/KH-UBND", None),
        ("20/11/2026", None),
        ("hôm qua", None),
        ("không", None),
        ("125/KH-" + "A" * 200, None),
    ],
)
def test_document_numbers(text: str, expected: str | None) -> None:
    assert read_document_number(text) == Reading((expected,) if expected else ())


@pytest.mark.parametrize(
    ("text", "expected", "sure"),
    [
        ("2026", [2026], True),
        ("năm 2026", [2026], True),
        ("２０２６", [2026], True),
        ("năm nay", [2026], True),
        ("nam nay", [2026], True),
        ("năm ngoái", [2025], True),
        ("năm trước", [2025], True),
        ("năm kia", [2024], True),
        ("sang năm", [2027], True),
        ("hai nghìn không trăm hai mươi sáu", [2026], True),
        ("năm hai nghìn không trăm hai mươi", [2020], True),
        ("26", [2026], False),
        ("năm 26", [2026], False),
        ("85", [1985], False),
        ("2025-2026", [2025, 2026], False),
        ("2025 hoặc 2026", [2025, 2026], False),
        ("", [], True),
        ("năm", [], True),
        ("6", [], True),
        ("206", [], True),
        ("1850", [], True),
        ("3000", [], True),
        ("2.026", [], True),
        ("20266", [], True),
        ("20/11/2026", [], True),
        ("khoảng 2020", [], True),
        ("không", [], True),
    ],
)
def test_years(text: str, expected: list[int], sure: bool) -> None:
    reading = read_year(text, TODAY)
    assert reading.values == tuple(expected)
    assert reading.sure is sure or not expected


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        (TODAY, "2026-2027", "2026-2027"),
        (TODAY, "2026 - 2027", "2026-2027"),
        (TODAY, "2026–2027", "2026-2027"),
        (TODAY, "2026/2027", "2026-2027"),
        (TODAY, "2026 2027", "2026-2027"),
        (TODAY, "26-27", "2026-2027"),
        (TODAY, "2026-27", "2026-2027"),
        (TODAY, "99-00", "1999-2000"),
        (TODAY, "năm học 2026/2027", "2026-2027"),
        (TODAY, "nam hoc 26-27", "2026-2027"),
        (TODAY, "niên khóa 2026-2027", "2026-2027"),
        (TODAY, "NH 2026-2027", "2026-2027"),
        (TODAY, "năm học này", "2026-2027"),
        (TODAY, "năm học trước", "2025-2026"),
        (date(2027, 3, 1), "năm học này", "2026-2027"),
        (date(2026, 9, 1), "năm học này", "2026-2027"),
        (date(2026, 7, 1), "năm học này", "2025-2026 2026-2027"),
        (TODAY, "2026", "2025-2026 2026-2027"),
        (TODAY, "năm học 2026", "2025-2026 2026-2027"),
        (TODAY, "26", "2025-2026 2026-2027"),
        (TODAY, "2026-2028", ""),
        (TODAY, "2027-2026", ""),
        (TODAY, "2026-2026", ""),
        (TODAY, "năm học", ""),
        (TODAY, "năm nay", ""),
        (TODAY, "1800-1801", ""),
        (TODAY, "", ""),
        (TODAY, "lớp 6", ""),
    ],
)
def test_school_years(today: date, text: str, expected: str) -> None:
    assert read_school_year(text, today) == Reading(tuple(expected.split()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22.386, 103.458", Reading(((22.386, 103.458),))),
        ("22,386 103,458", Reading(((22.386, 103.458),))),
        ("22,386, 103,458", Reading(((22.386, 103.458),))),
        ("22,386,103,458", Reading(((22.386, 103.458),))),
        ("22,386; 103,458", Reading(((22.386, 103.458),))),
        ("(22.386, 103.458)", Reading(((22.386, 103.458),))),
        ("22.386N 103.458E", Reading(((22.386, 103.458),))),
        ("22.386° N, 103.458° E", Reading(((22.386, 103.458),))),
        ("tọa độ: 22.386, 103.458", Reading(((22.386, 103.458),))),
        ("103.458, 22.386", Reading(((22.386, 103.458),), sure=False)),
        ("48.85, 2.35", Reading(((48.85, 2.35),), sure=False)),
        ("33.9S 151.2E", Reading(((-33.9, 151.2),), sure=False)),
        ("-33.9 -70.6", Reading(((-33.9, -70.6),), sure=False)),
    ],
)
def test_points(text: str, expected: Reading[tuple[float, float]]) -> None:
    assert read_point(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "22, 103", "22.386", "91.5, 200.5", "bản Nà Hừ", "22.386.1, 103.4", "20/11", "a, b"],
)
def test_what_is_no_point(text: str) -> None:
    assert read_point(text).values == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lò Văn An", "Lò Văn An"),
        ("  Giàng  Páo Mỷ ", "Giàng Páo Mỷ"),
        ("Lỳ Khai Phà", "Lỳ Khai Phà"),
        ("Sùng A Hồ", "Sùng A Hồ"),
        ("lò văn an", "lò văn an"),
        ("H'Mai Niê", "H'Mai Niê"),
        ("Đ. V. Hùng", "Đ. V. Hùng"),
        ("Trần Thị Mai-Anh", "Trần Thị Mai-Anh"),
        ("An", "An"),
        ("Lo\u0300 Va\u0306n An", "Lò Văn An"),
        ("", ""),
        ("A", ""),
        ("A" * 81, ""),
        ("5 An", ""),
        ("An 2", ""),
        ("Nguyễn\nAn", ""),
        ("không", ""),
        ("ko rõ", ""),
        ("có", ""),
        ("@lovanan", ""),
        ("Lò Văn An, Phó Chủ tịch", ""),
        ("---", ""),
    ],
)
def test_names(text: str, expected: str) -> None:
    assert read_name(text).values == ((expected,) if expected else ())
