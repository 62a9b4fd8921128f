"""Typed deadlines, seen from Monday 23/11/2026: read, asked back, or not understood."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.spelling import spelt
from tests.vietnamese.test_round_trips import PIECES
from vietnamese import formats
from vietnamese.coming_days import read_coming_date
from vietnamese.reading import Reading
from vietnamese.text import fold

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)

CERTAIN = {
    # from today
    "hôm nay": "2026-11-23", "mai": "2026-11-24", "ngày mai": "2026-11-24",
    "sáng mai": "2026-11-24", "mai nhé": "2026-11-24", "ngày kia": "2026-11-25",
    "mốt": "2026-11-25", "ngày mốt": "2026-11-25", "ngày kìa": "2026-11-26",
    "3 ngày nữa": "2026-11-26", "ba ngày nữa": "2026-11-26", "sau 3 ngày": "2026-11-26",
    "trong 3 ngày": "2026-11-26", "trong vòng 3 ngày tới": "2026-11-26",
    "2 tuần nữa": "2026-12-07", "sau hai tuần": "2026-12-07", "1 tháng nữa": "2026-12-23",
    "3 tháng nữa": "2027-02-23", "hôm qua": "2026-11-22", "3 ngày trước": "2026-11-20",
    # weekdays
    "thứ 6": "2026-11-27", "thứ sáu": "2026-11-27", "t6": "2026-11-27", "cn": "2026-11-29",
    "chiều thứ 6": "2026-11-27", "thứ sáu tuần này": "2026-11-27", "thứ 6 này": "2026-11-27",
    "thứ 2 tuần này": "2026-11-23", "thứ 6 tuần sau": "2026-12-04",
    "thứ 6 tuần tới": "2026-12-04", "thứ năm tuần sau": "2026-12-03",
    "thứ 6 tuần sau nữa": "2026-12-11", "chủ nhật tuần sau": "2026-12-06",
    "thứ 2 tới": "2026-11-30", "thứ 6 tuần trước": "2026-11-20",
    "thứ 6, 4/12": "2026-12-04", "4/12 (thứ Sáu)": "2026-12-04", "4/12 thứ 6": "2026-12-04",
    "thứ 6 tuần sau, 4/12": "2026-12-04", "mai 24/11": "2026-11-24",
    # days of the calendar
    "20/12": "2026-12-20", "20-12": "2026-12-20", "20.12.2026": "2026-12-20",
    "20/12/26": "2026-12-20", "2026-12-20": "2026-12-20", "20/12/2025": "2025-12-20",
    "5/1": "2027-01-05", "23/11": "2026-11-23", "22/11": "2027-11-22", "29/2": "2028-02-29",
    "ngày 20": "2026-12-20", "20": "2026-12-20", "24": "2026-11-24", "5": "2026-12-05",
    "31": "2026-12-31", "ngày 20 tháng này": "2026-11-20", "ngày 5 tháng sau": "2026-12-05",
    "25 tháng sau": "2026-12-25", "ngày 20 tháng 12": "2026-12-20", "20/12 này": "2026-12-20",
    "20 tháng 12 tới": "2026-12-20", "20 t4": "2027-04-20", "20/11 năm nay": "2026-11-20",
    "20/3 năm sau": "2027-03-20", "20/3 sang năm": "2027-03-20", "20/3 năm ngoái": "2025-03-20",
    "hạn 20/12": "2026-12-20", "đến hết ngày 20/12": "2026-12-20",
    "chậm nhất là 20/12 ạ": "2026-12-20", "5/12 dương lịch": "2026-12-05",
    "mùng 5 tháng 12 dương lịch": "2026-12-05",
    # ends
    "cuối tháng": "2026-11-30", "đến hết tháng": "2026-11-30", "cuối tháng này": "2026-11-30",
    "cuối tháng sau": "2026-12-31", "cuối tháng 12": "2026-12-31", "hết tháng 12": "2026-12-31",
    "cuối tháng mười hai": "2026-12-31", "cuối tháng tư": "2027-04-30",
    "cuối tháng sáu": "2027-06-30", "3 tháng sáu": "2027-06-03", "3 tháng sau": "2027-02-23",
    "cuối tháng 2": "2027-02-28", "cuối tháng 2/2028": "2028-02-29", "cuối t12": "2026-12-31",
    "cuối tháng 12 năm 2027": "2027-12-31", "cuối tháng 10 năm nay": "2026-10-31",
    "ngày cuối tháng": "2026-11-30", "cuối năm": "2026-12-31", "cuối năm nay": "2026-12-31",
    "hết năm sau": "2027-12-31", "cuối năm 2028": "2028-12-31",
}  # fmt: skip

SEVERAL = {
    "thứ 2": "2026-11-23 2026-11-30",  # today, or in a week
    "thứ 6 tới": "2026-11-27 2026-12-04",
    "thứ sáu sau": "2026-11-27 2026-12-04",
    "cuoi thang sau": "2026-12-31 2027-06-30",  # or June
    "ngay 5 thang sau": "2026-12-05 2027-06-05",
    "cuối tuần": "2026-11-28 2026-11-29",
    "cuối tuần này": "2026-11-28 2026-11-29",
}

AFFIRMED = {
    "trước 20/12": "2026-12-19 2026-12-20",
    "trước ngày 05/12": "2026-12-04 2026-12-05",
    "4/12 (thứ Bảy)": "2026-12-04",
    "mai 25/11": "2026-11-25 2026-11-24",
    "12/20": "2026-12-20",
    "201226": "2026-12-20 2020-12-26",
}

NOT_UNDERSTOOD = [
    "", "abc", "tuần sau", "tháng sau", "31/2", "32", "0", "thứ 8", "hai ba ngày nữa",
    "vài ngày nữa", "3 ngày làm việc nữa", "đầu tháng 12", "cuối tháng 13", "trước",
    "100 tháng nữa",
]  # fmt: skip


def days(text: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, text.split()))


@pytest.mark.parametrize(("text", "day"), CERTAIN.items())
def test_certain(text: str, day: str) -> None:
    assert read_coming_date(text, TODAY) == Reading(days(day))


@pytest.mark.parametrize("text", CERTAIN)
def test_diacritics_and_small_letters_may_be_left_out(text: str) -> None:
    assert read_coming_date(text.upper(), TODAY) == Reading(days(CERTAIN[text]))
    if "thang sau" not in fold(text) and text != "ngày kìa":
        assert read_coming_date(fold(text), TODAY) == Reading(days(CERTAIN[text]))


@pytest.mark.parametrize(("text", "found"), SEVERAL.items())
def test_both_are_offered(text: str, found: str) -> None:
    assert read_coming_date(text, TODAY) == Reading(days(found))


@pytest.mark.parametrize(("text", "found"), AFFIRMED.items())
def test_affirmed(text: str, found: str) -> None:
    assert read_coming_date(text, TODAY) == Reading(days(found), sure=False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mùng 5 tháng 12", "2026-12-05"),
        ("mùng 5", ""),
        ("mùng 15 tháng 12", ""),
        ("20/12 âm lịch", ""),
        ("rằm", ""),
    ],
)
def test_the_moon_is_never_taken(text: str, found: str) -> None:
    assert read_coming_date(text, TODAY) == Reading(days(found), sure=False, lunar=True)


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_not_understood(text: str) -> None:
    assert read_coming_date(text, TODAY).values == ()


# --- whatever the day ---------------------------------------------------------------------------
TODAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(TODAYS, st.integers(0, 364))
def test_days_ahead_come_back(today: date, ahead: int) -> None:
    day = today + ahead * DAY
    words = f"ngày {spelt(day.day)} tháng {spelt(day.month)}"
    assert day in read_coming_date(fold(words), today).values  # "thang sau": next month, or June
    for text in (
        f"{day.day}/{day.month}",
        f"{day.day}/{day.month}/{day.year}",
        formats.day(day),
        formats.day_in_full(day),
        formats.day_in_words(day),
        day.isoformat(),
        words,
    ):
        assert read_coming_date(text, today) == Reading((day,)), text


def test_every_day_of_the_year_ahead_comes_back() -> None:
    for day in (TODAY + n * DAY for n in range(365)):
        for text in (f"{day.day}/{day.month}", formats.day_in_full(day)):
            assert read_coming_date(text, TODAY) == Reading((day,)), text


@given(TODAYS, st.integers(1, 31))
def test_a_day_of_the_month_is_the_next_of_its_number(today: date, number: int) -> None:
    wanted = next(day for n in range(70) if (day := today + n * DAY).day == number)
    assert read_coming_date(str(number), today) == Reading((wanted,))


@given(TODAYS, st.integers(1, 12))
def test_the_end_of_a_month_is_the_next_one(today: date, month: int) -> None:
    (found,) = read_coming_date(f"cuối tháng {month}", today).values
    assert found.month == month
    assert (found + DAY).day == 1
    assert 0 <= (found - today).days < 366


@given(TODAYS, st.integers(0, 6))
def test_a_weekday_is_the_next_one(today: date, weekday: int) -> None:
    name = formats.day_in_words(date(2026, 11, 23) + weekday * DAY).rsplit(" ", 1)[0]
    found = read_coming_date(name, today).values
    assert all(day.weekday() == weekday for day in found)
    assert 0 <= (found[0] - today).days < 7
    assert (len(found) == 2) == (found[0] == today)


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_any_text_can_be_read(text: str) -> None:
    found = read_coming_date(text, TODAY)
    assert len(set(found.values)) == len(found.values)


@pytest.mark.parametrize("piece", [*PIECES, "cuối", "sau", "nữa", "đến", "hết"])
def test_long_answers_are_read_too(piece: str) -> None:
    """What grows faster than the text would not come back from this."""
    for text in (piece * 300, f"{piece} " * 300, f"{piece} " * 19, f"1{piece}" * 150):
        read_coming_date(text[:300], TODAY)
