"""Typed answers by the question's type, and choices by number and by words."""

from datetime import date
from decimal import Decimal

import pytest

from forms.answers import LARGEST, read
from forms.definition import Extension, Question, Type
from forms.picking import pick, pick_several
from forms.readings import Read, Taken, Unsure
from forms.steps import Option, Refusal, Refused
from forms.values import NOT_RECORDED
from tests.forms.fakes import TODAY

INTEGER = Question("n", Type.INTEGER)
COUNT = Question("n", Type.INTEGER, bot=Extension(unknown="Không thống kê"))
BUSINESS = Question("n", Type.INTEGER, bot=Extension(unknown="Không thống kê", none="Không có"))
BOUNDED = Question("n", Type.INTEGER, constraint=". >= 0")
DECIMAL = Question("n", Type.DECIMAL)
MONEY = Question("n", Type.INTEGER, bot=Extension(as_="money", none="Không phát sinh"))
SPENT = Question("n", Type.INTEGER, bot=Extension(as_="money", unknown="Chưa có số liệu"))
DAY = Question("n", Type.DATE)
TEXT = Question("n", Type.TEXT)
TROUBLE = Question("n", Type.TEXT, bot=Extension(none="Không có"))
IMAGE = Question("n", Type.IMAGE)
NOTHING = Taken(NOT_RECORDED)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (INTEGER, "1.250", Taken(1250)),
        (INTEGER, "45 người", Taken(45)),
        (INTEGER, "3,0", Taken(3)),
        (INTEGER, "3,5", Refused(Refusal.NOT_WHOLE)),
        (INTEGER, "1.25", Unsure((125,))),
        (INTEGER, "-3", Refused(Refusal.NOT_A_NUMBER)),
        (BOUNDED, "-3", Taken(-3)),
        (INTEGER, "nhiều", Refused(Refusal.NOT_A_NUMBER)),
        (INTEGER, "9" * 13, Refused(Refusal.TOO_LARGE, limit=LARGEST)),
        (INTEGER, "1.000.000.000.000", Taken(10**12)),
        (INTEGER, "5" * 5000, Refused(Refusal.TOO_LONG, limit=300)),
        (INTEGER, "không", Taken(0)),
        (COUNT, "ko thống kê", NOTHING),
        (COUNT, "Không thống kê", NOTHING),
        (COUNT, "ko rõ", NOTHING),
        (COUNT, "chưa có số liệu", NOTHING),
        (COUNT, "không", Unsure((0, NOT_RECORDED))),
        (COUNT, "0", Taken(0)),
        (INTEGER, "không rõ", Refused(Refusal.NOT_A_NUMBER)),
        (BUSINESS, "không", Taken(0)),
        (BUSINESS, "ko có", Taken(0)),
        (BUSINESS, "không biết", NOTHING),
        (DECIMAL, "3,5", Taken(Decimal("3.5"))),
        (DECIMAL, "1.250,5", Taken(Decimal("1250.5"))),
        (DECIMAL, "1.25", Unsure((Decimal("1.25"), Decimal(125)))),
        (DECIMAL, "12.34", Unsure((Decimal("12.34"), Decimal(1234)))),
        (DECIMAL, "1,250", Unsure((Decimal(1250), Decimal("1.250")))),
        (DECIMAL, "không", Taken(Decimal(0))),
        (MONEY, "1tr5", Taken(1_500_000)),
        (MONEY, "không", Taken(0)),
        (MONEY, "Không phát sinh", Taken(0)),
        (MONEY, "500", Unsure((500, 500_000))),
        (MONEY, "-500k", Refused(Refusal.NOT_MONEY)),
        (MONEY, "rẻ", Refused(Refusal.NOT_MONEY)),
        (MONEY, "9000 tỷ", Refused(Refusal.TOO_LARGE, limit=LARGEST)),
        (SPENT, "chưa có số liệu", NOTHING),
        (SPENT, "không", Unsure((0, NOT_RECORDED))),
        (DAY, "hôm qua", Taken(date(2026, 11, 22))),
        (DAY, "rằm", Refused(Refusal.LUNAR_DATE)),
        (DAY, "mùng 5 tháng 12", Unsure((date(2025, 12, 5),))),
        (DAY, "hôm nào đó", Refused(Refusal.NOT_A_DATE)),
        (TEXT, "  bản   Nà Hừ ", Taken("bản Nà Hừ")),
        (TEXT, "không rõ", Taken("không rõ")),
        (TEXT, "x" * 5000, Refused(Refusal.TOO_LONG, limit=4000)),
        (TEXT, "\u200b", Refused(Refusal.REQUIRED)),
        (TROUBLE, "ko", Taken("Không có")),
        (IMAGE, "ảnh đây", Refused(Refusal.NOT_A_PHOTO)),
    ],
)
def test_reading(question: Question, text: str, expected: Read) -> None:
    assert read(question, text, TODAY) == expected


def _options(*labels: str) -> list[Option]:
    return [Option(f"v{at}", label) for at, label in enumerate(labels, 1)]


FORMS = _options(
    "Hội nghị, hội thảo",
    "Tập huấn",
    "Tờ rơi, pano, băng rôn",
    "Mạng xã hội, trang thông tin điện tử",
    "Tuyên truyền lưu động",
    "Khác (nhập)",
)
ANSWERS = _options("Không", "Không rõ", "Có")
SCALES = _options("1 năm", "5 năm", "5", "2")


@pytest.mark.parametrize(
    ("text", "options", "expected", "certain"),
    [
        ("1", FORMS, ["v1"], True),
        ("6.", FORMS, ["v6"], True),
        ("số 2", FORMS, ["v2"], True),
        ("tap huan", FORMS, ["v2"], True),
        ("Khác", FORMS, ["v6"], True),
        ("to roi", FORMS, ["v3"], True),
        ("bang ron", FORMS, ["v3"], True),
        ("luu dong", FORMS, ["v5"], True),
        ("hội", FORMS, ["v1"], True),
        ("tập hấn", FORMS, ["v2"], False),
        ("t", FORMS, ["v2", "v3", "v5"], False),
        ("7", FORMS, [], False),
        ("0", FORMS, [], False),
        ("xyz", FORMS, [], False),
        ("khong", ANSWERS, ["v1"], True),
        ("khong ro", ANSWERS, ["v2"], True),
        ("co", ANSWERS, ["v3"], True),
        ("5 nam", SCALES, ["v2"], True),
        ("5", SCALES, ["v3"], True),  # a label that is the number; there is no fifth option
        ("2", SCALES, ["v4", "v2"], False),  # the fourth's label, the second's number
    ],
)
def test_picking(text: str, options: list[Option], expected: list[str], certain: bool) -> None:
    picked = pick(text, options)
    assert ([one.value for one in picked.options], picked.certain) == (expected, certain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,3 và 5", ["v1", "v3", "v5"]),
        ("1 3 5", ["v1", "v3", "v5"]),
        ("1;3/5", ["v1", "v3", "v5"]),
        ("1, 1", ["v1"]),
        ("2", ["v2"]),
        ("hội nghị, hội thảo", ["v1"]),
        ("tap huan va to roi", ["v2", "v3"]),
        ("tập huấn, băng rôn, pano", ["v2", "v3"]),
        ("1, xyz", []),
        ("1, 9", []),
        ("1-3", []),
        ("", []),
    ],
)
def test_picking_several(text: str, expected: list[str]) -> None:
    assert [one.value for one in pick_several(text, FORMS)] == expected
