"""What is shown can be typed back; whatever is typed, nothing crashes."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.spelling import spelt
from vietnamese import formats
from vietnamese.assent import read_assent
from vietnamese.dates import read_date
from vietnamese.documents import read_document_number
from vietnamese.moments import read_moment
from vietnamese.money import read_money
from vietnamese.names import read_name
from vietnamese.numbers import read_number
from vietnamese.percents import read_percent
from vietnamese.phones import read_phone
from vietnamese.points import read_point
from vietnamese.reading import Reading
from vietnamese.text import fold
from vietnamese.times import read_time
from vietnamese.units import split_unit
from vietnamese.years import read_school_year, read_year

TODAY = date(2026, 11, 23)
PARSERS: tuple[Callable[[str], object], ...] = (
    read_number,
    read_money,
    read_percent,
    lambda text: read_date(text, TODAY),
    read_time,
    lambda text: read_moment(text, TODAY),
    read_phone,
    read_document_number,
    lambda text: read_year(text, TODAY),
    lambda text: read_school_year(text, TODAY),
    read_point,
    read_name,
    read_assent,
    split_unit,
)
PIECES = [
    "1", "5", "20", "11", "26", "2026", "0", "1.250", "3,5", "/", "-", ".", ",", ":", " ", "  ",
    "(", ")", "'", "%", "~", "+", "không", "một", "hai", "năm", "mươi", "mười", "lăm", "trăm",
    "nghìn", "triệu", "tỷ", "rưỡi", "linh", "phẩy", "nửa", "tr", "k", "h", "giờ", "phút", "kém",
    "sáng", "chiều", "tối", "thứ", "t", "tuần", "trước", "này", "ngày", "tháng", "hôm", "qua",
    "nay", "kia", "mùng", "rằm", "Tết", "chủ nhật", "cuối", "đến", "từ", "hoặc", "hay", "KH",
    "UBND", "QĐ", "số", "năm học", "đồng", "người", "tấn", "kg", "có", "ko", "chưa", "rồi", "ạ",
    "dạ", "\n", "\u0301", "XI", "T",
]  # fmt: skip
YEARS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NOWADAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
WHOLE = st.integers(0, 10**12)
PARTS = st.sampled_from(["KH", "BC", "QĐ", "NQ", "TTr", "UBND", "HĐND", "SCT", "VX", "TTg", "CP"])


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_come_back(value: int) -> None:
    assert read_number(formats.number(value)) == (Decimal(value),)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_decimals_come_back_or_are_asked(value: Decimal) -> None:
    assert value in read_number(formats.number(value))


@given(WHOLE)
def test_money_comes_back(value: int) -> None:
    assert read_money(formats.money(value)) == (value,)


@given(st.decimals(0, 1000, places=2))
def test_percentages_come_back_or_are_asked(value: Decimal) -> None:
    assert value in read_percent(formats.percent(value))


@given(st.integers(1, 999_999_999))
def test_numbers_in_words_come_back_or_are_asked(value: int) -> None:
    # "Hai triệu ba trăm" may leave out the thousands.
    asked = value > 10**6 and value % 10**6 < 1000 and value % 1000 >= 100
    for found in (read_number(spelt(value)), read_number(f"{fold(spelt(value))} nguoi")):
        assert value in found
        assert len(found) == (2 if asked else 1)
    assert value in read_money(f"{spelt(value)} đồng")


@given(YEARS, NOWADAYS)
def test_dates_come_back(value: date, today: date) -> None:
    assert read_date(formats.day_in_full(value), today) == Reading((value,))
    assert read_date(formats.day(value), today) == Reading((value,))
    assert read_date(value.isoformat(), today) == Reading((value,))
    assert read_date(f"{value:%d%m%Y}", today) == Reading((value,))


@given(YEARS, NOWADAYS)
def test_dates_in_words_come_back(value: date, today: date) -> None:
    words = f"ngày {spelt(value.day)} tháng {spelt(value.month)} năm {value.year}"
    assert read_date(words, today) == Reading((value,))


@given(NOWADAYS, NOWADAYS)
def test_a_date_without_year_is_the_last_or_the_next(day: date, today: date) -> None:
    found = read_date(f"{day.day}/{day.month}", today).values
    assert found[0] <= today
    assert all((one.day, one.month) == (day.day, day.month) for one in found)
    assert len(found) == 1 or (len(found) == 2 and 0 < (found[1] - today).days <= 31)


@given(st.times())
def test_times_come_back(value: time) -> None:
    value = value.replace(second=0, microsecond=0)
    assert read_time(formats.time_of_day(value)) == Reading((value,))


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)), NOWADAYS)  # noqa: DTZ001 - naive
def test_moments_come_back(value: datetime, today: date) -> None:
    value = value.replace(second=0, microsecond=0)
    assert read_moment(formats.moment_in_full(value), today) == Reading((value,))
    assert read_moment(value.isoformat(), today) == Reading((value,))


@given(st.from_regex(r"(0[35789][0-9]{8}|02[0-9]{9})", fullmatch=True))
def test_phones_come_back(value: str) -> None:
    assert read_phone(formats.phone(value)) == Reading((value,))
    assert read_phone(f"+84{value[1:]}") == Reading((value,))


@given(st.floats(8, 24), st.floats(102, 110))
def test_points_come_back(latitude: float, longitude: float) -> None:
    value = (round(latitude, 6), round(longitude, 6))
    assert read_point(formats.point(*value)) == Reading((value,))


@given(
    st.integers(1, 99999),
    st.none() | st.integers(1990, 2099),
    st.lists(PARTS, min_size=2, max_size=4),
)
def test_document_numbers_come_back(number: int, year: int | None, parts: list[str]) -> None:
    value = "/".join([str(number), *([str(year)] if year else []), "-".join(parts)])
    assert read_document_number(value) == Reading((value,))
    assert read_document_number(value.casefold()) == Reading((value,))
    assert read_document_number(fold(value)) == Reading((value,))


@given(st.integers(1900, 2099), NOWADAYS)
def test_years_come_back(year: int, today: date) -> None:
    assert read_school_year(f"{year}-{year + 1}", today) == Reading((f"{year}-{year + 1}",))
    assert read_year(str(year), today) == Reading((year,))


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_text_can_be_read(text: str) -> None:
    for parse in PARSERS:
        parse(text[:300])


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_pieces_run_together_can_be_read(text: str) -> None:
    for parse in PARSERS:
        parse(text)


@pytest.mark.parametrize("piece", PIECES)
def test_long_answers_are_read_too(piece: str) -> None:
    """What grows faster than the text would not come back from this."""
    for text in (piece * 300, f"{piece} " * 300, f"1{piece}" * 150, f"{piece} {piece}x" * 100):
        for parse in PARSERS:
            parse(text[:300])
