"""Typed times of day, and days with a time: read, asked back, or not understood."""

from datetime import date, datetime

import pytest

from vietnamese.moments import read_moment
from vietnamese.times import read_time

TODAY = date(2026, 11, 23)  # a Monday

TIMES = {
    "08:30": "08:30", "8:30": "08:30", "8h30": "08:30", "8H30": "08:30", "8h 30": "08:30",
    "8 h 30": "08:30", "8g30": "08:30", "20g15": "20:15", "8.30": "08:30", "0830": "08:30",
    "1430": "14:30", "8 30": "08:30", "08h00": "08:00", "8 giờ 30": "08:30",
    "8 giờ 30 phút": "08:30", "8h30p": "08:30", "8h30'": "08:30", "８：３０": "08:30",
    "8h30.": "08:30", "lúc 8h30": "08:30", "đúng 8h30": "08:30", "khoảng 8h30": "08:30",
    "14h": "14:00", "14 giờ": "14:00", "14": "14:00", "mười bảy giờ": "17:00", "0h": "00:00",
    "0 giờ": "00:00", "0h15": "00:15", "23h59": "23:59", "00:00": "00:00", "02:30": "02:30",
    "02h30": "02:30", "7h30": "07:30", "12:00": "12:00", "12h30": "12:30", "11h45": "11:45",
    # the part of the day decides
    "8h sáng": "08:00", "8 giờ sáng": "08:00", "8h30 sang": "08:30", "sáng 8h": "08:00",
    "buổi sáng 8h": "08:00", "8h buổi sáng": "08:00", "tám giờ rưỡi sáng": "08:30",
    "8 giờ kém 15 sáng": "07:45", "8h kém 15 sáng": "07:45", "2 giờ chiều": "14:00",
    "hai giờ rưỡi chiều": "14:30", "chiều 2 giờ kém 15": "13:45", "1 giờ kém 15 chiều": "12:45",
    "5h chiều": "17:00", "14h chiều": "14:00", "7 giờ tối": "19:00", "19h tối": "19:00",
    "12 giờ trưa": "12:00", "11h trưa": "11:00", "1 giờ trưa": "13:00", "12 giờ đêm": "00:00",
    "12h đêm": "00:00", "11 giờ đêm": "23:00", "1 giờ đêm": "01:00", "10h khuya": "22:00",
    "8 am": "08:00", "8:30 PM": "20:30", "8pm": "20:00", "12am": "00:00", "12 pm": "12:00",
    "mười hai giờ kém mười lăm trưa": "11:45",
    # without it, the twelve-hour clock means two things
    "8h": "08:00 20:00", "7h": "07:00 19:00", "8 giờ": "08:00 20:00", "8": "08:00 20:00",
    "8 giờ rưỡi": "08:30 20:30", "8h rưỡi": "08:30 20:30", "8 rưỡi": "08:30 20:30",
    "tám rưỡi": "08:30 20:30", "8 giờ kém 15": "07:45 19:45", "8h kém 15": "07:45 19:45",
    "8 giờ kém mười": "07:50 19:50", "1h kém 15": "00:45 12:45", "8 giờ 5": "08:05 20:05",
    "8 giờ 5 phút": "08:05 20:05", "2 giờ": "02:00 14:00", "2h": "02:00 14:00",
    "2h30": "02:30 14:30", "2:30": "02:30 14:30", "12h": "12:00 00:00", "lúc 8h": "08:00 20:00",
}  # fmt: skip

NO_TIMES = [
    "", " ", "24h", "24:00", "25", "25h", "8:60", "8h75", "8h5", "830", "99999", "8,30", "8;30",
    "8-30", "8h-10h", "8h đến 10h", "15h sáng", "20h sáng", "3 giờ tối", "8h trưa", "9h chiều",
    "giờ", "sáng", "kém 15", "8 kém", "8 giờ kém", "8 giờ kém 75", "8 giờ hơn", "gần 8h",
    "một trăm giờ", "hai ba giờ", "sớm", "hôm qua", "20/11", "-8h", "8h30h", "8::30", "ba giờ mấy",
]  # fmt: skip

