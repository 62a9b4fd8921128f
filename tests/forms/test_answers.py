"""Typed answers by the question's type and by how the form wants them typed (bot:as)."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import read
from forms.commands import Command, in_doubt
from forms.definition import Extension, Question, Type
from forms.quantities import LARGEST
from forms.readings import Read, Taken, Unsure
from forms.steps import Refusal, Refused
from forms.values import NOT_RECORDED, Point

TODAY = date(2026, 11, 23)  # a Monday
INTEGER = Question("n", Type.INTEGER)
COUNT = Question("n", Type.INTEGER, bot=Extension(unknown="Không thống kê"))
BUSINESS = Question("n", Type.INTEGER, bot=Extension(unknown="Không thống kê", none="Không có"))
BOUNDED = Question("n", Type.INTEGER, constraint=". >= 0")
DECIMAL = Question("n", Type.DECIMAL)
KILOGRAMS = Question("n", Type.DECIMAL, label={"": "Khối lượng là bao nhiêu kg?"})
TONNES = Question("n", Type.DECIMAL, hint={"": "Ví dụ: 1.250,5 tấn"})
RATE = Question("n", Type.DECIMAL, label={"": "Tỷ lệ (%)?"})
MONEY = Question("n", Type.INTEGER, bot=Extension(as_="money", none="Không phát sinh"))
SPENT = Question("n", Type.INTEGER, bot=Extension(as_="money", unknown="Chưa có số liệu"))
PRICE = Question("n", Type.INTEGER, bot=Extension(as_="money"))
YEAR = Question("n", Type.INTEGER, bot=Extension(as_="year"))
PERCENT = Question("n", Type.DECIMAL, bot=Extension(as_="percent"))
DAY = Question("n", Type.DATE)
TIME = Question("n", Type.TIME)
MOMENT = Question("n", Type.DATETIME)
PLACE = Question("n", Type.GEOPOINT)
TEXT = Question("n", Type.TEXT)
TROUBLE = Question("n", Type.TEXT, bot=Extension(none="Không có"))
PHONE = Question("n", Type.TEXT, bot=Extension(as_="phone"))
DOCNO = Question("n", Type.TEXT, bot=Extension(as_="docno", none="Chưa ban hành"))
SCHOOL_YEAR = Question("n", Type.TEXT, bot=Extension(as_="school_year"))
NAME = Question("n", Type.TEXT, bot=Extension(as_="person_name"))
READ = Question("n", Type.ACKNOWLEDGE)
IMAGE = Question("n", Type.IMAGE)
FILE = Question("n", Type.FILE)
CHOICE = Question("n", Type.SELECT_ONE)
NOTHING = Taken(NOT_RECORDED)
ALL = [
    INTEGER, COUNT, BUSINESS, BOUNDED, DECIMAL, KILOGRAMS, TONNES, RATE, MONEY, SPENT, PRICE, YEAR,
    PERCENT, DAY, TIME, MOMENT, PLACE, TEXT, TROUBLE, PHONE, DOCNO, SCHOOL_YEAR, NAME, READ, IMAGE,
    FILE, CHOICE,
]  # fmt: skip


def _moments(*written: str) -> tuple[datetime, ...]:
    return tuple(map(datetime.fromisoformat, written))


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (INTEGER, "1.250", Taken(1250)),
        (INTEGER, "45 người", Taken(45)),
        (INTEGER, "3,0", Taken(3)),
        (INTEGER, "3,5", Refused(Refusal.NOT_WHOLE)),
        (INTEGER, "1.25", Unsure((125,))),
        (INTEGER, "1/2", Unsure((1, 2))),
        (INTEGER, "5/6", Unsure((5, 6))),
        (INTEGER, "hai rưỡi", Refused(Refusal.NOT_WHOLE)),
        (INTEGER, "-3", Refused(Refusal.NOT_A_NUMBER)),
        (BOUNDED, "-3", Taken(-3)),
        (INTEGER, "nhiều", Refused(Refusal.NOT_A_NUMBER)),
        (INTEGER, "50%", Refused(Refusal.NOT_A_NUMBER)),
        (INTEGER, "1\n250", Refused(Refusal.NOT_A_NUMBER)),
        (INTEGER, "45\n", Taken(45)),
        (INTEGER, "9" * 13, Refused(Refusal.TOO_LARGE, limit=LARGEST)),
        (INTEGER, "9" * 300, Refused(Refusal.TOO_LARGE, limit=LARGEST)),
        (INTEGER, "1.000.000.000.000", Taken(10**12)),
        (INTEGER, "5" * 5000, Refused(Refusal.TOO_LONG, limit=300)),
        (INTEGER, "không", Taken(0)),
        (INTEGER, "ko", Taken(0)),
        (INTEGER, "không có ai", Taken(0)),
        (INTEGER, "chưa có", Unsure((0,))),
        (INTEGER, "không rõ", Refused(Refusal.NOT_A_NUMBER)),
        (INTEGER, "sai", Refused(Refusal.NOT_A_NUMBER)),
        (COUNT, "ko thống kê", NOTHING),
        (COUNT, "Không thống kê", NOTHING),
        (COUNT, "ko rõ", NOTHING),
        (COUNT, "chưa có số liệu ạ", NOTHING),
        (COUNT, "không", Unsure((0, NOT_RECORDED))),
        (COUNT, "chưa có", Unsure((0, NOT_RECORDED))),
        (COUNT, "0", Taken(0)),
        (BUSINESS, "không", Taken(0)),
        (BUSINESS, "ko có", Taken(0)),
        (BUSINESS, "không biết", NOTHING),
        (DECIMAL, "3,5", Taken(Decimal("3.5"))),
        (DECIMAL, "1.250,5", Taken(Decimal("1250.5"))),
        (DECIMAL, "1.25", Unsure((Decimal("1.25"), Decimal(125)))),
        (DECIMAL, "12.34", Unsure((Decimal("12.34"), Decimal(1234)))),
        (DECIMAL, "1,250", Unsure((Decimal(1250), Decimal("1.250")))),
        (DECIMAL, "1/2", Unsure((Decimal(1), Decimal(2), Decimal("0.5")))),
        (DECIMAL, "không", Taken(Decimal(0))),
        (DECIMAL, "2,5 tấn", Taken(Decimal("2.5"))),  # the question names no unit
        (KILOGRAMS, "2,5 kg", Taken(Decimal("2.5"))),
        (KILOGRAMS, "2,5 tấn", Unsure((Decimal(2500),))),
        (KILOGRAMS, "2 lít", Unsure((Decimal(2),))),
        (KILOGRAMS, "2,5", Taken(Decimal("2.5"))),
        (TONNES, "1.250,5 tấn", Taken(Decimal("1250.5"))),
        (TONNES, "500 kg", Unsure((Decimal("0.5"),))),
        (RATE, "50%", Taken(Decimal(50))),
        (PERCENT, "50%", Taken(Decimal(50))),
        (PERCENT, "mười phần trăm", Taken(Decimal(10))),
        (PERCENT, "12.5%", Unsure((Decimal("12.5"), Decimal(125)))),
        (PERCENT, "một nửa", Refused(Refusal.NOT_A_NUMBER)),
        (MONEY, "1tr5", Taken(1_500_000)),
        (MONEY, "không", Taken(0)),
        (MONEY, "Không phát sinh", Taken(0)),
        (MONEY, "500", Unsure((500, 500_000))),
        (MONEY, "-500k", Refused(Refusal.NOT_MONEY)),
        (MONEY, "rẻ", Refused(Refusal.NOT_MONEY)),
        (MONEY, "2 củ", Refused(Refusal.NOT_MONEY)),
        (MONEY, "5 usd", Refused(Refusal.NOT_MONEY)),
        (MONEY, "9000 tỷ", Refused(Refusal.TOO_LARGE, limit=LARGEST)),
        (PRICE, "ko", Taken(0)),
        (PRICE, "không đồng", Taken(0)),
        (SPENT, "chưa có số liệu", NOTHING),
        (SPENT, "không", Unsure((0, NOT_RECORDED))),
        (YEAR, "2026", Taken(2026)),
        (YEAR, "năm ngoái", Taken(2025)),
        (YEAR, "26", Unsure((2026,))),
        (YEAR, "không", Refused(Refusal.NOT_A_YEAR)),
        (DAY, "hôm qua", Taken(date(2026, 11, 22))),
        (DAY, "rằm", Refused(Refusal.LUNAR_DATE)),
        (DAY, "mùng 2 tháng 9", Unsure((date(2026, 9, 2),))),
        (DAY, "24/11", Unsure((date(2025, 11, 24), date(2026, 11, 24)))),
        (DAY, "3/13/2026", Unsure((date(2026, 3, 13),))),
        (DAY, "8h30 hôm qua", Taken(date(2026, 11, 22))),
        (DAY, "8h hôm qua", Taken(date(2026, 11, 22))),
        (DAY, "8h 3/13/2026", Unsure((date(2026, 3, 13),))),
        (DAY, "8h30 rằm", Refused(Refusal.LUNAR_DATE)),
        (DAY, "hôm nào đó", Refused(Refusal.NOT_A_DATE)),
        (DAY, "tháng 11", Refused(Refusal.NOT_A_DATE)),
        (TIME, "8h30", Taken(time(8, 30))),
        (TIME, "2 giờ", Unsure((time(2), time(14)))),
        (TIME, "sớm", Refused(Refusal.NOT_A_TIME)),
        (MOMENT, "8h30 20/11", Taken(_moments("2026-11-20T08:30")[0])),
        (MOMENT, "20/11 2h", Unsure(_moments("2026-11-20T02:00", "2026-11-20T14:00"))),
        (MOMENT, "8h30 rằm", Refused(Refusal.LUNAR_DATE)),
        (MOMENT, "hôm qua", Refused(Refusal.NOT_A_MOMENT)),
        (PLACE, "22.386, 103.458", Taken(Point(22.386, 103.458))),
        (PLACE, "103.458, 22.386", Unsure((Point(22.386, 103.458),))),
        (PLACE, "bản Nà Hừ", Refused(Refusal.NOT_A_POINT)),
        (TEXT, "  bản   Nà Hừ ", Taken("bản Nà Hừ")),
        (TEXT, "không rõ", Taken("không rõ")),
        (TEXT, "x" * 5000, Refused(Refusal.TOO_LONG, limit=4000)),
        (TEXT, "\u200b", Refused(Refusal.REQUIRED)),
        (TROUBLE, "ko", Taken("Không có")),
        (TROUBLE, "chưa có ạ", Taken("Không có")),
        (TROUBLE, "không có gì", Taken("Không có")),
        (TROUBLE, "không có xe", Taken("không có xe")),
        (PHONE, "+84 912 345 678", Taken("0912345678")),
        (PHONE, "0912345678/0987654321", Unsure(("0912345678", "0987654321"))),
        (PHONE, "12345", Refused(Refusal.NOT_A_PHONE)),
        (PHONE, "0" * 301, Refused(Refusal.TOO_LONG, limit=300)),
        (DOCNO, "125 kh ubnd", Taken("125/KH-UBND")),
        (DOCNO, "chưa ban hành", Taken("Chưa ban hành")),
        (DOCNO, "125", Refused(Refusal.NOT_A_DOCNO)),
        (SCHOOL_YEAR, "26-27", Taken("2026-2027")),
        (SCHOOL_YEAR, "2026", Unsure(("2025-2026", "2026-2027"))),
        (SCHOOL_YEAR, "lớp 6", Refused(Refusal.NOT_A_SCHOOL_YEAR)),
        (NAME, " Lò  Văn An", Taken("Lò Văn An")),
        (NAME, "không", Refused(Refusal.NOT_A_NAME)),
        (NAME, "", Refused(Refusal.REQUIRED)),
        (READ, "ok", Taken("OK")),
        (READ, "đã đọc", Taken("OK")),
        (READ, "rồi ạ", Taken("OK")),
        (READ, "chưa", Refused(Refusal.NOT_A_CHOICE)),
        (READ, "đọc gì", Refused(Refusal.NOT_A_CHOICE)),
        (IMAGE, "ảnh đây", Refused(Refusal.NOT_A_PHOTO)),
        (FILE, "kế hoạch 125", Refused(Refusal.NOT_A_FILE)),
        (CHOICE, "1", Refused(Refusal.NOT_A_CHOICE)),
    ],
)
def test_reading(question: Question, text: str, expected: Read) -> None:
    assert read(question, text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, Command.YES) for text in ["có", "đúng", "đúng rồi", "ok ạ", "vâng", "xác nhận"]),
        *((text, Command.NO) for text in ["không", "ko", "sai", "chưa đúng", "nhập lại", "k ạ"]),
        *((text, None) for text in ["45", "hôm qua", "không rõ", "có 5 người", ""]),
    ],
)
def test_yes_and_no_to_what_is_asked_back(text: str, expected: Command | None) -> None:
    assert in_doubt(text) is expected


@given(st.text(max_size=320), st.sampled_from(ALL), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_text_at_any_type(text: str, question: Question, today: date) -> None:
    match read(question, text, today):
        case Unsure(readings):
            assert readings
            assert len(set(readings)) == len(readings)
        case Taken() | Refused():
            pass