MOMENTS = {
    "8h30 20/11": "2026-11-20T08:30", "20/11 8h30": "2026-11-20T08:30",
    "8h30, 20/11": "2026-11-20T08:30", "8h30 ngày 20/11": "2026-11-20T08:30",
    "lúc 8h30 ngày 20 tháng 11": "2026-11-20T08:30", "20/11 lúc 8h30": "2026-11-20T08:30",
    "8 giờ sáng hôm qua": "2026-11-22T08:00", "hôm qua lúc 14h": "2026-11-22T14:00",
    "hôm qua 14h": "2026-11-22T14:00", "14:00 ngày 20/11/2026": "2026-11-20T14:00",
    "14h00 20.11.2026": "2026-11-20T14:00", "20.11.2026 8.30": "2026-11-20T08:30",
    "sáng nay 8h": "2026-11-23T08:00", "8h sáng nay": "2026-11-23T08:00",
    "chiều qua 2h": "2026-11-22T14:00", "chiều hôm qua lúc 2 giờ rưỡi": "2026-11-22T14:30",
    "tối thứ 6 tuần trước lúc 7 giờ": "2026-11-20T19:00", "20/11 sáng 8h": "2026-11-20T08:00",
    "8h30 sáng 20/11": "2026-11-20T08:30", "sáng 20/11 8h30": "2026-11-20T08:30",
    "ngày 20 tháng 11 lúc 8 giờ rưỡi sáng": "2026-11-20T08:30",
    "thứ 6 8h30": "2026-11-20T08:30", "t6 14h": "2026-11-20T14:00",
    "8h30\n20/11": "2026-11-20T08:30", "8h30, hôm nay": "2026-11-23T08:30",
    "08:30, 20/11/2026 (thứ Sáu)": "2026-11-20T08:30", "2026-11-20T08:30": "2026-11-20T08:30",
    "2026-11-20 08:30": "2026-11-20T08:30", "2026-11-20T08:30:00": "2026-11-20T08:30",
    "20/11/2026 14:00": "2026-11-20T14:00",
    "20/11 2 giờ": "2026-11-20T02:00 2026-11-20T14:00",
    "hôm qua 8h": "2026-11-22T08:00 2026-11-22T20:00",
    "24/11 14h": "2025-11-24T14:00 2026-11-24T14:00",
}  # fmt: skip

NO_MOMENTS = [
    "", "8h", "8h30", "hôm qua", "20/11", "20/11/2026", "8h30 hôm trước", "8h30 tuần trước",
    "8h 31/6", "25h 20/11", "15h sáng 20/11", "sáng nay", "8h rằm", "8h30 20/11 20/12 21/12",
    "8h " * 30,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TIMES.items())
def test_times(text: str, expected: str) -> None:
    reading = read_time(text)
    assert " ".join(f"{one:%H:%M}" for one in reading.values) == expected
    assert reading.sure


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time(text: str) -> None:
    assert read_time(text).values == ()


@pytest.mark.parametrize(("text", "expected"), MOMENTS.items())
def test_moments(text: str, expected: str) -> None:
    reading = read_moment(text, TODAY)
    assert reading.values == tuple(map(datetime.fromisoformat, expected.split()))
    assert reading.sure


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_moment(text: str) -> None:
    assert read_moment(text, TODAY).values == ()


def test_a_moment_by_the_moon_is_not_taken() -> None:
    assert read_moment("8h30 rằm tháng 7", TODAY).lunar
    by_both = read_moment("9 giờ sáng mùng 2 tháng 9", TODAY)
    assert by_both.values == (datetime.fromisoformat("2026-09-02T09:00"),)
    assert (by_both.lunar, by_both.sure) == (True, False)


def test_a_swapped_date_is_affirmed_with_its_time() -> None:
    reading = read_moment("14h 3/13/2026", TODAY)
    assert reading.values == (datetime.fromisoformat("2026-03-13T14:00"),)
    assert not reading.sure
